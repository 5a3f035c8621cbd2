"""Run by other tests as a process of its own: `python -m tests.vault.child VERB FOLDER ...`.

It prints one line for each thing that is done and durable; its parent kills it when it likes.
"""

import os
import shutil
import signal
import sys
import time
from itertools import count
from pathlib import Path

from exposure_app.domain.errors import DiskFull, VaultBusy
from exposure_app.domain.work import CancelToken
from exposure_app.vault.keys.passphrase import Derivation
from exposure_app.vault.lifecycle.erase import erase
from exposure_app.vault.lifecycle.restore import restore
from exposure_app.vault.vault import Vault
from tests.vault.file_keys import FileKeys
from tests.vault.filled import (
    ME,
    NEW_PASSPHRASE,
    PASSPHRASE,
    PICTURE,
    fill,
    record,
    request,
    sighting,
)


def say(*words):
    print(*words, flush=True)  # noqa: T201 - the parent reads it


def open_it(folder):
    return Vault.open(Path(folder), keys=FileKeys(folder), ask_passphrase=lambda is_new: None)


def write(folder):
    """Append records for ever, one by one and in groups; say each that is durable."""
    with open_it(folder) as vault:
        if not vault.subjects.all():
            fill(vault)
        say("ready")
        number = len(vault.ledger.all())
        while True:
            group = 1 if number % 3 else 4
            with vault.transaction():
                for one in range(number, number + group):
                    vault.ledger.add_many([request(one)])
                record(vault, sighting(score=number / 1e6), PICTURE)
            number += group
            say(number)


STEPS = {
    "execute", "open", "write", "fsync", "replace", "unlink", "chmod", "mkdir", "lockf", "backup",
}  # fmt: skip


def make_all(folder):
    """Make vaults 1, 2, 3, ..., the n-th by a process that dies at step n, until one survives."""
    for step in count(1):
        maker = os.fork()
        if maker == 0:
            _die_before(step)
            open_it(Path(folder) / str(step)).close()
            os._exit(0)
        _, status = os.waitpid(maker, 0)
        say(step, os.waitstatus_to_exitcode(status))
        if status == 0:
            return


def _die_before(step):
    """Die just before the n-th statement, or thing done to a file."""
    counted = 0

    def die(_frame, event, function):
        nonlocal counted
        if event == "c_call" and function.__name__ in STEPS:
            counted += 1
            if counted == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(die)


def change_passphrase(vault):
    vault.key_change.change_passphrase(PASSPHRASE, NEW_PASSPHRASE)


def move_to_passphrase(vault):
    vault.key_change.move_to_passphrase(NEW_PASSPHRASE)


def move_to_keychain(vault):
    vault.key_change.move_to_keychain()


def back_up(vault):
    backup = vault.files.folder.parent / "backup"
    vault.back_up(backup, NEW_PASSPHRASE, cancel=CancelToken())


def remove_subject(vault):
    vault.subjects.remove(ME)


CHANGES = {
    change.__name__: change
    for change in (change_passphrase, move_to_passphrase, move_to_keychain, back_up, remove_subject)
}


def change_all(folder, change, stride):
    """Do it to copies of one vault: in copy n by a process that dies at step n, until one lives.

    Every `stride`th step is tried.

    `folder` holds the vault as "0", and whatever belongs to it beside it.
    """
    # As strong as they must be, and not as slow: a hundred processes each make several keys.
    Derivation.new = classmethod(lambda cls: cls(os.urandom(16), memory_kib=64, iterations=1))
    for step in count(1, int(stride)):
        copy = Path(folder) / str(step)
        shutil.copytree(Path(folder) / "0", copy)
        maker = os.fork()
        if maker == 0:
            _change(copy, change, step)
            os._exit(0)
        _, status = os.waitpid(maker, 0)
        say(step, os.waitstatus_to_exitcode(status))
        if status == 0:
            return


def _change(home, change, step):
    vault = home / "vault"
    keys = FileKeys(vault)
    if change == "open":
        _die_before(step)
        Vault.open(vault, keys=keys, ask_passphrase=lambda is_new: PASSPHRASE).close()
    elif change == "erase":
        _die_before(step)
        erase(vault, keys=keys)
    elif change in {"restore", "restore_over"}:
        _die_before(step)
        restore(
            vault, home / "backup", NEW_PASSPHRASE, keys=keys, ask_passphrase=lambda is_new: None,
            replaces=True, cancel=CancelToken(),
        )  # fmt: skip
    else:
        with Vault.open(vault, keys=keys, ask_passphrase=lambda is_new: PASSPHRASE) as opened:
            _die_before(step)
            CHANGES[change](opened)


def hold(folder):
    """Hold the vault until the parent closes our input."""
    with open_it(folder):
        say("open")
        sys.stdin.read()


def race(folder, starts_at):
    """Open at an agreed moment, beside others who do the same."""
    while time.time() < float(starts_at):
        pass
    try:
        with open_it(folder) as vault:
            vault.ledger.add_many([request(os.getpid())])
            say("open")
    except VaultBusy:
        say("busy")


def fill_disk(folder, limit_bytes):
    """Write until there is no room for the file to grow; then see what still works."""
    import resource

    with open_it(folder) as vault:
        fill(vault)
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit_bytes), hard))
        written = 0
        try:
            while True:
                with vault.transaction():
                    vault.ledger.add_many([request(written)] * 100)
                written += 100
        except DiskFull:
            say("full")
        say("readable", len(vault.ledger.all()) - written, len(vault.findings.all()))
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        vault.ledger.add_many([request(written)])
        say("written", len(vault.ledger.all()) - written)
        vault.check_integrity()


if __name__ == "__main__":
    VERBS = {
        "write": write, "make_all": make_all, "change_all": change_all, "hold": hold,
        "race": race, "fill_disk": fill_disk,
    }  # fmt: skip
    VERBS[sys.argv[1]](*sys.argv[2:])
