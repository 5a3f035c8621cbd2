"""What the search tells us, and what we tell the user."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import NewType

from exposure_app.domain.faces import Box, SubjectId, TemplateId

FindingId = NewType("FindingId", str)


class Band(Enum):
    """How alike, in words, ordered; each stands for an error rate measured for the model pack."""

    POSSIBLY = "possibly"
    LOOKS_LIKE_YOU = "looks_like_you"
    VERY_LIKELY = "very_likely"

    @property
    def rank(self) -> int:
        """0 for the loosest."""
        return list(Band).index(self)


class Verdict(Enum):
    """What the person says. The program never says it for them."""

    ME = "me"
    NOT_ME = "not-me"
    UNSURE = "unsure"


class State(Enum):
    """Where a finding stands."""

    NEW = "new"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"

    @classmethod
    def after(cls, verdict: Verdict | None) -> "State":
        """The state that a verdict puts a finding in; unsure leaves it new."""
        return {Verdict.ME: cls.CONFIRMED, Verdict.NOT_ME: cls.DISMISSED}.get(
            verdict or Verdict.UNSURE, cls.NEW
        )


@dataclass(frozen=True, slots=True)
class Match:
    """A probe whose best reference scored at or above the lowest band's threshold.

    template: the enrolled photo of that subject that is closest to the probe.
    score: cosine to the subject's reference, in [-1, 1].
    """

    subject: SubjectId
    template: TemplateId
    score: float
    band: Band

    def at_most(self, strongest: Band) -> "Match":
        """This match in a band no stronger than the picture of the face allows."""
        return self if self.band.rank <= strongest.rank else replace(self, band=strongest)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A match in one picture, with what is needed to show it: made while the pixels are at hand.

    crop_jpeg: the face with a margin, bystanders blurred, long side at most 256 px.
    context_jpeg: the whole picture, bystanders blurred, long side at most 640 px.
    """

    match: Match
    box: Box
    crop_jpeg: bytes
    context_jpeg: bytes


@dataclass(frozen=True, slots=True)
class Place:
    """One page that shows the picture."""

    page_url: str
    image_url: str
    first_seen: datetime
    last_seen: datetime
    gone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One picture that seems to show a subject, with every page it is on.

    id: of subject and picture together, so that a re-audit finds the same finding again.
    subject: the subject's name.
    picture_size: (width, height) in pixels.
    box: the face, in those pixels.
    template: the closest enrolled photo.
    """

    id: FindingId
    subject: str
    band: Band
    score: float
    state: State
    verdict: Verdict | None
    image_sha256: str
    picture_size: tuple[int, int]
    box: Box
    template: TemplateId
    places: tuple[Place, ...]
