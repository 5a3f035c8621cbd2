"""A small folder that stands in for the frozen program."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from installers import icons
from installers.release import Release
from tests.installers.wine import Windows

ICON = Path(__file__).parents[2] / "resources" / "icons" / "exposure.svg"
STAND_IN = Path(__file__).with_name("stand_in.c")

FILES = {
    "exposure": b"#!/bin/sh\n",
    "exposure-app.exe": b"MZ stands in for the window",
    "exposure.exe": b"MZ stands in for the command line",
    "_internal/resources/icons/exposure.svg": b"<svg/>",
    "_internal/a name with blanks/file.dat": bytes(range(256)),
}


@pytest.fixture
def release(tmp_path, monkeypatch):
    """A release of the stand-in, signed by nobody."""
    for name in [name for name in os.environ if name.startswith("EXPOSURE_")]:
        monkeypatch.delenv(name)
    payload, made, out = tmp_path / "payload", tmp_path / "made", tmp_path / "out"
    for folder in (payload, made, out):
        folder.mkdir()
    for name, body in FILES.items():
        path = payload / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
    (payload / "exposure").chmod(0o755)
    return Release("1.2.3", "windows", "x64", payload, made, out)


@pytest.fixture(scope="module")
def windows(tmp_path_factory):
    """A Windows of the module's own."""
    home = tmp_path_factory.mktemp("windows")
    windows = Windows(home)
    yield windows
    windows.end()
    # Hundreds of megabytes, which pytest would keep for three runs.
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="module")
def of_version(tmp_path_factory, qapp):
    """Makes the release of a version whose programs run on Windows, and say that version."""
    icon = tmp_path_factory.mktemp("icon") / "exposure.ico"
    icons.write_ico(ICON, icon)
    made = {}

    def make(version):
        if version not in made:
            folder = tmp_path_factory.mktemp(version)
            payload = folder / "payload"
            for name in ("payload/_internal/a name with blanks", "made", "out"):
                (folder / name).mkdir(parents=True)
            (payload / "_internal" / "a name with blanks" / f"of {version}.dat").write_bytes(b"1")
            shutil.copy(icon, folder / "made")
            compiler = ["x86_64-w64-mingw32-gcc", "-s", f'-DVERSION="{version}"', str(STAND_IN)]
            subprocess.run([*compiler, "-o", payload / "exposure.exe"], check=True)
            shutil.copy(payload / "exposure.exe", payload / "exposure-app.exe")
            made[version] = Release(
                version, "windows", "x64", payload, folder / "made", folder / "out"
            )
        return made[version]

    return make
