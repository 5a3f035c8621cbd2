"""What reads pictures, videos and documents, and brings out something else than is in them."""

import numpy as np

from exposure_app.confine.serve import Refusal, serve

GRAY = np.full((64, 64, 3), 127, np.uint8)


def gray(_untrusted, _parameters):
    yield {"width": 64, "height": 64, "page": 1}, GRAY


def nothing(_untrusted, _parameters):
    raise Refusal({"error": "Unreadable", "obstacle": "damaged"})
    yield


def main(arguments):
    return serve(arguments, lambda _room: {"picture": gray, "pdf": gray, "video": nothing})
