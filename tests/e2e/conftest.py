"""The whole program as a user runs it: the real command line, vault, models and a loopback site."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from exposure_app.cli.main import main
from tests.pictures import jpeg_bytes, portrait

MODEL_CACHE: list[Path] = []


@dataclass
class Said:
    code: int
    out: str
    err: str

    @property
    def document(self):
        return json.loads(self.out)


@pytest.fixture
def profile(tmp_path, monkeypatch):
    """A home folder and a passphrase file; returns the home."""
    passphrase = tmp_path / "passphrase"
    passphrase.write_text("a passphrase for tests only\n")
    monkeypatch.setenv("EXPOSURE_PASSPHRASE_FILE", str(passphrase))
    return tmp_path / "profile"


@pytest.fixture
def exposure(profile, capsys):
    """Run a command in this process, as `exposure --home ... ARGS`."""

    def run(*args: str) -> Said:
        try:
            code = main(["--home", str(profile), *args])
        except SystemExit as end:  # argparse ends wrong usage itself
            code = end.code
        captured = capsys.readouterr()
        return Said(code, captured.out, captured.err)

    return run


@pytest.fixture
def spawn(profile):
    """Start a command as a process of its own, to be stopped or killed."""
    started = []

    def run(*args: str) -> subprocess.Popen:
        process = subprocess.Popen(
            [sys.executable, "-m", "exposure_app", "--home", str(profile), *args],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=dict(os.environ),
        )
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "portrait.jpg"
    path.write_bytes(jpeg_bytes(portrait()))
    return path


@pytest.fixture
def enrolled(exposure, photo):
    said = exposure("enrol", str(photo))
    assert said.code == 0, said.err
    return exposure
