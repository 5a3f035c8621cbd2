"""One contract, held by every pack: the one that ships, InsightFace's, and one's own."""

import dataclasses
import shutil
import socket
import sys
from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np
import pytest
from insightface.model_zoo import get_model
from insightface.model_zoo.arcface_onnx import ArcFaceONNX

from exposure_app.domain import errors
from exposure_app.faces.models.pack import default_pack, verify
from exposure_app.faces.models.prepare import prepared_recogniser
from exposure_app.faces.recognition.recogniser import open_recogniser
from tests.faces.packs import added, insightface_folder, own_folder

# Of the astronaut, read off the picture: eyes, nose, mouth corners.
ASTRONAUT = np.array([[203, 102], [245, 107], [218, 127], [200, 139], [237, 144]], np.float32)


class PackContract:
    """What any pack does, whatever its weights. `opened` is one, in a fixture."""

    length: int

    @staticmethod
    def published(pack, crops):
        """Unit vectors from the published weights, by another runner that is told the colours."""
        raise NotImplementedError

    def test_it_says_what_it_is_and_under_which_licence(self, opened):
        pack = opened.pack
        assert pack.title
        assert pack.licence
        assert pack.licence_text.strip()
        assert opened.model == pack.model == f"{pack.name}:{pack.recogniser.sha256[:8]}"
        assert pack.embedding_length == self.length
        verify(pack)

    def test_it_finds_the_astronaut_where_she_is(self, opened, portrait_pixels):
        [face] = opened.detect(portrait_pixels)
        assert np.abs(face.landmarks - ASTRONAUT).max() < 8  # a fifth of the way from eye to eye
        assert face.box.left < 200 < 245 < face.box.right
        assert face.box.top < 102 < 144 < face.box.bottom
        assert 0 <= face.score <= 1
        assert face.crop.shape == (112, 112, 3)

    def test_landmarks_come_in_the_agreed_order(self, opened, crowd_pixels):
        for face in opened.detect(crowd_pixels):
            right_eye, left_eye, nose, right_mouth, left_mouth = face.landmarks
            assert right_eye[0] < left_eye[0]
            assert right_mouth[0] < left_mouth[0]
            assert max(right_eye[1], left_eye[1]) < nose[1] < max(right_mouth[1], left_mouth[1])

    def test_it_finds_everybody_in_the_crowd_from_left_to_right(self, opened, crowd_pixels):
        lefts = [face.box.left for face in opened.detect(crowd_pixels)]
        assert len(lefts) == 6
        assert lefts == sorted(lefts)

    def test_it_finds_nobody_where_there_is_nobody(self, opened):
        assert opened.detect(np.full((480, 640, 3), 127, np.uint8)) == []
        assert opened.detect(np.zeros((1, 1, 3), np.uint8)) == []

    def test_boxes_stay_in_the_picture_whatever_its_size(self, opened, portrait_pixels):
        for picture in (portrait_pixels[60:331:3, 130:303:3], portrait_pixels[81:, 170:]):
            height, width, _ = picture.shape
            for face in opened.detect(picture):
                assert 0 <= face.box.left < face.box.right <= width
                assert 0 <= face.box.top < face.box.bottom <= height

    def test_embeddings_are_unit_length_and_say_whose_they_are(self, opened, crowd_pixels):
        crops = [face.crop for face in opened.detect(crowd_pixels)]
        for embedding in opened.embed(crops):
            assert embedding.vector.shape == (self.length,)
            assert np.linalg.norm(embedding.vector) == pytest.approx(1, abs=1e-5)
            assert embedding.model == opened.model
            assert embedding.norm > 1
        assert opened.embed([]) == []

    def test_a_person_is_more_like_herself_than_like_anybody_else(
        self, opened, portrait_pixels, crowd_pixels
    ):
        darker = (portrait_pixels * 0.7).astype(np.uint8)[20:, 15:]
        her = self._embedding(opened, portrait_pixels)
        again = self._embedding(opened, darker)
        others = opened.embed([face.crop for face in opened.detect(crowd_pixels)])
        assert her.similarity(again) > 0.9
        assert max(her.similarity(other) for other in others) < 0.3

    def test_it_takes_red_for_red(self, opened, portrait_pixels, crowd_pixels):
        """In the wrong order a pack seems to work, and misses twice as many faces."""
        crops = [f.crop for p in (portrait_pixels, crowd_pixels) for f in opened.detect(p)]
        published = self.published(opened.pack, crops)
        right = opened.embed(crops)
        turned = opened.embed([crop[..., ::-1] for crop in crops])
        for wanted, ours, other in zip(published, right, turned, strict=True):
            assert wanted @ ours.vector > 0.9999
            assert wanted @ other.vector < 0.98

    def test_threads_share_it(self, opened, portrait_pixels, crowd_pixels):
        pictures = [portrait_pixels, crowd_pixels, portrait_pixels[:, ::-1], crowd_pixels[::2, ::2]]
        alone = [self._vectors(opened, picture) for picture in pictures]
        with ThreadPoolExecutor(4) as pool:
            together = list(pool.map(lambda p: self._vectors(opened, p), pictures * 3))
        for one, other in zip(alone * 3, together, strict=True):
            np.testing.assert_array_equal(one, other)

    def test_it_opens_no_connection_and_no_file_but_its_own(self, opened, tmp_path):
        seen = []
        cache = tmp_path / "cache"
        _watch(seen)
        try:
            again = open_recogniser(opened.pack, cache)
            again.detect(np.zeros((64, 64, 3), np.uint8))
        finally:
            _watch(None)
        assert [event for event, _ in seen if event.startswith("socket.")] == []
        models = {str(name) for event, name in seen if event == "open" and ".onnx" in str(name)}
        own = {str(file.path) for file in opened.pack.files}
        assert {name for name in models if not name.startswith(str(cache))} <= own

    def test_a_changed_file_is_not_opened(self, opened, tmp_path):
        copy = tmp_path / "changed.onnx"
        shutil.copy(opened.pack.detector.path, copy)
        with copy.open("r+b") as stream:
            stream.seek(-20, 2)
            stream.write(b"\0")
        changed = dataclasses.replace(opened.pack.detector, path=copy)
        with pytest.raises(errors.ModelDamaged):
            open_recogniser(dataclasses.replace(opened.pack, detector=changed), tmp_path / "cache")

    @staticmethod
    def _embedding(opened, pixels):
        [face] = opened.detect(pixels)
        [embedding] = opened.embed([face.crop])
        return embedding

    @staticmethod
    def _vectors(opened, pixels):
        faces = opened.detect(pixels)
        return np.array([one.vector for one in opened.embed([face.crop for face in faces])])


