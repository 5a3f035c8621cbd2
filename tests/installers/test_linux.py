import os
import tarfile
from dataclasses import replace

import pytest

import dev
from installers.linux.package import README, package

pytestmark = pytest.mark.skipif(os.name == "nt", reason="about POSIX modes and links")


@pytest.fixture
def archive(release):
    (release.payload / "libQt6Core.so").symlink_to("_internal/libQt6Core.so.6")
    (made,) = package(replace(release, system="linux", machine="x86_64"))
    return made


def test_the_archive_unpacks_into_one_folder_named_after_the_version(archive):
    assert archive.name == "exposure-1.2.3-linux-x86_64-unsigned.tar.xz"
    with tarfile.open(archive) as tar:
        assert {name.partition("/")[0] for name in tar.getnames()} == {"exposure-1.2.3"}


def test_the_archive_keeps_what_is_executable_and_what_is_a_link(archive, tmp_path):
    with tarfile.open(archive) as tar:
        # Debian 12's Python is older than the argument; later ones insist on it.
        safely = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
        tar.extractall(tmp_path / "there", **safely)
    unpacked = tmp_path / "there" / "exposure-1.2.3"
    assert os.access(unpacked / "exposure", os.X_OK)
    assert (unpacked / "libQt6Core.so").readlink().as_posix() == "_internal/libQt6Core.so.6"
    assert (unpacked / "_internal/a name with blanks/file.dat").read_bytes() == bytes(range(256))


def test_the_archive_tells_nothing_of_who_built_it_and_when(archive):
    with tarfile.open(archive) as tar:
        told = {(e.uid, e.gid, e.uname, e.gname, e.mtime) for e in tar.getmembers()}
    assert told == {(0, 0, "", "", 0)}


def test_the_archive_says_what_to_install_where_a_library_is_missing(archive):
    with tarfile.open(archive) as tar:
        said = tar.extractfile("exposure-1.2.3/README.txt").read().decode()
    assert said == README.read_text("utf-8")
    packages = {*dev.LIBRARIES.values(), *dev.DISPLAY_LIBRARIES.values()}
    assert [package for package in packages if f" {package}" not in said] == []
