"""Flipped bits, cut files, foreign files: a typed error or the right data, never wrong data."""

import json
import random
import shutil

import pytest

from exposure_app.domain.coverage import Gap
from exposure_app.domain.errors import VaultDamaged, VaultTooNew
from exposure_app.domain.gap_reasons import GapReason
from exposure_app.vault.keys.header import FORMAT
from exposure_app.vault.keys.key_store import MemoryKeys
from exposure_app.vault.vault import Vault
from tests.vault.conftest import nobody_asked
from tests.vault.contents import everything
from tests.vault.filled import BLOG, NOON, fill, request

FLIPS = 80


@pytest.fixture
def keys():
    return MemoryKeys()


@pytest.fixture
def closed(folder, keys):
    """A closed vault with something on every kind of page; returns its folder."""
    with Vault.open(folder, keys=keys, ask_passphrase=nobody_asked) as vault:
        fill(vault)
        vault.ledger.add_many([request(number) for number in range(300)])
        audit = vault.audits.begin(NOON)
        vault.audits.add_gap(audit, Gap("https://a.example/", GapReason.ROBOTS), BLOG)
    return folder


@pytest.mark.parametrize("name", ["vault.db", "vault.json"])
def test_a_flipped_bit_is_told_or_does_no_harm(closed, keys, tmp_path, name):
    right = everything(closed, keys)
    content = (closed / name).read_bytes()
    draw = random.Random(11)
    told = 0
    for flip in range(FLIPS):
        copy = tmp_path / f"flip{flip}"
        shutil.copytree(closed, copy)
        flipped = bytearray(content)
        flipped[draw.randrange(len(flipped))] ^= 1 << draw.randrange(8)
        (copy / name).write_bytes(flipped)
        try:
            assert everything(copy, keys) == right
        except VaultDamaged:
            told += 1
    assert told > FLIPS / 2


@pytest.mark.parametrize("part", [0.001, 0.1, 0.5, 0.99])
def test_a_cut_database_is_damage(closed, keys, part):
    content = (closed / "vault.db").read_bytes()
    (closed / "vault.db").write_bytes(content[: int(len(content) * part)])
    with pytest.raises(VaultDamaged):
        everything(closed, keys)


def test_pages_that_changed_places_are_damage(closed, keys):
    content = bytearray((closed / "vault.db").read_bytes())
    content[8192:12288], content[12288:16384] = content[12288:16384], content[8192:12288]
    (closed / "vault.db").write_bytes(content)
    with (
        Vault.open(closed, keys=keys, ask_passphrase=nobody_asked) as vault,
        pytest.raises(VaultDamaged),
    ):
        vault.check_integrity()


@pytest.mark.parametrize(
    "foreign",
    [b"SQLite format 3\x00" + bytes(4080), b"PK\x03\x04" + bytes(5000), b"x", bytes(8192)],
    ids=["plain SQLite", "zip", "one byte", "zeros"],
)
def test_a_foreign_file_in_the_databases_place_is_damage_and_left_alone(closed, keys, foreign):
    (closed / "vault.db").write_bytes(foreign)
    with pytest.raises(VaultDamaged):
        everything(closed, keys)
    assert (closed / "vault.db").read_bytes() == foreign


def test_the_database_of_another_vault_is_damage(closed, keys, tmp_path):
    Vault.open(tmp_path / "other", keys=keys, ask_passphrase=nobody_asked).close()
    shutil.copy(tmp_path / "other" / "vault.db", closed / "vault.db")
    with pytest.raises(VaultDamaged):
        everything(closed, keys)


def test_damage_is_not_reported_to_the_terminal(closed, keys, capfd):
    (closed / "vault.db").write_bytes(bytes(8192))
    with pytest.raises(VaultDamaged):
        everything(closed, keys)
    said = capfd.readouterr()
    assert (said.out, said.err) == ("", "")


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"7",
        b"not json",
        b"\xff\xfe",
        b"[" * 60_000,
        b"{" + b" " * 70_000,
    ],
    ids=["empty", "object", "list", "null", "number", "words", "binary", "deep", "long"],
)
def test_a_header_that_is_none_is_damage_and_left_alone(closed, keys, text):
    (closed / "vault.json").write_bytes(text)
    with pytest.raises(VaultDamaged):
        everything(closed, keys)
    assert (closed / "vault.json").read_bytes() == text


def with_header(folder, **changes):
    """Write the header again as this program would, with some fields changed."""
    from exposure_app.vault.keys.header import _digest

    fields = json.loads((folder / "vault.json").read_text())
    fields.pop("sha256")
    fields |= changes
    fields["sha256"] = _digest(fields)
    (folder / "vault.json").write_text(json.dumps(fields))


@pytest.mark.parametrize(
    "changes",
    [
        {"mode": "plain file"},
        {"vault_id": "../../etc"},
        {"vault_id": 7},
        {"backend": None},
        {"format": "1"},
        {"mode": "passphrase"},
        {"mode": "passphrase", "argon2id": "strong"},
        {
            "mode": "passphrase",
            "argon2id": {"salt": "00" * 16, "memory_kib": 10**9, "iterations": 3, "lanes": 4},
        },
        {
            "mode": "passphrase",
            "argon2id": {"salt": "00", "memory_kib": 65536, "iterations": 3, "lanes": 4},
        },
    ],
    ids=str,
)
def test_a_header_that_makes_no_sense_is_damage(closed, keys, changes):
    with_header(closed, **changes)
    with pytest.raises(VaultDamaged):
        everything(closed, keys)


def test_a_header_of_a_later_format_is_too_new(closed, keys):
    with_header(closed, format=FORMAT + 1)
    with pytest.raises(VaultTooNew) as caught:
        everything(closed, keys)
    assert (caught.value.found_version, caught.value.known_version) == (FORMAT + 1, FORMAT)


def test_damage_met_while_open_is_told_as_well(folder, keys):
    with Vault.open(folder, keys=keys, ask_passphrase=nobody_asked) as vault:
        fill(vault)
    with Vault.open(folder, keys=keys, ask_passphrase=nobody_asked) as vault:
        with (folder / "vault.db").open("r+b") as file:
            content = file.read()
            file.seek(8192)
            file.write(bytes(len(content) - 8192))
        with pytest.raises(VaultDamaged):
            vault.check_integrity()
        with pytest.raises(VaultDamaged):
            vault.findings.all()
