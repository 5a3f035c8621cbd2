"""PReLU in nodes that onnxruntime keeps in its fast layout, exactly.

With a slope a per channel, PReLU(x) = a*x + (1 - a)*relu(x). Where a convolution or normalisation
made x, nothing else reads it, and 1 - a > 0, that factor moves into its weights: of x' = (1 - a)*x
it is relu(x') + a/(1 - a)*x', which is one product less for every value of every layer.
"""

from collections import Counter
from collections.abc import Iterable

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper

Constants = dict[str, NDArray[np.generic]]

_LEAST = 1e-3
"""Of 1 - a; below it, a/(1 - a) would cost digits."""


def split_prelu(nodes: Iterable[onnx.NodeProto], constants: Constants) -> list[onnx.NodeProto]:
    """The nodes with each PReLU in parts; `constants` gains what the parts multiply by."""
    whole = list(nodes)
    readers = Counter(name for node in whole for name in node.input)
    makers = {name: node for node in whole for name in node.output}
    split: list[onnx.NodeProto] = []
    for node in whole:
        if node.op_type != "PRelu":
            split.append(node)
            continue
        slope = constants[node.input[1]].astype(np.float32)
        if slope.size > 1 and slope.ndim != 3:
            slope = slope.reshape(-1, 1, 1)
        maker = makers.get(node.input[0])
        may_fold = readers[node.input[0]] == 1 and float((1 - slope).min()) > _LEAST
        if may_fold and maker is not None and _has_constant_weights(maker, constants):
            split += _folded(node, maker, slope, constants)
        else:
            split += _apart(node, slope, constants)
    return split


def _has_constant_weights(node: onnx.NodeProto, constants: Constants) -> bool:
    is_linear = node.op_type in ("BatchNormalization", "Conv")
    return is_linear and all(one in constants for one in node.input[1:3])


def _folded(
    node: onnx.NodeProto, maker: onnx.NodeProto, slope: NDArray[np.float32], constants: Constants
) -> list[onnx.NodeProto]:
    x, y = node.input[0], node.output[0]
    rest = 1 - slope
    # Scale and shift, or weights and bias: each a row for each channel it makes.
    for at, given in enumerate(maker.input[1:3], start=1):
        weights = constants[given].astype(np.float32)
        by_channel = rest.reshape(-1, *[1] * (weights.ndim - 1))
        # A name of its own: exporters share constants between layers.
        maker.input[at] = f"{y}_{at}"
        constants[maker.input[at]] = weights * by_channel
    constants[f"{y}_slope"] = slope / rest
    return [
        helper.make_node("Relu", [x], [f"{y}_bend"]),
        helper.make_node("Mul", [x, f"{y}_slope"], [f"{y}_line"]),
        helper.make_node("Add", [f"{y}_bend", f"{y}_line"], [y]),
    ]


def _apart(
    node: onnx.NodeProto, slope: NDArray[np.float32], constants: Constants
) -> list[onnx.NodeProto]:
    x, y = node.input[0], node.output[0]
    constants[f"{y}_slope"] = slope
    constants[f"{y}_rest"] = 1 - slope
    return [
        helper.make_node("Relu", [x], [f"{y}_positive"]),
        helper.make_node("Mul", [f"{y}_positive", f"{y}_rest"], [f"{y}_bend"]),
        helper.make_node("Mul", [x, f"{y}_slope"], [f"{y}_line"]),
        helper.make_node("Add", [f"{y}_bend", f"{y}_line"], [y]),
    ]
