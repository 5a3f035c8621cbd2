"""The confined decoder itself; `confine.entry` runs it."""

from collections.abc import Sequence

from exposure_app.confine.serve import serve
from exposure_app.decoder.jobs import load


def main(arguments: Sequence[str]) -> int:
    """Decode until the parent has gone."""
    return serve(arguments, load)
