"""The decoder, taken over by pictures that bear the words for it."""

import os
from functools import partial

from exposure_app.confine.serve import serve
from exposure_app.decoder.jobs import load


def picture(inner, untrusted, parameters):
    if b"CRASH" in untrusted:
        os._exit(1)
    while b"HANG" in untrusted:
        pass
    yield from inner(untrusted, parameters)


def exif(inner, untrusted, parameters):
    if b"MISLEAD" in untrusted:
        os._exit(1)
    yield from inner(untrusted, parameters)


def main(arguments):
    def jobs(room):
        inner = load(room)
        return {
            "picture": partial(picture, inner["picture"]),
            "exif": partial(exif, inner["exif"]),
        }

    return serve(arguments, jobs)
