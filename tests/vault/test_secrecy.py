"""Nothing personal stands in the clear in any file, open or closed."""

import pytest

from exposure_app.domain.findings import Verdict
from exposure_app.vault.keys.key_store import MemoryKeys
from exposure_app.vault.vault import Vault
from tests.vault.conftest import nobody_asked, passphrase
from tests.vault.filled import (
    NOON,
    fill,
    request,
)
from tests.vault.markers import found_in, markers


@pytest.mark.parametrize("kind", ["memory", "passphrase"])
def test_no_file_shows_anything_open_or_closed(tmp_path, folder, kind):
    keys, ask = (MemoryKeys(), nobody_asked) if kind == "memory" else (None, passphrase)
    with Vault.open(folder, keys=keys, ask_passphrase=ask) as vault:
        fill(vault)
        vault.verdicts.judge(vault.findings.all()[0].id, Verdict.ME, NOON)
        vault.ledger.add_many([request(number) for number in range(2000)])
        with vault.transaction():
            vault.ledger.add_many([request(1)])
            assert found_in(tmp_path) == []
        assert (folder / "vault.db-wal").stat().st_size > 0
        assert found_in(tmp_path) == []
        vault.sources.remove(vault.sources.all()[0].id)
        assert found_in(tmp_path) == []
    assert found_in(tmp_path) == []


def test_the_search_would_find_what_stands_in_the_clear(tmp_path):
    (tmp_path / "plain").write_bytes(b"...".join(markers()))
    assert {marker for _, marker in found_in(tmp_path)} == set(markers())


def test_the_key_is_in_no_file(tmp_path, folder):
    keys = MemoryKeys()
    with Vault.open(folder, keys=keys, ask_passphrase=nobody_asked) as vault:
        fill(vault)
        (key,) = keys._keys.values()
        for path in folder.iterdir():
            assert key not in path.read_bytes()
            assert key.hex().encode() not in path.read_bytes().lower()


def test_neither_vault_nor_database_shows_its_key_when_printed(vault):
    assert (
        vault._database._key.hex()
        not in f"{vault!r}{vault._database!r}{vault.key_change!r}{vault.key_change.header!r}"
    )


def test_what_was_removed_does_not_stay_in_the_write_ahead_log(filled, folder):
    log = folder / "vault.db-wal"
    assert log.stat().st_size > 0
    filled.subjects.remove(filled.subjects.all()[0].id)
    assert log.stat().st_size == 0


def test_deleted_rows_are_overwritten_within_the_database(filled):
    with filled._database.reading() as connection:
        assert tuple(connection.execute("PRAGMA secure_delete").fetchone()) == (1,)
        assert tuple(connection.execute("PRAGMA temp_store").fetchone()) == (2,)
