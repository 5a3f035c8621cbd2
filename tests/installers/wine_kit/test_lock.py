"""The wheels for Windows are those that constraints.txt pins, all that is needed, and no others."""

import re
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from installers.wine import lock
from installers.wine.wheels import LOCKED

LINES = [line for line in LOCKED.read_text("utf-8").splitlines() if not line.startswith("#")]
ONE_WHEEL = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>\S+) --hash=sha256:[0-9a-f]{64}")
WHEELS = [ONE_WHEEL.fullmatch(line) for line in LINES]


def needs_of(name):
    """What a package asks for on Windows, by what is installed here of it."""
    try:
        asked = map(Requirement, metadata.requires(name) or ())
    except metadata.PackageNotFoundError:
        return set()
    plain = {**lock.WINDOWS, "extra": ""}
    return {canonicalize_name(each.name) for each in asked if lock.is_for(each, plain)}


def test_every_wheel_has_one_version_and_one_hash():
    assert len(WHEELS) > 50
    assert all(WHEELS)


def test_every_wheel_has_the_version_that_is_pinned_for_every_system():
    pinned = {canonicalize_name(one.name): str(one.specifier) for one in lock.constraints()}
    other = [w["name"] for w in WHEELS if pinned.get(w["name"]) != f"=={w['version']}"]
    assert other == [], "make it anew: python -m installers.wine.lock"


def test_all_that_the_program_its_tests_and_its_build_need_on_windows_is_locked():
    have = {wheel["name"] for wheel in WHEELS} | lock.WITHOUT_WHEELS
    needed = {canonicalize_name(Requirement(text).name) for text in lock.wanted()}
    while more := {need for name in needed for need in needs_of(name)} - needed:
        needed |= more
    assert len(needed) > 50
    assert sorted(needed - have) == [], "make it anew: python -m installers.wine.lock"


@pytest.mark.parametrize("name", ["jeepney", "secretstorage"])
def test_what_linux_alone_needs_is_not_locked(name):
    assert name not in {wheel["name"] for wheel in WHEELS}


def test_what_windows_alone_needs_is_locked():
    alone = [
        canonicalize_name(one.name)
        for one in lock.constraints()
        if one.marker and "win32" in str(one.marker) and "!=" not in str(one.marker)
    ]
    assert "pywin32-ctypes" in alone
    assert set(alone) <= {wheel["name"] for wheel in WHEELS}
