"""Run by other tests as a process of its own: `python -m tests.vault.child VERB FOLDER ...`.

It prints one line for each thing that is done and durable; its parent kills it when it likes.
"""

import os
import signal
import sys
import time
from itertools import count
from pathlib import Path

from exposure_app.domain.errors import DiskFull, VaultBusy
from exposure_app.vault.vault import Vault
from tests.vault.file_keys import FileKeys
from tests.vault.records import PICTURE, fill, record, request, sighting


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


STEPS = {"execute", "open", "write", "fsync", "replace", "unlink", "chmod", "mkdir", "lockf"}


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
    {"write": write, "make_all": make_all, "hold": hold, "race": race, "fill_disk": fill_disk}[
        sys.argv[1]
    ](*sys.argv[2:])
