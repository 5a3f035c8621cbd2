"""Comparing with very many faces at a quarter of the memory traffic, and still missing none.

A scan of a million faces waits for memory. A copy of the vectors in one byte per number is read in
a quarter of the time, and how far its scores can be off is known: by Cauchy and Schwarz, no
further than the lengths of what rounding took away. So it says who *could* reach a threshold, and
only those are compared exactly. onnxruntime multiplies the bytes.
"""

from functools import cache
from math import floor
from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

_STEPS = 127
_PROBE_STEPS = 63
"""A probe is rounded to 7 bits: with 8, processors without dot products of bytes add up pairs that
do not fit their 16 bits, and answer wrongly."""

_FLOAT_ROUNDING = 1e-4


_SMALL = 1 << 16
_LARGE = 4 * _SMALL
"""Rows in a block: small, so that few rows wait for one, and large, because each costs a call."""

_AT_ONCE = 1 << 13


class Coarse:
    """A copy of a gallery's rows in bytes, behind by less than a block.

    Safe to read from several threads as long as it is not extended.
    """

    def __init__(self) -> None:
        self._blocks: list[_Block] = []

    @property
    def end(self) -> int:
        """How many rows it covers, from the first."""
        return sum(block.rows for block in self._blocks)

    def extend(self, matrix: Matrix) -> None:
        """Cover more of `matrix`, (N, D), whose first rows it covers already."""
        if len(matrix) - self.end < _SMALL or not works():
            return
        while len(matrix) - self.end >= _SMALL:
            self._blocks.append(_Block(matrix[self.end : self.end + _SMALL]))
            if [block.rows for block in self._blocks[-4:]] == [_SMALL] * 4:
                del self._blocks[-4:]
                self._blocks.append(_Block(matrix[self.end : self.end + _LARGE]))

    def could_reach(self, vector: NDArray[np.float32], threshold: float) -> NDArray[np.intp]:
        """Rows below `end`, ascending: all whose cosine to `vector` is `threshold` or more."""
        start, found = 0, [np.empty(0, dtype=np.intp)]
        for block in self._blocks:
            found.append(block.could_reach(vector, threshold) + start)
            start += block.rows
        return np.concatenate(found)


class _Block:
    """Some rows in bytes, which do not change."""

    def __init__(self, matrix: Matrix, threads: int = 2) -> None:
        self.rows, length = matrix.shape
        self._step = max(float(matrix.max()), -float(matrix.min()), 1e-6) / _STEPS
        self._lost = self._longest = 0.0
        turned = np.empty((length, self.rows), dtype=np.int8)
        for start in range(0, self.rows, _AT_ONCE):
            part = matrix[start : start + _AT_ONCE]
            rounded = np.rint(part / self._step)
            turned[:, start : start + len(part)] = rounded.T
            rounded *= self._step
            self._longest = max(self._longest, _longest(rounded))
            self._lost = max(self._lost, _longest(part - rounded))
        self._session = _session(turned, threads)

    def could_reach(self, vector: NDArray[np.float32], threshold: float) -> NDArray[np.intp]:
        step = float(np.abs(vector).max()) / _PROBE_STEPS
        rounded = np.rint(vector / step)
        lost = float(np.linalg.norm(vector - rounded * step))
        # |x.v - x'.v'| <= |x - x'| |v| + |x'| |v - v'|, and |v| is 1.
        off = self._lost + self._longest * lost + _FLOAT_ROUNDING
        probe = (rounded + _PROBE_STEPS + 1).astype(np.uint8)[None]
        [sums] = self._session.run(None, {"probe": probe})
        return np.flatnonzero(sums[0] >= floor((threshold - off) / (step * self._step)))


def _longest(matrix: Matrix) -> float:
    return float(np.linalg.norm(matrix, axis=1).max())


@cache
def works() -> bool:
    """Whether onnxruntime multiplies bytes here, and rightly so."""
    rng = np.random.default_rng(0)
    matrix = rng.normal(size=(300, 40)).astype(np.float32)
    matrix[:2] = 1  # the largest sums there can be
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    try:
        block = _Block(matrix)
        for row in matrix[:50]:
            found, true = block.could_reach(row, 0.4), np.flatnonzero(matrix @ row >= 0.4)
            if len(found) > len(matrix) / 2 or not set(true) <= set(found):
                return False
    except (ImportError, OSError, RuntimeError, ValueError, TypeError, AttributeError):
        return False
    return True


def _session(turned: NDArray[np.int8], threads: int) -> Any:
    # Imported late: only a gallery of very many faces needs them.
    import onnx  # noqa: PLC0415
    import onnxruntime  # noqa: PLC0415

    onnxruntime.disable_telemetry_events()
    make, kinds = onnx.helper, onnx.TensorProto
    product = make.make_node("MatMulInteger", ["probe", "rows", "zero"], ["sums"])
    graph = make.make_graph(
        [product],
        "coarse",
        [make.make_tensor_value_info("probe", kinds.UINT8, [1, turned.shape[0]])],
        [make.make_tensor_value_info("sums", kinds.INT32, [1, turned.shape[1]])],
        [
            onnx.numpy_helper.from_array(turned, "rows"),
            onnx.numpy_helper.from_array(np.array(_PROBE_STEPS + 1, dtype=np.uint8), "zero"),
        ],
    )
    model = make.make_model(graph, opset_imports=[make.make_opsetid("", 13)], ir_version=9)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    options.enable_cpu_mem_arena = False
    options.enable_mem_pattern = False
    options.add_session_config_entry("session.use_device_allocator_for_initializers", "1")
    # A thread that waits for the next search must not burn a core meanwhile.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
