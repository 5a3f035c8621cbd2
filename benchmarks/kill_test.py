"""kill -9 at random moments of everything that writes; nothing acknowledged may be lost.

    python -m benchmarks.kill_test [KILLS]

KILLS (25) for each of eight kinds of work: audit, enrolment, judging, migration, backup, restore,
change of passphrase, erase. A process of its own works on a copy of a profile, says each thing it
was told is done, and is killed after a random time. Then the vault must open within five seconds,
every page must authenticate, all that was said must be there, and nothing may be half there.
The models and the pictures are the real ones; the key lies in a file, so that it outlives the kill.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

from exposure_app.domain.errors import WrongPassphrase
from exposure_app.domain.faces import Template
from exposure_app.domain.findings import Finding, Verdict
from exposure_app.domain.sources import Footing
from exposure_app.domain.work import CancelToken
from exposure_app.paths import Home
from exposure_app.session import Session
from exposure_app.vault.database.schema import STEPS, version_of
from exposure_app.vault.lifecycle.erase import erase
from exposure_app.vault.lifecycle.restore import restore
from exposure_app.vault.vault import Vault
from tests.pictures import jpeg_bytes, portrait
from tests.vault.file_keys import FileKeys
from tests.vault.filled import NEW_PASSPHRASE, PASSPHRASE

OLD = Path(__file__).resolve().parents[1] / "tests" / "data" / "vaults" / "v1"
PICTURES = 24
LIMIT_S = 5.0


def say(*words: object) -> None:
    """One line that the parent reads as done."""
    print(*words, flush=True)


def unheard(_progress: object) -> None:
    """Nobody looks at progress here."""


def session_of(folder: Path) -> Session:
    """The profile below `folder`."""
    home = Home.at(folder)
    home.create()
    return Session.open(home, ask_passphrase=lambda _new: PASSPHRASE, keys=FileKeys(home.data))


def vault_of(folder: Path, passphrase: str = PASSPHRASE) -> Vault:
    """Its vault alone."""
    data = Home.at(folder).data
    return Vault.open(data, keys=FileKeys(data), ask_passphrase=lambda _new: passphrase)


# --- the work, in a process of its own -----------------------------------------------------------


def audit(folder: Path) -> None:
    """Audit; say each finding."""
    with session_of(folder) as session:
        session.people.all()
        say("ready")
        for item in session.audits.run(report=unheard, cancel=CancelToken()):
            if isinstance(item, Finding):
                say(item.id)


def enrol(folder: Path) -> None:
    """Enrol a photo after another; say each template."""
    photos = sorted((folder / "photos").iterdir())
    with session_of(folder) as session:
        say("ready")
        for number, photo in enumerate(photos):
            for item in session.people.enrol(
                [photo], subject=f"person {number}", report=unheard, cancel=CancelToken()
            ):
                if isinstance(item, Template):
                    say(f"person {number}", item.id)


def judge(folder: Path) -> None:
    """Judge the findings, round and round; say each verdict."""
    with session_of(folder) as session:
        findings = session.findings.all()
        say("ready")
        verdicts = cycle((Verdict.ME, Verdict.NOT_ME, Verdict.UNSURE))
        for finding, verdict in zip(cycle(findings), verdicts, strict=False):
            session.findings.judge(finding.id, verdict)
            say(finding.id, verdict.value)


def migrate(folder: Path) -> None:
    """Open a vault of the first version."""
    say("ready")
    vault_of(folder).close()
    say("done")


def backup(folder: Path) -> None:
    """Back up over the same file, again and again."""
    with vault_of(folder) as vault:
        say("ready")
        while True:
            vault.back_up(folder / "backup", NEW_PASSPHRASE, cancel=CancelToken())
            say("done")


def bring_back(folder: Path) -> None:
    """Restore over the vault that is here."""
    data = Home.at(folder).data
    say("ready")
    restore(
        data, folder / "backup", NEW_PASSPHRASE,
        keys=FileKeys(data), ask_passphrase=lambda _new: None, replaces=True, cancel=CancelToken(),
    )  # fmt: skip
    say("done")


def passphrase(folder: Path) -> None:
    """Change the passphrase back and forth; say each one in force."""
    with vault_of(folder) as vault:
        vault.key_change.move_to_passphrase(PASSPHRASE)
        say("ready")
        say(PASSPHRASE)
        old, new = PASSPHRASE, NEW_PASSPHRASE
        while True:
            vault.key_change.change_passphrase(old, new)
            say(new)
            old, new = new, old


def erasing(folder: Path) -> None:
    """Erase."""
    data = Home.at(folder).data
    say("ready")
    erase(data, keys=FileKeys(data))
    say("done")


# --- what must be so afterwards ------------------------------------------------------------------


def whole(folder: Path, asked: str = PASSPHRASE) -> Vault:
    """The vault, opened in time, every page authentic."""
    began = time.monotonic()
    vault = vault_of(folder, asked)
    assert time.monotonic() - began < LIMIT_S, "it took long to open"
    vault.check_integrity()
    return vault


def after_audit(folder: Path, said: list[str]) -> None:
    """Every finding that was said is there, with its pictures and an address."""
    with whole(folder) as vault:
        findings = vault.findings.all()
        assert set(said) <= {one.id for one in findings}, "a finding is lost"
        for one in findings:
            assert one.locations, "a finding is half there"
            assert vault.findings.crop(one.id), "a finding is half there"
            assert vault.findings.context(one.id), "a finding is half there"


def after_enrol(folder: Path, said: list[str]) -> None:
    """Every template that was said is there, and nobody is there without one."""
    with whole(folder) as vault:
        kept = {template.id for template in vault.templates.of(None)}
        assert {line.rpartition(" ")[2] for line in said} <= kept, "a photo is lost"
        assert all(one.templates for one in vault.subjects.all()), "a person is half there"


def after_judge(folder: Path, said: list[str]) -> None:
    """Each finding has the verdict that was said last, or at most one had its next."""
    last = dict(line.split() for line in said)
    with whole(folder) as vault:
        kept = {one.id: one.verdict.value for one in vault.findings.all() if one.verdict}
    differing = [one for one, verdict in last.items() if kept.get(one) != verdict]
    assert len(differing) <= 1, "a verdict is lost"
    assert set(last) <= set(kept), "a verdict is lost"


def after_migrate(folder: Path, _said: list[str]) -> None:
    """All of it is there, in today's tables."""
    with whole(folder) as vault:
        assert version_of(vault._database) == len(STEPS)
        assert len(vault.findings.all()) == 2, "a finding is lost"


