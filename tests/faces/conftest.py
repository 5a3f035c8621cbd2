"""The real models, opened once, and real pictures as the decoder hands them out."""

import numpy as np
import pytest

from exposure_app.faces.models.pack import default_pack
from exposure_app.faces.models.prepare import prepared_detector
from exposure_app.faces.models.sessions import prepared_path, session
from exposure_app.faces.pictures.decode import decode
from exposure_app.faces.recognition.detector import Detector
from exposure_app.faces.recognition.recogniser import open_recogniser
from exposure_app.faces.recognition.yunet import YuNet
from tests.pictures import crowd, jpeg_bytes, portrait


@pytest.fixture(scope="session")
def model_cache(tmp_path_factory):
    """Where the prepared graphs of this test run are."""
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="session")
def recogniser(model_cache):
    return open_recogniser(default_pack(), model_cache)


@pytest.fixture(scope="session")
def one_look(model_cache):
    """A detector that looks once at each face, however small or tilted, as OpenCV does."""
    graph = prepared_path(default_pack().detector, prepared_detector, model_cache)
    return Detector(YuNet(session(graph)), max_looks=0)


@pytest.fixture(scope="session")
def portrait_pixels():
    return np.asarray(portrait())


@pytest.fixture(scope="session")
def crowd_pixels():
    return np.asarray(crowd())


@pytest.fixture(scope="session")
def subject(recogniser, portrait_pixels):
    """The embedding of the portrait's one face."""
    [face] = recogniser.detect(portrait_pixels)
    [embedding] = recogniser.embed([face.crop])
    return embedding


@pytest.fixture(scope="session")
def strangers(recogniser, crowd_pixels):
    """The embeddings of the crowd, left to right."""
    return recogniser.embed([face.crop for face in recogniser.detect(crowd_pixels)])


@pytest.fixture(scope="session")
def real_pictures(labelled_faces):
    """200 labelled pictures of as many people, decoded."""
    everybody = sorted(folder for folder in labelled_faces.iterdir() if folder.is_dir())
    chosen = everybody[:: max(len(everybody) // 200, 1)][:200]
    return [decode(min(folder.glob("*.jpg")).read_bytes(), folder.name) for folder in chosen]


@pytest.fixture(scope="session")
def crowd_jpeg():
    return jpeg_bytes(crowd())


@pytest.fixture(scope="session")
def portrait_jpeg():
    return jpeg_bytes(portrait())
