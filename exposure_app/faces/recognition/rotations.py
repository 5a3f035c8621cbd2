"""Pictures on their side or upside down, and faces in them that lie that way.

A detector that learnt upright faces still fires on turned ones, with a lower score and with
landmarks that describe an upright face over a turned one; whoever aligns by those loses the face
without a word. So a face that does not score as upright faces do is looked at in quarter turns.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from exposure_app.domain.images import Pixels
from exposure_app.faces.models.network import FaceNetwork, Rows, moved

QUARTERS = (90, 180, 270)
"""Degrees clockwise that a face may have been turned by; 45 more or less are found as well."""

VIEW_SIZE = 128
"""Side of the view of one face in pixels; the three turns lie side by side in one picture."""

_FACE_PX = 60  # in the view: large enough for any detector, and the whole head is in it
_MAX_APART = 0.6  # of the face's side, between where it was expected and where it is
_MAX_GROWTH = 2.0  # of the face's side, either way


def turned_rows(network: FaceNetwork, view: Pixels, degrees: int) -> Rows:
    """What is found in a view that was turned clockwise by `degrees`, turned back for the look.

    Returns:
        Rows in pixels of the view as it is.
    """
    height, width, _ = view.shape
    there = _about_middle(width, height, -degrees)
    turned = np.ascontiguousarray(np.rot90(view, degrees // 90))
    return moved(network.find(turned), cv2.invertAffineTransform(there))


def quarter_turned(network: FaceNetwork, pixels: Pixels, row: Rows) -> tuple[int, Rows]:
    """By how many degrees one face seems to be turned, and how it is found then.

    Args:
        row: (15,), the face as it was found upright, in pixels of `pixels`.

    Returns:
        Of the quarter turns the one that scores best, and its row (15,) in pixels of `pixels`; 0
        and `row` as it is if none shows a face in this place.
    """
    centre, side = (row[1:3] + row[3:5]) / 2, float(max(row[3:5] - row[1:3]))
    ways, views = [], []
    for degrees in QUARTERS:
        there = _about(centre, -degrees, _FACE_PX / side, VIEW_SIZE)
        views.append(cv2.warpAffine(pixels, there, (VIEW_SIZE, VIEW_SIZE)))
        ways.append(cv2.invertAffineTransform(there))
    seen = network.find(np.concatenate(views, axis=1))
    # Best first: the first that lies where the face should be decides.
    for one in seen:
        number = int(np.clip((one[1] + one[3]) / 2 // VIEW_SIZE, 0, len(QUARTERS) - 1))
        one[1:] -= np.tile(np.array([number * VIEW_SIZE, 0], np.float32), 7)
        back = moved(one[None], ways[number])[0]
        apart = float(np.linalg.norm((back[1:3] + back[3:5]) / 2 - centre))
        growth = float(np.max(back[3:5] - back[1:3])) / side
        if apart < _MAX_APART * side and 1 / _MAX_GROWTH < growth < _MAX_GROWTH:
            return QUARTERS[number], back
    return 0, row


def _about_middle(width: int, height: int, degrees: int) -> NDArray[np.float64]:
    """The (2, 3) way from a picture's pixels to those of the picture turned."""
    across = degrees % 180 != 0
    middle = np.array([height, width] if across else [width, height]) / 2
    there = _about(np.array([width, height]) / 2, degrees, 1.0, 0)
    there[:, 2] += middle
    return there


def _about(
    centre: NDArray[np.floating], degrees: float, scale: float, size: int
) -> NDArray[np.float64]:
    """The (2, 3) way that turns clockwise about `centre` and puts it in the middle of a view."""
    angle = np.radians(degrees)
    turn = scale * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return np.column_stack([turn, size / 2 - turn @ centre])
