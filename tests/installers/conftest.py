"""A small folder that stands in for the frozen program."""

import os

import pytest

from installers.release import Release

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
