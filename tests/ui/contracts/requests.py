"""What the window counts on about the record of requests."""

import pytest

from exposure_app.domain import errors
from exposure_app.domain.requests import LedgerFilter
from tests.ui.contracts.part import PartContract


class RequestsContract(PartContract):
    """Of `session.requests`."""

    def test_what_asks_nobody_leaves_no_request(self, ready):
        self.audit(ready)
        assert ready.requests.all() == ready.requests.all(LedgerFilter(host="a.test")) == []

    def test_the_record_is_written_as_its_ending_says(self, session, tmp_path):
        for suffix in ("csv", "json"):
            session.requests.write(tmp_path / f"requests.{suffix}")
            assert (tmp_path / f"requests.{suffix}").is_file()
        with pytest.raises(errors.UnknownFormat):
            session.requests.write(tmp_path / "requests.doc")
