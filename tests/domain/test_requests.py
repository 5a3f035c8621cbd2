"""One line of the ledger, whatever a stranger made of the address in it."""

from datetime import UTC, datetime

import pytest

from exposure_app.domain.requests import GUARD, LedgerFilter, RequestRecord
from exposure_app.session.work.ledger import hashed

AT = datetime(2020, 1, 2, tzinfo=UTC)


def line(url, purpose="page"):
    return RequestRecord(AT, "s", url, purpose, "", None, "out_of_scope", 0, 0)


@pytest.mark.parametrize(
    ("url", "purpose", "host"),
    [
        ("https://a.example:8000/b?c", "page", "a.example:8000"),
        ("dns:_exposure-app.a.example?type=TXT", "proof", "_exposure-app.a.example"),
        ("socket.connect:192.0.2.1:80", GUARD, "192.0.2.1:80"),
        ("http://[no address/b", "page", ""),
    ],
)
def test_it_says_who_was_to_be_asked_as_far_as_that_can_be_told(url, purpose, host):
    record = line(url, purpose)
    assert record.host == host
    assert LedgerFilter(host=host).keeps(record)


def test_an_address_without_a_host_has_no_path_to_hash():
    assert hashed("http://[no address/b") == "http://[no address/b"
