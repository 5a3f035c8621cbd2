"""What an untrusted ONNX file is: a detector, a recogniser, something else, or not to be opened.

The rules are those of insightface's model zoo (`ModelRouter.get_model`), read from the graph alone:
nothing of the file is run to find out. Importing this loads onnx.
"""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import onnx
from google.protobuf.message import DecodeError

from exposure_app.domain import errors
from exposure_app.faces.models.pack import Network

MAX_MODEL_BYTES = 1_000_000_000
"""The largest published recogniser has 260 MB; protobuf itself ends at 2 GB."""

_CROP_PX = 112  # the side of the aligned faces we make
_SCRFD_OUTPUTS = (9, 15)  # with landmarks; 6 and 10 are SCRFDs that find boxes alone
_YUNET_OUTPUTS = frozenset(
    f"{head}_{stride}" for head in ("cls", "obj", "bbox", "kps") for stride in (8, 16, 32)
)


class ModelPart(StrEnum):
    """What a model file is for."""

    YUNET = "yunet"
    SCRFD = "scrfd"
    RECOGNISER = "recogniser"
    OTHER = "other"

    @property
    def network(self) -> Network | None:
        """The family of detector; None for what is no detector."""
        return {ModelPart.YUNET: Network.YUNET, ModelPart.SCRFD: Network.SCRFD}.get(self)


def part_of(untrusted: Path) -> ModelPart:
    """What the file is for.

    Raises:
        PackUnusable: it is too large, no ONNX model, or keeps its weights in other files.
    """
    return _part(_graph(untrusted))


def _graph(untrusted: Path) -> onnx.GraphProto:
    if untrusted.stat().st_size > MAX_MODEL_BYTES:
        raise errors.PackUnusable(untrusted.name, "too_large")
    model = onnx.ModelProto()
    try:
        model.ParseFromString(untrusted.read_bytes())
    except (DecodeError, ValueError) as cause:
        raise errors.PackUnusable(untrusted.name, "not_a_model") from cause
    is_whole = model.graph.node and model.graph.input and model.graph.output
    if not (model.ir_version and is_whole) or model.functions:
        raise errors.PackUnusable(untrusted.name, "not_a_model")
    if any(map(_is_external, _tensors(model.graph))):
        # Weights in other files: a path in the model would say which of this computer's are read.
        raise errors.PackUnusable(untrusted.name, "external")
    return model.graph


def _part(graph: onnx.GraphProto) -> ModelPart:
    outputs = {one.name for one in graph.output}
    if outputs == _YUNET_OUTPUTS:
        return ModelPart.YUNET
    if len(outputs) >= 5:
        return ModelPart.SCRFD if len(outputs) in _SCRFD_OUTPUTS else ModelPart.OTHER
    # Some exporters list every weight as an input too, even those that nobody reads.
    made = {name for node in graph.node for name in node.output}
    made |= {tensor.name for tensor in graph.initializer}
    read = {name for node in graph.node for name in node.input} - made
    fed = [one for one in graph.input if one.name in read]
    shape = [size.dim_value for size in fed[0].type.tensor_type.shape.dim] if fed else []
    takes_a_face = len(fed) == 1 and shape[1:] == [3, _CROP_PX, _CROP_PX]
    return ModelPart.RECOGNISER if takes_a_face and len(outputs) == 1 else ModelPart.OTHER


def _tensors(graph: onnx.GraphProto) -> Iterator[onnx.TensorProto]:
    """Every tensor of the graph, those of nested graphs among them."""
    yield from graph.initializer
    for sparse in graph.sparse_initializer:
        yield from (sparse.values, sparse.indices)
    for node in graph.node:
        for attribute in node.attribute:
            yield attribute.t
            yield from attribute.tensors
            for sparse in (attribute.sparse_tensor, *attribute.sparse_tensors):
                yield from (sparse.values, sparse.indices)
            for nested in (attribute.g, *attribute.graphs):
                yield from _tensors(nested)


def _is_external(tensor: onnx.TensorProto) -> bool:
    return bool(tensor.external_data) or tensor.data_location == onnx.TensorProto.EXTERNAL
