"""OpenCV's own runner of the same two networks, to hold ours against."""

import cv2
import numpy as np

from exposure_app.faces.models.pack import default_pack
from exposure_app.faces.models.prepare import prepared_recogniser
from exposure_app.faces.models.sessions import prepared_path
from exposure_app.faces.recognition.nms import MAX_OVERLAP
from exposure_app.faces.recognition.yunet import SCORES


class OpenCv:
    """Detects in a picture as it is, and embeds what it detected."""

    def __init__(self, cache):
        pack = default_pack()
        self._detector = cv2.FaceDetectorYN.create(
            str(pack.detector.path), "", (320, 320), SCORES.face, MAX_OVERLAP, 5000
        )
        # OpenCV 5 fails on the published file of this one.
        graph = prepared_path(pack.recogniser, prepared_recogniser, cache)
        self._recogniser = cv2.FaceRecognizerSF.create(str(graph), "")

    def detect(self, pixels):
        """Rows of left, top, width, height, ten landmark numbers and score; left to right."""
        height, width, _ = pixels.shape
        self._detector.setInputSize((width, height))
        _, found = self._detector.detect(pixels[..., ::-1].copy())
        if found is None:
            return np.empty((0, 15), np.float32)
        return found[np.lexsort((found[:, 1].clip(0), found[:, 0].clip(0)))]

    def embed(self, pixels, row):
        """The unit embedding of one detected face."""
        crop = self._recogniser.alignCrop(pixels[..., ::-1].copy(), row)
        vector = self._recogniser.feature(crop).ravel()
        return vector / np.linalg.norm(vector)
