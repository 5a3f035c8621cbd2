"""What forgetting a place takes with it, and what it leaves."""

from dataclasses import dataclass
from datetime import datetime

from exposure_app.domain.findings import Finding
from exposure_app.domain.sources import Source


@dataclass(frozen=True, slots=True)
class Removal:
    """A place that is to be forgotten, or was: then it is the receipt.

    findings: what was found there and nowhere else; they go, strongest first.
    staying: how many findings are in other places too; they stay, without their places here.
    places: how many addresses where something was found go.
    kept_faces: how many faces kept for re-search go.
    removed_at: None as long as nothing was removed.
    """

    source: Source
    findings: tuple[Finding, ...] = ()
    staying: int = 0
    places: int = 0
    kept_faces: int = 0
    removed_at: datetime | None = None

    @property
    def verdicts(self) -> int:
        """How many of the findings that go were answered; the answers stay."""
        return sum(finding.verdict is not None for finding in self.findings)
