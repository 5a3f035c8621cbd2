import os
import shutil
import subprocess
import tarfile
from dataclasses import replace

import pytest

import dev
from installers.linux import deb as package_of_debian
from installers.linux.package import README, package

pytestmark = pytest.mark.skipif(os.name == "nt", reason="about POSIX modes and links")


needs_dpkg = pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="needs dpkg-deb (Debian's)")


@pytest.fixture
def made(release):
    """Both, around a payload that has a link and a licence as a real one has."""
    (release.payload / "libQt6Core.so").symlink_to("_internal/libQt6Core.so.6")
    licence = release.payload / "_internal" / "licences" / "LICENSE"
    licence.parent.mkdir()
    licence.write_text("GNU AFFERO GENERAL PUBLIC LICENSE", "utf-8")
    return package(replace(release, system="linux", machine="x86_64"))


@pytest.fixture
def archive(made):
    return made[0]


@pytest.fixture
def deb(made):
    return made[1]


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


@needs_dpkg
def test_the_package_lays_the_program_where_people_and_their_menu_find_it(deb, tmp_path):
    assert deb.name == "exposure-1.2.3-linux-x86_64-unsigned.deb"
    there = tmp_path / "there"
    subprocess.run(["dpkg-deb", "--extract", deb, there], check=True)
    assert os.access(there / "opt/exposure/exposure", os.X_OK)
    assert (there / "usr/bin/exposure-app").readlink().as_posix() == "/opt/exposure/exposure-app"
    entry = (there / "usr/share/applications/exposure-app.desktop").read_text("utf-8")
    assert "Exec=exposure-app\n" in entry
    assert (there / "usr/share/icons/hicolor/scalable/apps/exposure-app.svg").is_file()
    copyright_ = (there / "usr/share/doc/exposure-app/copyright").readlink()
    assert (there / copyright_.relative_to("/")).read_text("utf-8").startswith("GNU AFFERO")


@needs_dpkg
def test_the_package_asks_for_what_the_archive_tells_to_install_and_runs_nothing(deb):
    told = subprocess.run(["dpkg-deb", "--field", deb], check=True, capture_output=True, text=True)
    assert "Version: 1.2.3\n" in told.stdout
    (depends,) = [line for line in told.stdout.splitlines() if line.startswith("Depends: ")]
    packages = {*dev.LIBRARIES.values(), *dev.DISPLAY_LIBRARIES.values()}
    assert [package for package in packages if f" {package}" not in depends] == []
    listed = subprocess.run(["dpkg-deb", "--ctrl-tarfile", deb], check=True, capture_output=True)
    assert b"postinst" not in listed.stdout
    assert b"prerm" not in listed.stdout


@needs_dpkg
def test_everything_in_the_package_belongs_to_root_and_is_for_everybody_to_read(deb):
    told = subprocess.run(
        ["dpkg-deb", "--contents", deb], check=True, capture_output=True, text=True
    )
    lines = [line.split() for line in told.stdout.splitlines()]
    assert {line[1] for line in lines} == {"root/root"}
    assert {line[0] for line in lines} <= {"drwxr-xr-x", "-rw-r--r--", "-rwxr-xr-x", "lrwxrwxrwx"}


def test_a_release_candidate_is_older_than_its_release(release):
    told = package_of_debian.control(
        replace(release, version="1.2.3rc1", machine="x86_64"), release.payload
    )
    assert "Version: 1.2.3~rc1\n" in told
