"""Writes what the changelog says of this version, as the text of a release: notes FILE."""

from collections.abc import Sequence
from pathlib import Path

from exposure_app import __version__
from installers.release.changelog import CHANGELOG, entries


def main(arguments: Sequence[str]) -> int:
    """Write the file; return 1 if the changelog does not know this version."""
    (path,) = arguments
    known = entries(CHANGELOG.read_text("utf-8"))
    text = next((entry.text for entry in known if entry.version == __version__), None)
    if text is None:
        print(f"CHANGELOG.md says nothing of {__version__}.")
        return 1
    Path(path).write_text(text + "\n", encoding="utf-8", newline="\n")
    return 0
