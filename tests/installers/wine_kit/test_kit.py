"""What runs Windows' programs is made once, anew when it must be, and never used half made."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.systems import ON_WINDOWS

if ON_WINDOWS:
    pytest.skip("Wine runs on other systems than Windows", allow_module_level=True)

from installers.wine import folders, kit, wheels

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def made(wine, monkeypatch):
    """How often it was made; the making itself leaves one file."""
    times = []

    def make():
        kit.SITE_PACKAGES.mkdir(parents=True)
        times.append(sorted(path.name for path in kit.SYSTEM.iterdir()))

    def begin(_lock):
        if kit.SYSTEM.exists():
            kit.throw_away()
        make()

    monkeypatch.setattr(kit, "make", begin)
    return times


def test_it_is_made_once(made):
    kit.ready()
    kit.ready()
    assert len(made) == 1


def test_a_lock_that_changed_and_another_wine_make_it_anew(made, wine, tmp_path, monkeypatch):
    kit.ready()
    other = tmp_path / "wheels.txt"
    other.write_text("other==1\n")
    monkeypatch.setattr(wheels, "LOCKED", other)
    kit.ready()
    assert len(made) == 2
    (wine / "wine").write_text("#!/bin/sh\necho wine-2.0\n")
    kit.ready()
    assert len(made) == 3


def test_what_was_killed_while_it_was_made_is_begun_anew(made):
    """Here a real process is killed with the lock in its hand and half of the files written."""
    dies = (
        "import os, pathlib, sys\n"
        "sys.path.insert(0, sys.argv[1])\n"
        "from installers.wine import kit\n"
        "kit.LOCK, kit.SYSTEM = map(pathlib.Path, sys.argv[2:])\n"
        "with kit.alone():\n"
        "    kit.SYSTEM.mkdir()\n"
        "    (kit.SYSTEM / 'half').touch()\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    words = [str(ROOT), str(kit.LOCK), str(kit.SYSTEM)]
    done = subprocess.run([sys.executable, "-c", dies, *words], timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL
    assert (kit.SYSTEM / "half").exists()
    kit.ready()
    assert made == [["site-packages"]]
    assert kit.stamp() == kit.inputs()


def test_what_a_killed_making_left_running_is_waited_for(made, capsys):
    """As pip is, when the one that started it is killed."""
    leaves = (
        "import os, pathlib, subprocess, sys\n"
        "sys.path.insert(0, sys.argv[1])\n"
        "from installers.wine import kit\n"
        "kit.LOCK = pathlib.Path(sys.argv[2])\n"
        "with kit.alone() as lock:\n"
        "    subprocess.Popen(['sleep', '1.5'], pass_fds=[lock])\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    words = [sys.executable, "-c", leaves, str(ROOT), str(kit.LOCK)]
    began = time.monotonic()
    subprocess.run(words, timeout=60, check=False)
    kit.ready()
    assert time.monotonic() - began > 1.4
    assert "Waiting for another call" in capsys.readouterr().out
    assert len(made) == 1


def test_a_damaged_stamp_counts_as_none(made):
    kit.ready()
    kit.STAMP.write_text('{"wine": "wi')
    kit.ready()
    assert len(made) == 2


def test_nothing_is_made_anew_under_a_program_that_runs(made, capsys):
    with kit.in_company(), kit.LOCK.open("w") as other:
        import fcntl

        with pytest.raises(BlockingIOError):
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
        fcntl.flock(other, fcntl.LOCK_SH | fcntl.LOCK_NB)  # A second program may run.


def test_python_for_windows_finds_the_project_where_it_is_now(made, tmp_path):
    kit.ready()
    told = (kit.SITE_PACKAGES / "exposure_app.pth").read_text("utf-8").strip()
    assert told == "Z:" + str(tmp_path).replace(os.sep, "\\")


def test_too_little_disk_is_said_before_anything_is_downloaded(wine, monkeypatch, capsys):
    monkeypatch.setattr(kit, "SPACE", 1 << 60)
    with pytest.raises(SystemExit):
        kit.ready()
    assert "GB of free disk" in capsys.readouterr().out
    assert not kit.SYSTEM.exists()


def test_all_that_is_made_of_files_is_in_the_stamp(made):
    kit.ready()
    told = json.loads(kit.STAMP.read_text("utf-8"))
    assert told["wine"] == "wine-1.2"
    assert {"wheels.txt", "ucrtbase.c", "interpreter.py"} <= told.keys()


def test_every_folder_that_is_left_out_is_there_and_has_its_reason():
    assert [name for name in folders.LEFT_OUT if not (ROOT / name).exists()] == []
    assert all(len(why.split()) > 4 for why in folders.LEFT_OUT.values())
