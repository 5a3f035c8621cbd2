"""What the search tells us, and what we tell the user."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import NewType
from urllib.parse import unquote, urlsplit

from exposure_app.domain.context import NO_CONTEXT, NOT_SAID, Context, Taken
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


class Note(Enum):
    """Why a match stands in a weaker band than its score alone would give it, or needs care."""

    SMALL_FACE = "small_face"
    POOR_PICTURE = "poor_picture"
    LOOK_ALIKE = "look_alike"
    CHILD = "child"


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

    template: of the photos that reference was averaged from, the one closest to the probe.
    score: cosine to the subject's reference, in [-1, 1].
    notes: why the band is weaker than the score, or what else to keep in mind, without repeats.
    """

    subject: SubjectId
    template: TemplateId
    score: float
    band: Band
    notes: tuple[Note, ...] = ()

    def at_most(self, strongest: Band, why: Note) -> "Match":
        """This match in a band no stronger than `strongest`; noted if that changes it."""
        if self.band.rank <= strongest.rank:
            return self
        return replace(self, band=strongest).noted(why)

    def one_band_lower(self, why: Note) -> "Match":
        """This match one band lower, and in the lowest where it is there already; noted."""
        return replace(self, band=list(Band)[max(0, self.band.rank - 1)]).noted(why)

    def noted(self, note: Note) -> "Match":
        """This match with a note, once."""
        return self if note in self.notes else replace(self, notes=(*self.notes, note))


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of one probe.

    score: cosine to the nearest reference of the gallery, in [-1, 1]; None if it is empty.
    match: None if that score is below the lowest band.
    """

    score: float | None
    match: Match | None


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
class Location:
    """One page that shows the picture.

    gone_because: the fact that showed it gone, as in `domain.gone`; "" while it is not.
    context: what the page says about the picture.
    """

    page_url: str
    image_url: str
    first_seen: datetime
    last_seen: datetime
    gone_at: datetime | None = None
    gone_because: str = ""
    context: Context = NO_CONTEXT

    @property
    def site(self) -> str:
        """The host of the page without "www.", or the name of the folder or file; untrusted."""
        try:
            parts = urlsplit(self.page_url)
        except ValueError:  # brackets that hold no address
            return self.page_url
        if parts.scheme in ("http", "https"):
            return (parts.hostname or self.page_url).removeprefix("www.")
        return unquote(parts.path).rstrip("/").rpartition("/")[2] or self.page_url


@dataclass(frozen=True, slots=True)
class Finding:
    """One picture that seems to show a subject, with every page it is on.

    id: of subject and picture together, so that a re-audit finds the same finding again.
    subject: the subject's name.
    picture_size: (width, height) in pixels.
    box: the face, in those pixels.
    template: the closest enrolled photo.
    notes: why the band is weaker than the score, or what else to keep in mind.
    taken: what the picture's own file says of when and where it was taken.
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
    locations: tuple[Location, ...]
    notes: tuple[Note, ...] = ()
    taken: Taken = NOT_SAID


@dataclass(frozen=True, slots=True)
class GivenVerdict:
    """What the person said of a finding, and when.

    number: counts answers up, for good; one given later has a higher number.
    finding: as it stands now, which a later answer may have changed.
    """

    number: int
    finding: Finding
    verdict: Verdict
    at: datetime


@dataclass(frozen=True, slots=True)
class BandChange:
    """A finding whose band would be, or has become, another.

    before, after: None where it is no finding at all: it resembles nobody enrolled closely enough.
    """

    finding: Finding
    before: Band | None
    after: Band | None
