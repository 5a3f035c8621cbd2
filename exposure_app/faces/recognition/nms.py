"""Which of several overlapping rows stays."""

import numpy as np

from exposure_app.faces.models.network import Rows

MAX_OVERLAP = 0.3
"""Of two boxes whose IoU is larger, only the better stays. OpenCV Zoo,
models/face_detection_yunet/yunet.py."""


def suppress_overlaps(found: Rows) -> list[int]:
    """Which rows stay, best first: of boxes that overlap by more than `MAX_OVERLAP`, the best."""
    left, top, right, bottom = found[:, 1:5].T
    area = (right - left) * (bottom - top)
    kept = []
    order = np.argsort(-found[:, 0], kind="stable")
    while order.size:
        best, rest = order[0], order[1:]
        kept.append(int(best))
        wide = np.minimum(right[best], right[rest]) - np.maximum(left[best], left[rest])
        high = np.minimum(bottom[best], bottom[rest]) - np.maximum(top[best], top[rest])
        shared = np.clip(wide, 0, None) * np.clip(high, 0, None)
        order = rest[shared <= MAX_OVERLAP * (area[best] + area[rest] - shared)]
    return kept


def merged(*found: Rows) -> Rows:
    """The rows of several looks at one picture, in its pixels, each face once and best first."""
    together = np.concatenate(found)
    return together[suppress_overlaps(together)]
