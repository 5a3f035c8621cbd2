"""The real bundle for Windows, if EXPOSURE_FROZEN_WINDOWS names it, installed under Wine and used.

`python3 dev.py build --windows` freezes it and comes here.
"""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from exposure_app import __version__
from installers.windows.package import FAST, msi, setup_exe
from tests.installers.wine import needs_mingw, needs_nsis, needs_wine, needs_wixl

FROZEN = os.environ.get("EXPOSURE_FROZEN_WINDOWS", "")
STAND_INS = Path(__file__).parents[2] / ".wine" / "system" / "stand_ins"
VERSION_BEFORE = "0.0.1"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not FROZEN, reason="EXPOSURE_FROZEN_WINDOWS names no bundle for Windows"),
    pytest.mark.timeout(900),
    needs_wine,
    needs_nsis,
    needs_wixl,
    needs_mingw,
]


@pytest.fixture(scope="module")
def before(of_version):
    """The version before, by a program that stands in for it."""
    return of_version(VERSION_BEFORE)


@pytest.fixture(scope="module")
def now(before):
    """This version, as it was frozen."""
    return replace(before, version=__version__, payload=Path(FROZEN))


@pytest.fixture(scope="module")
def windows_10(windows):
    """With the libraries of Windows 10 that Wine lacks."""
    for library in STAND_INS.glob("*.dll"):
        shutil.copy(library, windows.drive / "windows" / "system32")
    windows.prefer("ucrtbase=n,b;ucrtw=n")
    return windows


def assert_it_works(windows, *program):
    assert windows.run(*program, "--version") == __version__
    said = windows.run(*program, "--home", "C:\\profile", "demo", "--out", "C:\\out")
    assert "8 found, 0 missed, 0 of somebody else" in said, said


def test_setup_upgrades_the_version_before_to_one_that_works_and_goes_again(
    windows_10, before, now, monkeypatch
):
    monkeypatch.setenv(FAST, "1")
    windows_10.run(setup_exe(before, is_signed=False), "/S")
    assert windows_10.run("cmd", "/c", "exposure", code=7) == VERSION_BEFORE
    windows_10.run(setup_exe(now, is_signed=False), "/S")
    assert_it_works(windows_10, "cmd", "/c", "exposure")
    windows_10.uninstall()
    assert not windows_10.is_there()


def test_the_package_for_administrators_does_so_too(windows_10, before, now):
    old, new = msi(before, is_signed=False), msi(now, is_signed=False)
    program = windows_10.path("C:\\Program Files\\Exposure\\exposure.exe")
    windows_10.run("msiexec", "/i", old, "/qn")
    assert windows_10.run(program, code=7) == VERSION_BEFORE
    windows_10.run("msiexec", "/i", new, "/qn")
    # By its place: on removing the old one, Wine's installer leaves a semicolon too many on PATH,
    # behind which Wine's command prompt finds nothing. By its name is tried in `test_msi`.
    assert_it_works(windows_10, program)
    windows_10.run("msiexec", "/x", new, "/qn")
    assert not program.parent.exists()
