"""A place of its own for what is made, and a Wine that is a script."""

import os

import pytest

from tests.systems import ON_WINDOWS

if not ON_WINDOWS:
    from installers.wine import kit, prefix, run


@pytest.fixture
def wine(tmp_path, monkeypatch):
    """The folder in which `wine` can be put as a shell script; its server does nothing."""
    if ON_WINDOWS:
        pytest.skip("Wine runs on other systems than Windows")
    programs = tmp_path / "programs"
    programs.mkdir()
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    put(programs, "wineserver", "exit 0")
    put(programs, "wine", "echo wine-1.2")
    room = tmp_path / ".wine"
    room.mkdir()
    for module in (kit, prefix, run):
        for name, place in {
            "WINE": room,
            "ROOT": tmp_path,
            "LOCK": room / "lock",
            "SYSTEM": room / "system",
            "STAMP": room / "system" / "made.json",
            "PREFIX": room / "system" / "prefix",
            "SITE_PACKAGES": room / "system" / "site-packages",
        }.items():
            if hasattr(module, name):
                monkeypatch.setattr(module, name, place)
    return programs


def put(programs, name, script):
    path = programs / name
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)
