"""A decoder that never has enough."""

import numpy as np

from exposure_app.confine.serve import serve


def picture(_untrusted, _parameters):
    while True:
        yield {"width": 20, "height": 20}, np.zeros((20, 20, 3), np.uint8)


def main(arguments):
    return serve(arguments, lambda _room: {"picture": picture, "exif": picture})
