"""The ledger of the fake session: what a test says was asked for."""

from pathlib import Path

from exposure_app.domain import errors
from exposure_app.domain.requests import LedgerFilter, RequestRecord


class FakeRequests:
    """The same verbs as `exposure_app.session.profile.request_verbs.RequestVerbs`."""

    def __init__(self) -> None:
        self.records: list[RequestRecord] = []

    def all(self, wanted: LedgerFilter | None = None) -> list[RequestRecord]:
        return [one for one in self.records if wanted is None or wanted.keeps(one)]

    def write(self, path: Path, wanted: LedgerFilter | None = None) -> None:
        if path.suffix not in {".csv", ".json"}:
            raise errors.UnknownFormat(str(path))
        path.write_text("".join(f"{one.url}\n" for one in self.all(wanted)), "utf-8")