def after_backup(folder: Path, said: list[str]) -> None:
    """The vault is as it was; a backup that was said gives all of it back."""
    with whole(folder) as vault:
        kept = len(vault.findings.all())
    assert kept
    if said or (folder / "backup").exists():
        elsewhere = folder / "elsewhere"
        restore(
            Home.at(elsewhere).data, folder / "backup", NEW_PASSPHRASE,
            keys=FileKeys(Home.at(elsewhere).data), ask_passphrase=lambda _new: None,
            replaces=False, cancel=CancelToken(),
        )  # fmt: skip
        with whole(elsewhere) as restored:
            assert len(restored.findings.all()) == kept, "the backup is not whole"


def after_bring_back(folder: Path, said: list[str]) -> None:
    """What was here, or all that the backup held."""
    with whole(folder) as vault:
        names = sorted(one.name for one in vault.subjects.all())
    assert names == ["me"] or (not said and names == ["came later", "me"]), "half restored"
    keys = FileKeys(Home.at(folder).data).all()
    assert len(keys) == 1, "a key of nobody's vault"


def after_passphrase(folder: Path, said: list[str]) -> None:
    """The one that was said last opens it, or the one that was just coming into force."""
    try:
        vault = whole(folder, said[-1] if said else PASSPHRASE)
    except WrongPassphrase:
        vault = whole(folder, PASSPHRASE if said[-1] == NEW_PASSPHRASE else NEW_PASSPHRASE)
    with vault:
        assert vault.findings.all(), "a finding is lost"


