"""The decoder, taken over by pictures that bear the words for it."""

import os

from exposure_app.confine.serve import serve
from exposure_app.decoder.jobs import load


def picture(untrusted, parameters):
    if b"CRASH" in untrusted:
        os._exit(1)
    while b"HANG" in untrusted:
        pass
    yield from load()["picture"](untrusted, parameters)


def main(arguments):
    load()
    return serve(arguments, lambda: {"picture": picture})
