"""Every request that was sent or refused, to be read and written to a file."""

from pathlib import Path

from exposure_app.domain.requests import LedgerFilter, RequestRecord
from exposure_app.report.export import write_ledger
from exposure_app.session.profile.opened import OpenProfile


class RequestVerbs:
    """See `Session.requests`."""

    def __init__(self, profile: OpenProfile) -> None:
        self._profile = profile

    def all(self, wanted: LedgerFilter | None = None) -> list[RequestRecord]:
        """Every request sent or refused, oldest first; what the guard refused among them.

        Args:
            wanted: which of them; None for all.
        """
        self._profile.recording().keep()
        records = self._profile.vault.ledger.all()
        return [one for one in records if wanted.keeps(one)] if wanted else records

    def write(self, path: Path, wanted: LedgerFilter | None = None) -> None:
        """Write the record of requests; the suffix (.csv, .json) says how.

        Raises:
            UnknownFormat, CannotWrite.
        """
        write_ledger(path, self.all(wanted))
