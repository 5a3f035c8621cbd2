"""What an audit of the fake session meets, written down beforehand."""

import hashlib
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from exposure_app.domain import errors
from exposure_app.domain.context import NO_CONTEXT, NOT_SAID, Context, Taken
from exposure_app.domain.faces import Box, TemplateId
from exposure_app.domain.findings import Band, Finding, FindingId, Location, Note, State
from exposure_app.domain.work import Skipped

NOW = datetime(2026, 11, 3, 14, 5, tzinfo=UTC)


@dataclass
class Hold:
    """A step of a scripted audit that lasts until the test lets it go on."""

    reached: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)


def finding(
    name: str,
    *,
    band: Band = Band.LOOKS_LIKE_YOU,
    subject: str = "me",
    copy: str = "as it is",
    pages: Sequence[str] = ("https://example.org/team",),
    notes: tuple[Note, ...] = (),
    context: Context = NO_CONTEXT,
    taken: Taken = NOT_SAID,
) -> "Scripted":
    """A finding as an audit would yield it, with the picture that shows it."""
    digest = hashlib.sha256(name.encode()).hexdigest()
    score = {Band.POSSIBLY: 0.38, Band.LOOKS_LIKE_YOU: 0.52, Band.VERY_LIKELY: 0.71}[band]
    places = tuple(
        Location(
            page,
            f"{page}/{name}.jpg",
            NOW - timedelta(days=3 * n),
            NOW,
            context=NO_CONTEXT if n else context,
        )
        for n, page in enumerate(pages)
    )
    found = Finding(
        id=FindingId(digest[:12]),
        subject=subject,
        band=band,
        score=score,
        state=State.NEW,
        verdict=None,
        image_sha256=digest,
        picture_size=(1200, 800),
        box=Box(400, 200, 520, 350),
        template=TemplateId(""),
        locations=places,
        notes=notes,
        taken=taken,
    )
    return Scripted(found, copy)


@dataclass(frozen=True)
class Scripted:
    finding: Finding
    copy: str


def gap(why: type[errors.GapError], url: str, **facts: object) -> Skipped:
    return Skipped(url, why(url, **facts))
