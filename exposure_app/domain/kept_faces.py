"""Faces that are kept for a while, where the user asked for it: *Keep faces for instant re-search*.

They belong to bystanders. So they are kept per source, off unless it is turned on, bounded in time
and number, without a picture and without a name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from exposure_app.domain.faces import Box, Embedding
from exposure_app.domain.findings import Band, BandChange
from exposure_app.domain.sources import SourceId

MAX_DAYS = 365
"""The longest that a face may be kept after an audit met it last."""

USUAL_DAYS = 30
"""What is proposed: long enough for a photo found a few weeks later."""

MAX_FACES = 100_000
"""Of one source. Those beyond are compared and forgotten, as everywhere else."""


def checked_days(days: int) -> int:
    """The days, if faces may be kept for so long; 0 is not at all.

    Raises:
        ValueError: they may not.
    """
    if not 0 <= days <= MAX_DAYS:
        raise ValueError(f"faces are kept for 0 to {MAX_DAYS} days, not {days}")
    return days


@dataclass(frozen=True, slots=True)
class MetFace:
    """A face as an audit met it: where in its picture, and its embedding. No pixels."""

    box: Box
    embedding: Embedding


@dataclass(frozen=True, slots=True)
class KeptSource:
    """Where a picture with kept faces was, and when an audit saw it there last."""

    source: SourceId
    page_url: str
    image_url: str
    met_at: datetime


@dataclass(frozen=True, slots=True)
class KeptPicture:
    """What is kept of one picture: the faces in it and where it was.

    sha256: hex, of the picture's bytes. size: (width, height) in pixels.
    """

    sha256: str
    size: tuple[int, int]
    faces: tuple[MetFace, ...]
    locations: tuple[KeptSource, ...]


@dataclass(frozen=True, slots=True)
class KeptCount:
    """What is kept of one source.

    faces: of the model in use. others: of another model, which cannot be compared now.
    newest: when an audit met one of them last. last_until: when the last of them is forgotten.
    """

    faces: int
    others: int
    newest: datetime
    last_until: datetime

    @property
    def is_full(self) -> bool:
        """Whether faces that were met may be missing here."""
        return self.faces + self.others >= MAX_FACES


@dataclass(frozen=True, slots=True)
class KeptMatch:
    """What the kept faces say about everybody enrolled.

    faces: how many were compared. sources: of how many places.
    oldest_news: of the places that were compared, the earliest day on which one was met last;
        what such a place shows since then was not seen. None if there was nothing to compare.
    is_partial: a place has as many faces as are kept at most, so some that were met are missing.
    expected_false_alarms: as in `AuditSummary`, for these comparisons.
    """

    faces: int = 0
    sources: int = 0
    oldest_news: datetime | None = None
    is_partial: bool = False
    changes: tuple[BandChange, ...] = ()
    expected_false_alarms: Mapping[Band, float] = field(default_factory=dict)
