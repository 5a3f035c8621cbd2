"""The confined reader of videos and documents; `confine.entry` runs it."""

from collections.abc import Sequence

from exposure_app.confine.serve import serve
from exposure_app.decoder.media_jobs import load


def main(arguments: Sequence[str]) -> int:
    """Read until the parent has gone."""
    return serve(arguments, load)
