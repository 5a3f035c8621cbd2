"""What an audit looked at, and what it did not: the second half of every answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from exposure_app.domain.context import NOT_SAID, Taken
from exposure_app.domain.findings import Band, Finding, Sighting
from exposure_app.domain.gap_reasons import GapFacts, GapReason
from exposure_app.domain.images import NO_VALIDATORS, ImageRef, Validators
from exposure_app.domain.kept_faces import MetFace
from exposure_app.domain.sources import Source


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts of one audit. The names are the command line's contract.

    images_referenced: distinct picture addresses met.
    images_decoded: pictures whose pixels were looked at in this audit.
    images_unchanged: pictures known by content from before, with the same references and model,
        so that they were not decoded again.
    faces_found: faces the detector found in the decoded and the unchanged pictures.
    faces_too_small: those of them below the usable size, never compared.
    """

    pages_fetched: int = 0
    images_referenced: int = 0
    images_fetched: int = 0
    images_decoded: int = 0
    images_unchanged: int = 0
    faces_found: int = 0
    faces_too_small: int = 0


@dataclass(frozen=True, slots=True)
class Looked:
    """One picture looked at.

    sightings: at most one per subject, the best.
    bystanders: cosines to the nearest reference of the compared faces that resemble nobody.
    kept: every face that was compared, if the user asked that faces of this source are kept.
    unchanged: known by content, so `sightings` is empty and earlier findings stand.
    validators: what its server said of it; nothing if it is no picture of the web, or unchanged.
    taken: what its file says of when and where it was taken; read only if there are sightings.
    """

    ref: ImageRef
    sha256: str
    size: tuple[int, int]
    faces_found: int
    faces_too_small: int
    sightings: tuple[Sighting, ...] = ()
    bystanders: tuple[float, ...] = ()
    validators: Validators = NO_VALIDATORS
    kept: tuple[MetFace, ...] = ()
    unchanged: bool = False
    taken: Taken = NOT_SAID


@dataclass(frozen=True, slots=True)
class Gap:
    """One page or picture that was not looked at, as it is kept.

    facts: what is known besides the reason; in a copy to share at most which of `PARTS` it needs.
    """

    url: str
    reason: GapReason
    facts: GapFacts = field(default_factory=dict)

    @property
    def why(self) -> str:
        """The machine word of the contract."""
        return self.reason.why

    @property
    def detail(self) -> str:
        """What tells it from others of that word, as the contract writes it; "" if nothing does."""
        return self.reason.detail(self.facts)


@dataclass(frozen=True, slots=True)
class AuditSummary:
    """An audit's outcome, complete or stopped.

    expected_false_alarms: by band, counted at that band and stronger ones together.
    bystanders: how many compared faces that resemble nobody scored how high against their nearest
        reference: from hundredths of a cosine, rounded down, to faces. Counts, never vectors. Of
        pictures that are unchanged since then, as the audit before counted them.
    usual_false_alarms: what the calibration alone would have expected; less than what is, where
        this audit's bystanders score higher than the people it was measured on.
    sources: the places as they are known now, where a report is written.
    is_redacted: whether names and addresses were replaced, for a copy to share.
    """

    started_at: datetime
    seconds: float
    is_complete: bool
    coverage: Coverage
    gaps: tuple[Gap, ...]
    expected_false_alarms: dict[Band, float]
    bystanders: Mapping[int, int] = field(default_factory=dict)
    usual_false_alarms: Mapping[Band, float] = field(default_factory=dict)
    findings: tuple[Finding, ...] = field(default=())
    sources: tuple[Source, ...] = ()
    is_redacted: bool = False

    @property
    def times_raised(self) -> dict[Band, float]:
        """How many times as many false alarms are expected as usual, by band; 1 if no more."""
        usual, expected = self.usual_false_alarms, self.expected_false_alarms
        return {
            band: expected.get(band, 0.0) / usual[band] if usual.get(band) else 1.0 for band in Band
        }


@dataclass(frozen=True, slots=True)
class Expectation:
    """What chance alone would show, said before an audit.

    faces: how many faces it is reckoned for: those the newest audit compared.
    false_alarms: by band, as `AuditSummary.expected_false_alarms`.
    is_guess: no audit has compared a face yet, so it is reckoned for a round number of them.
    """

    FACES_OF_A_GUESS: ClassVar[int] = 1_000

    faces: int
    false_alarms: Mapping[Band, float]
    is_guess: bool
