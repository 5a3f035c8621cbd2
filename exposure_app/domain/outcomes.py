"""What became of one source when it was last audited, and when it is looked at again by itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from exposure_app.domain.sources import SourceId


@dataclass(frozen=True, slots=True)
class SourceOutcome:
    """The newest audit of one source.

    pages: opened. pictures: looked at, or known and unchanged.
    gaps: how many pages and pictures were not looked at, by machine word of the contract.
    at: when the audit began. is_complete: False if it was stopped.
    """

    source: SourceId
    pages: int
    pictures: int
    at: datetime
    is_complete: bool
    gaps: Mapping[str, int] = field(default_factory=dict)

    @property
    def not_looked_at(self) -> int:
        """All gaps together."""
        return sum(self.gaps.values())


def next_audit(added_at: datetime, every_days: int, outcome: SourceOutcome | None) -> datetime:
    """When a source is due that is looked at every so many days.

    One that was never audited is due since it was added.
    """
    return added_at if outcome is None else outcome.at + timedelta(days=every_days)
