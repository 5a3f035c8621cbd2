"""The decoder of an installation that lacks the part for HEIC."""

from exposure_app.decoder.child import main as run
from exposure_app.faces.pictures import formats


def main(arguments):
    formats.pi_heif = None
    return run(arguments)
