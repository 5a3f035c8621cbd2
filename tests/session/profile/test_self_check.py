"""The self-check finds what is wrong with the clock."""

from datetime import UTC, datetime, timedelta

import pytest

from exposure_app import RELEASED
from exposure_app.domain.requests import RequestRecord
from exposure_app.session.profile.clock import clock_trouble
from exposure_app.vault.keys.key_store import MemoryKeys
from exposure_app.vault.vault import Vault

NOW = datetime.now(UTC)


@pytest.fixture
def vault(tmp_path):
    opened = Vault.open(tmp_path, keys=MemoryKeys(), ask_passphrase=lambda _new: None)
    yield opened
    opened.close()


def asked_at(at):
    return RequestRecord(at, "", "https://a.example/", "page", "", None, "timed_out", 0, 0)


def test_a_clock_that_moves_on_is_no_trouble(vault):
    vault.ledger.add_many([asked_at(NOW)])
    assert clock_trouble(vault, NOW + timedelta(days=400)) == ""
    assert clock_trouble(vault, NOW - timedelta(minutes=5)) == ""


def test_a_clock_from_before_this_version_was_made_is_wrong(vault):
    released = datetime.fromisoformat(RELEASED).replace(tzinfo=UTC)
    assert clock_trouble(vault, released - timedelta(days=3)) == "old"
    assert clock_trouble(vault, released) == ""


@pytest.mark.parametrize("wrote", ["a request", "an audit"])
def test_a_clock_that_went_back_is_wrong(vault, wrote):
    later = NOW + timedelta(days=30)
    if wrote == "a request":
        vault.ledger.add_many([asked_at(later)])
    else:
        vault.audits.begin(later)
    assert clock_trouble(vault, NOW) == "went_back"
