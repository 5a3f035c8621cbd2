"""docs/privacy.md says what is stored and asked: no more, no less."""

import re
from pathlib import Path

import pytest

from exposure_app.domain.requests import PURPOSES
from exposure_app.net.dns_txt import txt_records
from exposure_app.vault.keys.key_store import MemoryKeys
from exposure_app.vault.vault import Vault
from tests.net.asking import asking

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "privacy.md").read_text("utf-8")
ROW_COMMENT = re.compile(r"^\|.*?<!-- (.*?) -->", re.MULTILINE)
PURPOSE_ROW = re.compile(r"^\|[^|]*\|[^|]*\| `(\w+)`", re.MULTILINE)


def told():
    """(table, column) for everything the page's rows name."""
    pairs = []
    for comment in ROW_COMMENT.findall(PAGE):
        for part in comment.split(";"):
            table, _, columns = part.partition(":")
            pairs += [(table.strip(), column) for column in columns.split()]
    return pairs


@pytest.fixture
def vault(tmp_path):
    opened = Vault.open(tmp_path, keys=MemoryKeys(), ask_passphrase=lambda _new: None)
    yield opened
    opened.close()


def stored(vault):
    """(table, column) for everything the vault has room for."""
    with vault._database.reading() as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        return {
            (table, row[1])
            for (table,) in tables
            for row in connection.execute(f"PRAGMA table_info({table})").fetchall()
        }


def test_every_column_of_the_vault_is_told_of(vault):
    missing = sorted(stored(vault) - set(told()))
    assert not missing, (
        "Stored, and not told of in docs/privacy.md. Add each to the comment of the row of its "
        "table that tells of it in words, or add a row (what, why, until when): "
        + ", ".join(f"{table}.{column}" for table, column in missing)
    )


def test_nothing_is_told_of_that_is_not_stored(vault):
    gone = sorted(set(told()) - stored(vault))
    assert not gone, f"docs/privacy.md names what the vault does not have (any more): {gone}"


def test_nothing_is_told_of_twice():
    twice = {one for one in told() if told().count(one) > 1}
    assert not twice, f"in two rows of docs/privacy.md: {twice}"


def test_every_purpose_of_a_request_is_told_of():
    rows = PURPOSE_ROW.findall(PAGE)
    assert sorted(rows) == sorted(PURPOSES), (
        "The table of requests in docs/privacy.md and PURPOSES in domain/requests.py differ: "
        f"{set(rows) ^ set(PURPOSES)}. A new purpose needs a row: request, to whom, purpose."
    )


def test_a_request_for_another_purpose_is_not_sent():
    with asking() as asked, pytest.raises(ValueError, match="telemetry"):
        asked.get("http://127.0.0.1:1/", purpose="telemetry")
    with pytest.raises(ValueError, match="telemetry"):
        txt_records("a.example", source="", purpose="telemetry", record=print)
    assert asked.ledger == []
