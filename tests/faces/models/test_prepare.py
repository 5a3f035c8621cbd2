import numpy as np
import onnx
import onnxruntime
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

from exposure_app.faces.models import prepare
from exposure_app.faces.models.pack import default_pack
from exposure_app.faces.models.prelu import split_prelu

PACK = default_pack()
NOISE = np.random.default_rng(0)


def run(model, fed):
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    return session.run(None, {session.get_inputs()[0].name: fed.astype(np.float32)})


def only_made_to_run(published, axes):
    """The published graph with nothing changed but what onnxruntime refuses."""
    model = onnx.load_from_string(published)
    graph = model.graph
    constants = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    prepare.free_sizes(graph, axes)
    prepare.drop_constant_inputs(graph, constants)
    for node in graph.node:
        if node.op_type == "DequantizeLinear" and constants[node.input[1]].shape in ((), (1,)):
            del node.attribute[:]
    del graph.value_info[:]
    return model.SerializeToString()


def test_the_prepared_recogniser_computes_what_the_published_one_does():
    published = PACK.recogniser.path.read_bytes()
    faces = NOISE.uniform(0, 255, (3, 3, 112, 112))
    [expected] = run(only_made_to_run(published, lambda _: [(0, "N")]), faces)
    [got] = run(prepare.prepared_recogniser(published), faces)
    assert got.shape == (3, PACK.embedding_length)
    np.testing.assert_allclose(got, expected, rtol=0, atol=1e-4 * np.abs(expected).max())


def test_the_prepared_detector_computes_what_the_published_one_does():
    published = PACK.detector.path.read_bytes()
    picture = NOISE.uniform(0, 255, (1, 3, 640, 640))
    got = run(prepare.prepared_detector(published), picture)
    expected = run(only_made_to_run(published, lambda _: []), picture)
    for ours, theirs in zip(got, expected, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-4)


@pytest.mark.parametrize(("height", "width"), [(32, 64), (480, 640), (896, 1280)])
def test_the_prepared_detector_takes_pictures_of_any_size(height, width):
    model = prepare.prepared_detector(PACK.detector.path.read_bytes())
    outputs = run(model, NOISE.uniform(0, 255, (1, 3, height, width)))
    cells = {height // stride * (width // stride) for stride in (8, 16, 32)}
    assert {one.shape[1] for one in outputs} == cells


def test_preparing_twice_gives_the_same_bytes():
    published = PACK.detector.path.read_bytes()
    assert prepare.prepared_detector(published) == prepare.prepared_detector(published)


def dequantise_model(quantised, scale, zero, **attributes):
    node = helper.make_node("DequantizeLinear", ["x", "scale", "zero"], ["y"], **attributes)
    constants = {"x": quantised, "scale": scale, "zero": zero}
    graph = helper.make_graph(
        [node],
        "dequantise",
        [],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, quantised.shape)],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 21)]), constants


@pytest.mark.parametrize(
    ("scales", "attributes"),
    [((), {}), ((6,), {"axis": 0}), ((8,), {"axis": 1}), ((6, 2), {"axis": 1, "block_size": 4})],
    ids=["per tensor", "per row", "per column", "in blocks"],
)
def test_folded_weights_are_what_onnx_says_they_are(scales, attributes):
    quantised = NOISE.integers(-128, 128, (6, 8), dtype=np.int8)
    scale = NOISE.uniform(0.01, 0.1, scales).astype(np.float32)
    zero = NOISE.integers(-10, 10, scales).astype(np.int8)
    model, constants = dequantise_model(
        quantised, np.asarray(scale), np.asarray(zero), **attributes
    )
    [expected] = ReferenceEvaluator(model).run(None, {})
    assert prepare.fold_constants(model.graph.node, constants) == []
    np.testing.assert_allclose(constants["y"], expected, rtol=1e-6)
    assert constants["y"].dtype == np.float32


@settings(deadline=None, max_examples=30)
@given(st.lists(st.floats(-2, 2, width=32), min_size=1, max_size=5))
def test_a_split_prelu_bends_as_prelu_does_whatever_its_slopes(slopes):
    slope = np.array(slopes, np.float32).reshape(-1, 1, 1)
    constants = {"slope": slope}
    nodes = split_prelu([helper.make_node("PRelu", ["x", "slope"], ["y"])], constants)
    graph = helper.make_graph(
        nodes,
        "prelu",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, len(slopes), 2, 3])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 21)], ir_version=10)
    x = NOISE.normal(size=(1, len(slopes), 2, 3)).astype(np.float32)
    [got] = run(model.SerializeToString(), x)
    np.testing.assert_allclose(got, np.where(x > 0, x, slope * x), atol=1e-5)


@pytest.mark.parametrize("slopes", [[0.25, -0.5, 0.9], [0.25], [0.2, 1.3, 1.0]])
@pytest.mark.parametrize("maker", ["BatchNormalization", "Conv"])
def test_a_prelu_folded_into_what_came_before_it_bends_as_it_did(maker, slopes):
    channels = 3
    slope = np.array(slopes, np.float32).reshape(-1, 1, 1)
    shape = [channels] if maker == "BatchNormalization" else [channels, channels, 3, 3]
    weights = NOISE.normal(size=shape).astype(np.float32)
    shift = NOISE.normal(size=channels).astype(np.float32)
    constants = {"slope": slope, "weights": weights, "shift": shift}
    inputs = ["x", "weights", "shift"]
    if maker == "BatchNormalization":
        constants |= {"mean": shift[::-1].copy(), "var": np.abs(weights) + 1}
        inputs += ["mean", "var"]

    def model(nodes, constants):
        graph = helper.make_graph(
            nodes,
            "prelu",
            [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, channels, 5, 6])],
            [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
            [numpy_helper.from_array(value, name) for name, value in constants.items()],
        )
        made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 21)], ir_version=10)
        return made.SerializeToString()

    def nodes():
        return [
            helper.make_node(maker, inputs, ["made"]),
            helper.make_node("PRelu", ["made", "slope"], ["y"]),
        ]

    x = NOISE.normal(size=(1, channels, 5, 6)).astype(np.float32)
    [expected] = run(model(nodes(), dict(constants)), x)
    [got] = run(model(split_prelu(nodes(), constants), constants), x)
    np.testing.assert_allclose(got, expected, atol=1e-5)


def test_what_others_read_too_is_not_scaled():
    constants = {"slope": np.full((1, 1, 1), 0.5, np.float32), "w": np.ones((1, 1, 1, 1), "f4")}
    nodes = [
        helper.make_node("Conv", ["x", "w"], ["made"]),
        helper.make_node("PRelu", ["made", "slope"], ["bent"]),
        helper.make_node("Add", ["made", "bent"], ["y"]),
    ]
    split_prelu(nodes, constants)
    assert list(nodes[0].input) == ["x", "w"]
