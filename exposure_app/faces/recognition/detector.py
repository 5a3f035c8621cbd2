"""Finds the faces of a picture: at which scale to look, where to look again, and what to keep.

What costs time is done where the first look gives a reason for it: parts of a large picture where
it hints at small faces (`tiles`), a second look at small or tilted faces (`refinement`), quarter
turns where a face does not score as upright ones do (`rotations`), more pixels for a small face.
"""

from math import ceil

import numpy as np

from exposure_app.domain.faces import Box, Face, Landmarks
from exposure_app.domain.images import Pixels, Raster
from exposure_app.faces.models.network import FaceNetwork, Rows
from exposure_app.faces.pictures.raster import as_raster, sheet_of
from exposure_app.faces.recognition import refinement, rotations, tiles
from exposure_app.faces.recognition.alignment import aligned
from exposure_app.faces.recognition.nms import merged, suppress_overlaps
from exposure_app.faces.recognition.quality import MIN_COMPARED_PX
from exposure_app.faces.recognition.scale import (
    MAX_SIDE,
    MIN_SIDE,
    detection_scale,
    first_view,
    resized,
)

__all__ = ["MAX_SIDE", "MIN_SIDE", "Detector", "FaceNetwork", "detection_scale", "first_view"]

ENOUGH_PX = 80
"""A face with as many pixels is aligned as well as from the whole picture's."""

MAX_HINTS = 6
"""So many hints are looked at closely, the best first."""

MAX_TURNED = 3
"""After so many faces that no turn improves, the others of the picture are taken for upright."""


TURNED_MARGIN = 0.025
"""By so much a turned face must score better than as it was found. Of 60 pictures of LFW each,
turned by 180 degrees all did by 0.032 and more; upright with a mask on, 3 did by 0.016 and more."""

TURNED_SIDE = 640
"""Long side at which a picture without a face is looked at once more, on its side."""


