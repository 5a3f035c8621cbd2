"""The whole program as a user runs it: the real command line, vault, models and a loopback site."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass

import pytest

from exposure_app.cli.main import main
from exposure_app.paths import Home
from tests.derived import remember_keys
from tests.pictures import jpeg_bytes, portrait
from tests.prepared import lend_models

PASSPHRASE = "a passphrase for tests only\n"


@dataclass
class Said:
    code: int
    out: str
    err: str

    @property
    def document(self):
        return json.loads(self.out)


@pytest.fixture(autouse=True)
def _remembered_keys(monkeypatch):
    remember_keys(monkeypatch)


@pytest.fixture
def profile(tmp_path, monkeypatch):
    """A home folder and a passphrase file; returns the home."""
    passphrase = tmp_path / "passphrase"
    passphrase.write_text(PASSPHRASE)
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
            stdin=subprocess.PIPE,  # A worker of pytest has none that Wine could hand on.
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


@pytest.fixture(scope="session")
def enrolled_profile(tmp_path_factory):
    """A home in which the portrait is enrolled, made by the command line once a run."""
    folder = tmp_path_factory.mktemp("enrolled")
    passphrase, photo, home = folder / "passphrase", folder / "portrait.jpg", folder / "profile"
    passphrase.write_text(PASSPHRASE)
    photo.write_bytes(jpeg_bytes(portrait()))
    lend_models(Home.at(home))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXPOSURE_PASSPHRASE_FILE", str(passphrase))
        patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
        remember_keys(patch)
        assert main(["--home", str(home), "enrol", str(photo)]) == 0
    return Home.at(home)


@pytest.fixture
def enrolled(exposure, profile, photo, enrolled_profile):
    """`exposure`, in a home of its own in which the portrait is enrolled."""
    home = Home.at(profile)
    shutil.copytree(enrolled_profile.data, home.data)
    shutil.copytree(enrolled_profile.log, home.log)
    lend_models(home)
    return exposure