def after_erasing(folder: Path, said: list[str]) -> None:
    """It opens whole, or the key is gone; and a second time ends it."""
    data = Home.at(folder).data
    keys = FileKeys(data)
    if keys.all() and (data / "vault.json").exists() and (data / "vault.db").exists() and not said:
        with whole(folder) as vault:
            assert vault.findings.all()
    erase(data, keys=keys)
    assert not keys.all(), "the key is still there"
    assert not list(data.iterdir()), "a file is still there"


WORK: dict[str, tuple[Callable[[Path], None], Callable[[Path, list[str]], None], int, float]] = {
    "audit": (audit, after_audit, 16, 0.3),
    "enrolment": (enrol, after_enrol, 5, 0.3),
    "judging": (judge, after_judge, 40, 0.05),
    "migration": (migrate, after_migrate, 0, 0.8),
    "backup": (backup, after_backup, 2, 0.5),
    "restore": (bring_back, after_bring_back, 0, 0.8),
    "passphrase": (passphrase, after_passphrase, 4, 0.3),
    "erase": (erasing, after_erasing, 0, 0.15),
}
"""By name: the work, what must be so after it, and when the kill comes: after so many things were
said at most, and so many seconds after that at most, both by lot."""


def profiles(root: Path) -> Iterator[tuple[str, Path]]:
    """A profile to begin each kind of work with."""
    photos, album = root / "photos", root / "album"
    photos.mkdir()
    album.mkdir()
    for number in range(PICTURES):
        turned = portrait().rotate(number * 0.7 - 8, expand=False)
        (photos / f"{number:02}.jpg").write_bytes(jpeg_bytes(turned))
        (album / f"{number:02}.jpg").write_bytes(jpeg_bytes(turned.resize((400 + number, 400))))
    empty = root / "empty"
    with session_of(empty) as session:
        list(session.people.enrol([photos / "00.jpg"], report=unheard, cancel=CancelToken()))
        session.sources.add(str(album), Footing.OWNED)
    shutil.copytree(photos, empty / "photos")
    found = root / "found"
    shutil.copytree(empty, found)
    with session_of(found) as session:
        list(session.audits.run(report=unheard, cancel=CancelToken()))
        assert session.findings.all(), "the pictures of this benchmark are found no longer"
    later = root / "later"
    shutil.copytree(found, later)
    with vault_of(later) as vault:
        vault.back_up(later / "backup", NEW_PASSPHRASE, cancel=CancelToken())
    with session_of(later) as session:
        list(session.people.enrol(
            [photos / "05.jpg"], subject="came later", report=unheard, cancel=CancelToken()
        ))  # fmt: skip
    old = root / "old"
    old.mkdir()
    shutil.copytree(OLD, Home.at(old).data)
    for name in WORK:
        yield name, {
            "audit": empty, "enrolment": empty, "migration": old, "restore": later,
        }.get(name, found)  # fmt: skip


def kill_once(name: str, profile: Path, folder: Path, draw: random.Random) -> int:
    """Do the work, kill it, look; return how many things had been said to be done."""
    shutil.copytree(profile, folder)
    _work, after, most, longest = WORK[name]
    command = [sys.executable, "-m", "benchmarks.kill_test", "work", name, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n", "it did not begin"
        lines = [worker.stdout.readline() for _ in range(draw.randint(0, most))]
        time.sleep(draw.random() * longest)
        worker.kill()
        lines += worker.stdout.read().splitlines(keepends=True)
    said = [line.rstrip("\n") for line in lines if line.endswith("\n")]
    after(folder, said)
    shutil.rmtree(folder)
    return len(said)


def main(arguments: list[str]) -> None:
    """Do the work, or be the one who kills."""
    if arguments[:1] == ["work"]:
        WORK[arguments[1]][0](Path(arguments[2]))
        return
    kills = int(arguments[0]) if arguments else 25
    draw = random.Random(19)
    total = 0
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        for name, profile in profiles(root):
            began = time.monotonic()
            said = [kill_once(name, profile, root / "copy", draw) for _ in range(kills)]
            total += kills
            print(
                f"{name:10}  {kills} kills, {sum(said)} things said to be done, "
                f"{sum(not one for one in said)} killed before the first; "
                f"lost 0, half 0 ({time.monotonic() - began:.0f} s)",
                flush=True,
            )
    print(f"{total} kills, none lost anything")


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main(sys.argv[1:])