class Detector:
    """A way of looking with a network; threads may share it.

    Args:
        max_looks: how often a face may be looked at again for better landmarks. With 0 the whole
            picture is looked at once and no more, as the networks' own demonstrations do.
    """

    def __init__(self, network: FaceNetwork, *, max_looks: int = 2) -> None:
        self._network = network
        self._max_looks = max_looks

    def detect(self, picture: Raster | Pixels) -> list[Face]:
        """The faces of a picture, left to right; boxes and landmarks in its full pixels."""
        raster = as_raster(picture)
        if self._max_looks:
            rows = self._found(tiles.look(self._network, raster), raster)
            if not len(rows):
                rows = self._found(self._lying(raster), raster)
        else:
            rows = tiles.first_look(self._network, raster)
            rows = rows[rows[:, 0] >= self._network.scores.face]
        faces = [_face(row, raster) for row in rows]
        return sorted(faces, key=lambda face: (face.box.left, face.box.top))

    def _found(self, seen: Rows, raster: Raster) -> Rows:
        """The faces among what was seen, each looked at as closely as it needs."""
        scores = self._network.scores
        found: list[Rows] = []
        is_certain = bool((seen[:, 0] >= scores.upright).any())
        # Beside a certain face, hints are seldom worth their while.
        seen = _best(seen, scores.face, 0 if is_certain else MAX_HINTS)
        upright, is_turned = int(is_certain), False
        while len(seen):
            row, seen = seen[0], seen[1:]
            close, degrees = self._closely(row, raster, may_be_turned=upright < MAX_TURNED)
            if close is not None:
                found.append(close)
            if degrees is None:
                continue
            upright += degrees == 0
            if degrees and not is_turned:
                # Then the whole picture may be, and others on it are seen better that way.
                is_turned = True
                seen = merged(seen, self._turned(raster, degrees))
        together = np.array(found, np.float32).reshape(-1, 15)
        return together[suppress_overlaps(together)]

    def _closely(
        self, row: Rows, raster: Raster, *, may_be_turned: bool
    ) -> tuple[Rows | None, int | None]:
        """The face of a row with its best landmarks, or None if it is none after all.

        Returns:
            The face, and the degrees it was found to be turned by; None if nobody looked.
        """
        scores = self._network.scores
        side = _box(row, raster.size).side
        is_hint = bool(row[0] < scores.face)
        if side < MIN_COMPARED_PX:
            return (None if is_hint else row), None
        landmarks = row[5:].reshape(5, 2)
        is_vague = refinement.is_needed(landmarks, side * detection_scale(*raster.size))
        if row[0] >= scores.upright and not is_vague:
            return row, None
        sheet = sheet_of(raster, ceil(max(raster.size) * ENOUGH_PX / side))
        here = row.copy()
        here[1:] *= sheet.scale
        score = float(row[0])
        if is_vague or is_hint:
            again = self._look_again(here, sheet.pixels)
            score = max(score, float(again[0]))
            if is_hint:
                here = again  # its own box may be of a part of a face
            elif again[0] >= row[0]:
                here[5:] = again[5:]  # where it scores less, as masked faces do, they are worse
        degrees = None
        if score < scores.upright and may_be_turned:
            degrees, turned = self._turned_over(here, sheet.pixels, score)
            if degrees:
                here, score = turned, float(turned[0])
        if is_hint and score < scores.sure:
            return None, degrees
        here[0] = score if is_hint or degrees else row[0]
        here[1:] /= sheet.scale
        return here, degrees

    def _turned_over(self, row: Rows, pixels: Pixels, score: float) -> tuple[int, Rows]:
        """By how many degrees a face that scored `score` is turned, and its row then."""
        degrees, turned = rotations.quarter_turned(self._network, pixels, row)
        if degrees and turned[0] > score - TURNED_MARGIN:
            again = self._look_again(turned, pixels)
            if again[0] > score + TURNED_MARGIN:
                turned[0], turned[5:] = again[0], again[5:]
                return degrees, turned
        return 0, row

    def _look_again(self, row: Rows, pixels: Pixels) -> Rows:
        """The face of a row as it looks close by; if it is lost, the row with a score of 0."""
        row = row.copy()
        row[0] = 0
        for _ in range(self._max_looks):
            landmarks: Landmarks = row[5:].reshape(5, 2)
            view, there = refinement.upright_view(pixels, landmarks)
            seen = self._network.find(view)
            seen = seen[seen[:, 0] >= self._network.scores.face]
            better = refinement.from_view(seen, there)
            if better is None:
                break
            row = better
            moved_by = refinement.tilt(row[5:].reshape(5, 2)) - refinement.tilt(landmarks)
            if abs(moved_by) <= refinement.MAX_MOVE_DEG:
                break
        return row

    def _lying(self, raster: Raster) -> Rows:
        # One turn is enough: on its side, a picture that stood on its head lies on the other.
        return self._turned(raster, 90)

    def _turned(self, raster: Raster, degrees: int) -> Rows:
        sheet = sheet_of(raster, TURNED_SIDE)
        scale = min(detection_scale(*raster.size), TURNED_SIDE / max(raster.size))
        rows = rotations.turned_rows(
            self._network, resized(sheet.pixels, scale / sheet.scale), degrees
        )
        rows[:, 1:] /= scale
        return rows


def _best(seen: Rows, face: float, hints: int) -> Rows:
    """All rows that score as faces, and the best few of those that do not."""
    return seen[: int((seen[:, 0] >= face).sum()) + hints]


def _face(row: Rows, raster: Raster) -> Face:
    box, landmarks = _box(row, raster.size), row[5:].reshape(5, 2)
    sheet = sheet_of(raster, ceil(max(raster.size) * ENOUGH_PX / max(box.side, MIN_COMPARED_PX)))
    crop = aligned(sheet.pixels, landmarks * np.float32(sheet.scale))
    return Face(box, landmarks, score=float(row[0]), crop=crop)


def _box(row: Rows, size: tuple[int, int]) -> Box:
    left, top, right, bottom = (float(one) for one in row[1:5])
    return Box(max(left, 0.0), max(top, 0.0), min(right, size[0]), min(bottom, size[1]))
