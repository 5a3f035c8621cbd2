"""What CHANGELOG.md says of each version."""

import re
from pathlib import Path
from typing import NamedTuple

CHANGELOG = Path(__file__).resolve().parents[2] / "CHANGELOG.md"
HEADING = re.compile(
    r"^## (?:\[(?P<version>[^]]+)\] - (?P<day>\S+)|(?P<waiting>Unreleased))$", re.MULTILINE
)


class Entry(NamedTuple):
    """One version: `version` and `day` as written, None for what is not released yet."""

    version: str | None
    day: str | None
    text: str


def entries(markdown: str) -> list[Entry]:
    """All of them, in the order of the page: what waits, then the newest."""
    headings = list(HEADING.finditer(markdown))
    ends = [heading.start() for heading in headings[1:]] + [len(markdown)]
    return [
        Entry(heading["version"], heading["day"], markdown[heading.end() : end].strip())
        for heading, end in zip(headings, ends, strict=True)
    ]