class TestTheDefaultPack(PackContract):
    length = 128

    @staticmethod
    def published(pack, crops):
        return by_opencv(pack, crops)

    @pytest.fixture(scope="class")
    @classmethod
    def opened(cls, recogniser):
        return recogniser

    def test_it_may_be_shipped(self, opened):
        assert opened.pack == default_pack()


class TestAPackOfInsightFace(PackContract):
    length = 512

    @staticmethod
    def published(pack, crops):
        return by_insightface(pack, crops)

    @pytest.fixture(scope="class")
    @classmethod
    def opened(cls, tmp_path_factory, model_cache):
        home = tmp_path_factory.mktemp("insightface")
        return open_recogniser(added(insightface_folder(home / "small"), home), model_cache)

    def test_what_it_does_not_use_is_named_and_not_kept(self, opened):
        assert opened.pack.ignored == ("2d106det.onnx",)
        assert not (opened.pack.folder / "2d106det.onnx").exists()

    def test_published_weights_bring_their_licence_whatever_folder_they_come_in(self, opened):
        assert "InsightFace-non-commercial" in opened.pack.recogniser.licence
        assert "non-commercial research" in opened.pack.licence_text


class TestAFolderOfOnesOwn(PackContract):
    length = 128

    @staticmethod
    def published(pack, crops):
        return by_opencv(pack, crops)

    @pytest.fixture(scope="class")
    @classmethod
    def opened(cls, tmp_path_factory, model_cache):
        home = tmp_path_factory.mktemp("own")
        return open_recogniser(added(own_folder(home / "My Models"), home), model_cache)

    def test_it_is_called_after_its_folder_and_keeps_its_licence(self, opened):
        assert opened.pack.name == "my-models"
        assert "say where it is from" in opened.pack.licence_text


_seen_by: list = [None]


def _hook(event, args):
    if _seen_by[0] is not None and (event == "open" or event.startswith("socket.")):
        _seen_by[0].append((event, args[0] if args else ""))


sys.addaudithook(_hook)


def _watch(seen):
    _seen_by[0] = seen


def by_opencv(pack, crops):
    """OpenCV takes BGR, as it reads files; it needs the graph prepared, whose weights are equal."""
    graph = prepared_recogniser(pack.recogniser.path.read_bytes())
    network = cv2.FaceRecognizerSF.create("onnx", np.frombuffer(graph, np.uint8), np.empty(0))
    return _units([network.feature(_blue_first(crop)).ravel() for crop in crops])


def by_insightface(pack, crops):
    """insightface takes BGR too. Here it opens the file as published, as everybody else does."""
    network = get_model(str(pack.recogniser.path), providers=["CPUExecutionProvider"])
    assert isinstance(network, ArcFaceONNX)
    return _units([network.get_feat(_blue_first(crop)).ravel() for crop in crops])


def _blue_first(crop):
    return np.ascontiguousarray(crop[..., ::-1])


def _units(vectors):
    return [vector / np.linalg.norm(vector) for vector in vectors]


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="tests may open no other socket")
def test_the_watch_of_the_contract_sees_sockets():
    seen = []
    _watch(seen)
    try:
        socket.socket(socket.AF_UNIX).close()
    finally:
        _watch(None)
    assert any(event.startswith("socket.") for event, _ in seen)
