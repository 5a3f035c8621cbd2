"""`exposure vault` and receipts, as typed."""

import pytest

OLD, NEW, BACKUP = "a passphrase for tests only", "another one for tests", "one for the backup"


@pytest.fixture
def given(tmp_path, monkeypatch):
    """Write a passphrase into the file that a variable names."""

    def give(variable, passphrase):
        path = tmp_path / variable
        path.write_text(passphrase + "\n")
        monkeypatch.setenv(variable, str(path))

    return give


def test_the_passphrase_is_changed_and_the_old_one_opens_nothing(enrolled, given):
    given("EXPOSURE_NEW_PASSPHRASE_FILE", NEW)
    assert enrolled("vault", "status", "--json").document == {"key": "passphrase", "notices": []}
    said = enrolled("vault", "passphrase")
    assert (said.code, "changed" in said.out) == (0, True)
    said = enrolled("subjects")
    assert (said.code, "does not open the vault" in said.err) == (1, True)
    given("EXPOSURE_PASSPHRASE_FILE", NEW)
    assert enrolled("subjects").out.startswith("me: 1 photo")


def test_without_a_new_passphrase_nothing_is_changed(enrolled):
    said = enrolled("vault", "passphrase")
    assert (said.code, "EXPOSURE_NEW_PASSPHRASE_FILE" in said.err) == (1, True)
    said = enrolled("vault", "move", "passphrase")
    assert (said.code, "EXPOSURE_NEW_PASSPHRASE_FILE" in said.err) == (1, True)
    assert enrolled("subjects").code == 0


def test_a_backup_brings_everything_back(enrolled, given, profile, tmp_path):
    backup = tmp_path / "my.backup"
    said = enrolled("vault", "backup", str(backup))
    assert (said.code, "EXPOSURE_BACKUP_PASSPHRASE_FILE" in said.err) == (1, True)
    given("EXPOSURE_BACKUP_PASSPHRASE_FILE", BACKUP)
    assert enrolled("vault", "backup", str(backup)).code == 0
    said = enrolled("vault", "restore", str(backup))
    assert (said.code, "--replace" in said.err) == (1, True)
    before = enrolled("subjects", "--json").document
    assert enrolled("erase", "--yes").code == 0
    assert enrolled("vault", "restore", str(backup)).code == 0
    assert enrolled("subjects", "--json").document == before
    assert enrolled("vault", "restore", str(backup), "--replace").code == 0
    assert enrolled("subjects", "--json").document == before


def test_another_passphrase_than_the_backups_changes_nothing(enrolled, given, tmp_path):
    backup = tmp_path / "my.backup"
    given("EXPOSURE_BACKUP_PASSPHRASE_FILE", BACKUP)
    assert enrolled("vault", "backup", str(backup)).code == 0
    given("EXPOSURE_BACKUP_PASSPHRASE_FILE", OLD)
    said = enrolled("vault", "restore", str(backup), "--replace")
    assert (said.code, "does not open the backup" in said.err) == (1, True)
    assert enrolled("subjects").out.startswith("me: 1 photo")


def test_a_person_who_is_forgotten_has_a_receipt(enrolled):
    said = enrolled("subject", "remove", "me", "--json")
    gone = said.document["gone"]
    assert (said.document["removed"], gone["people"], gone["photos"]) == ("me", 1, 1)
    assert said.document["key_is_gone"] is False
    assert enrolled("subjects", "--json").document["subjects"] == []


def test_erasing_says_what_was_removed(enrolled, profile):
    files = sum(path.is_file() for path in profile.rglob("*"))
    said = enrolled("erase", "--yes", "--json").document
    assert (said["erased"], said["key_is_gone"]) == (True, True)
    assert said["gone"] is None, "a passphrase was not asked for"
    assert said["files"] == files
    said = enrolled("erase", "--yes", "--json").document
    assert (said["gone"]["people"], said["key_is_gone"], said["files"]) == (0, False, 0)
