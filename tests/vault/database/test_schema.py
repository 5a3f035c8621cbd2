"""Old vaults open, newer ones are left alone, and a step is taken whole or not at all."""

import os
import shutil

import pytest

from exposure_app.domain.errors import VaultTooNew
from exposure_app.domain.findings import Verdict
from exposure_app.domain.sources import Permission
from exposure_app.vault.database.connection import Database
from exposure_app.vault.database.schema import STEPS, migrate, version_of
from exposure_app.vault.keys.key_store import MemoryKeys
from exposure_app.vault.vault import Vault
from tests.vault.conftest import nobody_asked, passphrase
from tests.vault.filled import (
    MARKER,
    ME,
    NOON,
    SISTER,
    fill,
    image,
    later,
    page,
    request,
    source,
    subject,
    template,
)
from tests.vault.markers import found_in
from tests.vault.old_vaults import OLD_VAULTS, RELEASED


def test_at_most_the_last_step_is_not_released_yet():
    assert list(range(1, len(STEPS))) == RELEASED[: len(STEPS) - 1]


@pytest.mark.parametrize("version", RELEASED)
def test_a_vault_of_every_released_version_opens_with_all_that_was_in_it(folder, version):
    shutil.copytree(OLD_VAULTS / f"v{version}", folder)
    with Vault.open(folder, keys=None, ask_passphrase=passphrase) as vault:
        assert version_of(vault._database) == len(STEPS)
        vault.check_integrity()
        assert [one.name for one in vault.subjects.all()] == [MARKER, f"sister of {MARKER}"]
        (mine,) = vault.templates.of(ME)
        assert mine.embedding.vector.tobytes() == template().embedding.vector.tobytes()
        hers, of_me = vault.findings.all()
        assert (hers.subject, hers.verdict) == (f"sister of {MARKER}", None)
        assert (of_me.subject, of_me.verdict) == (MARKER, Verdict.NOT_ME)
        (place,) = of_me.locations
        assert (place.page_url, place.image_url, place.first_seen) == (page(), image(), NOON)
        assert vault.audits.last().gaps[0].why == "robots"
        assert vault.audits.last().started_at == later(60)
        # Before the third, looked at once more: for when and where its file says it was taken.
        is_known = vault.pictures.known(of_me.image_sha256, "fingerprint") is not None
        assert is_known == (version >= 3)
        assert vault.ledger.all() == [request(1)]
        first = vault.sources.all()[0]
        if version < 3:
            assert first.permission == Permission(first.note, NOON.date())
            assert (first.budget.max_minutes, first.budget.max_host_bytes) == (120, 500_000_000)
        else:
            assert (first.permission, first.budget) == (source().permission, source().budget)
        vault.subjects.remove(SISTER)


def test_a_vault_of_a_newer_version_is_left_untouched(folder, snapshot):
    keys = MemoryKeys()
    with Vault.open(folder, keys=keys, ask_passphrase=nobody_asked) as vault:
        fill(vault)
        with vault._database.transaction() as connection:
            connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    before = snapshot()
    with pytest.raises(VaultTooNew) as caught:
        Vault.open(folder, keys=keys, ask_passphrase=nobody_asked)
    assert caught.value.found_version == len(STEPS) + 1
    assert caught.value.known_version == len(STEPS)
    assert snapshot() == before


def test_what_a_vault_was_before_a_migration_stays_until_it_opened_once_more(folder):
    shutil.copytree(OLD_VAULTS / "v1", folder)
    before = folder / "vault.db.before"
    with Vault.open(folder, keys=None, ask_passphrase=passphrase) as vault:
        assert before.stat().st_mode & 0o077 == 0 or os.name != "posix"
        assert found_in(folder) == []
        old = Database(before, vault._database._key)
        assert version_of(old) == 1
        old.check_integrity()
        old.close()
    with Vault.open(folder, keys=None, ask_passphrase=passphrase):
        assert not before.exists()


def test_what_is_removed_is_not_kept_from_before_a_migration(folder):
    shutil.copytree(OLD_VAULTS / "v1", folder)
    with Vault.open(folder, keys=None, ask_passphrase=passphrase) as vault:
        vault.subjects.remove(SISTER)
        assert not (folder / "vault.db.before").exists()


def test_missing_steps_are_taken_in_order(filled):
    more = (
        *STEPS,
        ("ALTER TABLE subjects ADD COLUMN born TEXT",),
        ("UPDATE subjects SET born = name",),
    )
    migrate(filled._database, more)
    assert version_of(filled._database) == len(STEPS) + 2
    with filled._database.reading() as connection:
        born = {row["born"] for row in connection.execute("SELECT born FROM subjects")}
    assert MARKER in born


def test_a_step_that_fails_is_not_begun_and_those_before_it_are_done(filled):
    more = (
        *STEPS,
        ("CREATE TABLE fine (x)",),
        ("CREATE TABLE torn (x)", "INSERT INTO no_such_table VALUES (1)"),
    )
    with pytest.raises(Exception, match="no_such_table"):
        migrate(filled._database, more)
    assert version_of(filled._database) == len(STEPS) + 1
    with filled._database.reading() as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    assert "fine" in tables
    assert "torn" not in tables
    assert filled.subjects.named(MARKER).name == subject().name


def test_a_vault_up_to_date_is_not_written_to_by_opening(folder, snapshot):
    keys = MemoryKeys()
    with Vault.open(folder, keys=keys, ask_passphrase=nobody_asked) as vault:
        fill(vault)
    before = snapshot()
    Vault.open(folder, keys=keys, ask_passphrase=nobody_asked).close()
    assert snapshot() == before


def test_no_released_step_was_edited(folder):
    """The tables of the newest old vault are the tables a new vault gets."""
    shutil.copytree(OLD_VAULTS / f"v{RELEASED[-1]}", folder)
    with Vault.open(folder, keys=None, ask_passphrase=passphrase) as old:
        before = _tables(old)
    with Vault.open(folder.parent / "new", keys=MemoryKeys(), ask_passphrase=nobody_asked) as new:
        assert _tables(new) == before


def _tables(vault):
    with vault._database.reading() as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
    return [(name, " ".join(sql.split()) if sql else None) for name, sql in rows]
