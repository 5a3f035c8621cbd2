"""From one machine to the next a frozen program keeps what makes it start."""

import os

import pytest

from installers.release.stow import stow
from installers.release.unstow import unstow

pytestmark = pytest.mark.skipif(os.name == "nt", reason="about POSIX modes and links")


def test_links_and_who_may_run_what_are_kept_and_stages_of_packaging_left_behind(tmp_path):
    frozen, made = tmp_path / "frozen", tmp_path / "made"
    (frozen / "exposure").mkdir(parents=True)
    program = frozen / "exposure" / "exposure"
    program.write_bytes(b"\x7fELF")
    program.chmod(0o755)
    (frozen / "exposure" / "lib.so").symlink_to("_internal/lib.so.1")
    (made / "deb").mkdir(parents=True)
    (made / "deb" / "copy").touch()
    (made / "exposure.ico").touch()
    stow(frozen, made, tmp_path / "frozen.tar")
    unstow(tmp_path / "frozen.tar", tmp_path / "build")
    there = tmp_path / "build"
    assert os.access(there / "frozen" / "exposure" / "exposure", os.X_OK)
    assert (there / "frozen/exposure/lib.so").readlink().as_posix() == "_internal/lib.so.1"
    assert [path.name for path in (there / "made").iterdir()] == ["exposure.ico"]
