"""SCRFD as a network of ours: what insightface's own runner finds, in the view's pixels."""

import numpy as np
import onnx
import pytest
from insightface.model_zoo import get_model

from exposure_app.faces.models import sessions
from exposure_app.faces.models.prepare import prepared_recogniser
from exposure_app.faces.recognition.scrfd import SCORES, Scrfd
from tests.faces.packs import vectron


@pytest.fixture(scope="module")
def weights():
    return vectron() / "scrfd_500m_bnkps.onnx"


@pytest.fixture(scope="module")
def network(weights):
    return Scrfd(weights, sessions.session(weights))


@pytest.fixture(scope="module")
def insightface(weights):
    """As published, told that pictures come in BGR."""
    return get_model(str(weights), providers=["CPUExecutionProvider"])


def rows(boxes, landmarks):
    """insightface's answer as ours."""
    return np.concatenate([boxes[:, 4:], boxes[:, :4], landmarks.reshape(-1, 10)], axis=1)


def test_faces_are_insightfaces_own(network, insightface, crowd_pixels):
    view = crowd_pixels[:864, :1280]  # multiples of 32: neither has anything to pad or to resize
    size = view.shape[1::-1]
    theirs = insightface.detect(view[..., ::-1], input_size=size, det_thresh=SCORES.hint)
    ours = network.find(view)
    assert len(ours) >= 6
    np.testing.assert_allclose(ours, rows(*theirs), atol=1e-2)
    np.testing.assert_allclose(ours[:, 0], theirs[0][:, 4], atol=1e-4)


def test_in_the_other_colours_it_would_find_other_scores(network, crowd_pixels):
    right, swapped = network.find(crowd_pixels), network.find(crowd_pixels[..., ::-1])
    assert np.abs(right[:6, 0] - swapped[:6, 0]).max() > 0.005, "or the test above saw no colours"


@pytest.mark.parametrize("size", [(1, 1), (31, 33), (100, 641), (333, 97)])
def test_a_view_of_any_size_is_padded_and_not_resized(network, portrait_pixels, size):
    face = portrait_pixels[40 : 40 + 160, 150 : 150 + 160]
    view = np.zeros((max(size[0], 160) + 7, max(size[1], 160) + 7, 3), np.uint8)
    view[7:167, 7:167] = face
    [row] = [one for one in network.find(view) if one[0] >= SCORES.face]
    [alone] = [one for one in network.find(np.ascontiguousarray(face)) if one[0] >= SCORES.face]
    np.testing.assert_allclose(row[5:7] - 7, alone[5:7], atol=4)
    assert network.find(portrait_pixels[: size[0], : size[1]]).shape[1] == 15


def test_rows_come_best_first_and_nobody_twice(network, crowd_pixels):
    found = network.find(crowd_pixels)
    assert list(found[:, 0]) == sorted(found[:, 0], reverse=True)
    assert (found[:, 0] >= SCORES.hint).all()


def test_every_size_runs_in_the_one_session_it_was_given(weights, crowd_pixels):
    session = sessions.session(weights)
    network = Scrfd(weights, session)
    for side in (64, 320, 640):
        network.find(crowd_pixels[:side, :side])
    assert set(map(id, network._network.resolution_sessions.values())) == {id(session)}


def test_what_a_benchmark_feeds_it_is_what_it_is_fed(network, crowd_pixels):
    network_input = network.network_input(crowd_pixels)
    assert network_input.shape == (1, 3, 896, 1280)
    best = max(float(scores.max()) for scores in network.run(network_input)[:3])
    assert best == pytest.approx(float(network.find(crowd_pixels)[0, 0]), abs=1e-4)


def test_the_recognisers_slow_operator_is_rewritten(weights):
    published = (weights.parent / "w600k_mbf.onnx").read_bytes()
    count = [
        sum(node.op_type == "PRelu" for node in onnx.load_from_string(body).graph.node)
        for body in (published, prepared_recogniser(published))
    ]
    assert count[0] > 20
    assert count[1] == 0
