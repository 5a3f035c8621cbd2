"""Which places are looked at again by themselves, and what became of each the last time."""

from datetime import datetime

from exposure_app.domain.errors import NoSuchSource
from exposure_app.domain.outcomes import SourceOutcome, next_audit
from exposure_app.domain.sources import SourceId
from exposure_app.vault.vault import Vault

MAX_DAYS = 365


class SourceSchedules:
    """See `Session.rounds`."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def outcomes(self) -> dict[SourceId, SourceOutcome]:
        """What became of each source in its newest audit; nothing of those never audited."""
        return self._vault.outcomes.all()

    def schedules(self) -> dict[SourceId, int]:
        """After how many days each source is looked at again; nothing of those left alone."""
        return self._vault.schedules.all()

    def schedule(self, source: SourceId, every_days: int) -> None:
        """Look at a source again after that many days, or with 0 only when asked to.

        Raises:
            NoSuchSource: no source has this id.
            ValueError: fewer than 0 days or more than `MAX_DAYS`.
        """
        if not 0 <= every_days <= MAX_DAYS:
            raise ValueError(every_days)
        if self._vault.sources.get(source) is None:
            raise NoSuchSource(source)
        self._vault.schedules.put(source, every_days)

    def due(self, now: datetime) -> list[SourceId]:
        """The sources whose time has come and that may be looked at, oldest first."""
        outcomes, schedules = self.outcomes(), self.schedules()
        return [
            source.id
            for source in self._vault.sources.all()
            if source.id in schedules
            and source.may_be_audited_on(now.astimezone().date())
            and next_audit(source.added_at, schedules[source.id], outcomes.get(source.id)) <= now
        ]
