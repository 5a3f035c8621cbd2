"""kill -9 at any point, other processes, and a disk without room."""

import random
import sys
import time

import pytest

from exposure_app.domain.errors import VaultBusy
from exposure_app.vault.files import lock
from exposure_app.vault.files.lock import VaultLock
from exposure_app.vault.keys.key_store import MemoryKeys
from exposure_app.vault.vault import Vault
from tests.vault.child_process import child
from tests.vault.conftest import nobody_asked
from tests.vault.file_keys import FileKeys

KILLS = 25


def open_it(folder):
    return Vault.open(folder, keys=FileKeys(folder), ask_passphrase=nobody_asked)


@pytest.mark.slow
def test_no_acknowledged_write_is_lost_by_a_kill_at_any_moment(folder):
    draw = random.Random(7)
    acknowledged = 0
    for kill in range(KILLS):
        with child("write", folder) as writer:
            assert writer.stdout.readline() == "ready\n"
            # In the middle of some write: after a few, and then at no particular moment.
            lines = [writer.stdout.readline() for _ in range(draw.randint(1, 40))]
            time.sleep(draw.random() * 0.01)
            writer.kill()
            lines += writer.stdout.read().splitlines(keepends=True)
        whole = [line for line in lines if line.endswith("\n")]
        assert int(whole[-1]) > acknowledged, f"kill {kill}: nothing was written"
        acknowledged = int(whole[-1])
        began = time.monotonic()
        with open_it(folder) as vault:
            assert time.monotonic() - began < 5
            kept = len(vault.ledger.all())
            # A group is whole or absent: four records, or one.
            assert kept in {acknowledged, acknowledged + 1, acknowledged + 4}
            assert [one.at for one in vault.ledger.all()][1:] == sorted(
                one.at for one in vault.ledger.all()[1:]
            )
            vault.check_integrity()
            acknowledged = kept


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_a_kill_at_any_step_of_making_a_vault_leaves_one_that_opens(tmp_path):
    with child("make_all", tmp_path) as maker:
        endings = [line.split() for line in maker.stdout]
    assert len(endings) > 40
    assert {code for _, code in endings[:-1]} == {"-9"}
    assert endings[-1][1] == "0"
    for step, _ in endings:
        for _ in range(2):
            with open_it(tmp_path / step) as vault:
                assert vault.subjects.all() == []
        assert not (tmp_path / step / "vault.json.new").exists()
        assert len(FileKeys(tmp_path / step).all()) == 1


def test_a_key_kept_before_a_crash_does_not_stay_in_the_keychain(folder):
    keys = MemoryKeys()

    class Crash(BaseException):
        pass

    class CrashingAfterPut(MemoryKeys):
        def put(self, vault_id, key):
            keys.put(vault_id, key)
            raise Crash

    with pytest.raises(Crash):
        Vault.open(folder, keys=CrashingAfterPut(), ask_passphrase=nobody_asked)
    assert len(keys._keys) == 1
    (orphan,) = keys._keys
    Vault.open(folder, keys=keys, ask_passphrase=nobody_asked).close()
    assert len(keys._keys) == 1
    assert orphan not in keys._keys


def test_a_second_process_is_told_that_the_vault_is_busy(folder):
    with child("hold", folder) as holder:
        assert holder.stdout.readline() == "open\n"
        began = time.monotonic()
        with pytest.raises(VaultBusy):
            open_it(folder)
        assert time.monotonic() - began < 5
        holder.stdin.close()
        assert holder.wait(10) == 0
    open_it(folder).close()


def test_a_vault_held_by_a_killed_process_is_free(folder):
    with child("hold", folder) as holder:
        assert holder.stdout.readline() == "open\n"
        holder.kill()
    open_it(folder).close()


def test_several_first_starts_at_once_make_one_vault(folder):
    starts_at = time.time() + 1.5
    racers = [child("race", folder, starts_at) for _ in range(3)]
    said = []
    for racer in racers:
        with racer:
            said.append(racer.stdout.read().strip())
        assert racer.returncode == 0
    assert "open" in said
    assert set(said) <= {"open", "busy"}
    with open_it(folder) as vault:
        assert len(vault.ledger.all()) == said.count("open")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_full_disk_is_said_and_what_was_there_is_readable_and_grows_again(folder):
    with child("fill_disk", folder, 600_000) as writer:
        said = writer.stdout.read().splitlines()
    assert writer.returncode == 0
    # One record of `fill` beside those that were acknowledged, and its two findings.
    assert said == ["full", "readable 1 2", "written 2"]


def test_a_lock_whose_file_was_deleted_by_its_holder_is_no_lock(tmp_path):
    path = tmp_path / "vault.lock"
    first = VaultLock.take(path)
    with pytest.raises(VaultBusy):
        VaultLock.take(path, wait_s=0.05)
    first.remove()
    assert not path.exists()
    second = VaultLock.take(path)
    assert path.exists()
    second.release()
    second.release()


def test_a_lock_on_a_file_deleted_meanwhile_is_taken_anew(tmp_path, monkeypatch):
    path, lock_file = tmp_path / "vault.lock", lock._lock

    def delete_and_lock(descriptor):
        monkeypatch.undo()
        path.unlink()
        lock_file(descriptor)

    monkeypatch.setattr(lock, "_lock", delete_and_lock)
    taken = VaultLock.take(path)
    assert path.exists()
    taken.release()


def test_the_lock_waits_for_a_process_that_is_just_closing(folder):
    with child("hold", folder) as holder:
        assert holder.stdout.readline() == "open\n"
        holder.stdin.close()
        open_it(folder).close()
