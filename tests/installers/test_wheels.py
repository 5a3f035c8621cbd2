"""Wheels of ours for hnswlib: named honestly, complete, the same twice, and used by the door."""

import csv
import os
import platform
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.tags import sys_tags
from packaging.utils import parse_wheel_filename

import dev
from installers.wheels import archive, instructions, native, windows
from installers.wheels.pinned import version

STEM = "hnswlib-0.8.0"
FILES = {
    "hnswlib.so": b"\x7fELF",
    f"{STEM}.dist-info/METADATA": b"Metadata-Version: 2.1\nName: hnswlib\nVersion: 0.8.0\n",
    f"{STEM}.dist-info/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: a-b-c\n",
}
HERE = str(next(iter(sys_tags())))

needs_gcc = pytest.mark.skipif(
    not (shutil.which("gcc") and shutil.which("objdump") and platform.machine() == "x86_64"),
    reason="needs gcc and objdump on x86-64",
)


@pytest.fixture
def wheel(tmp_path):
    return archive.write(tmp_path / "out", STEM, HERE, archive.tagged(FILES, HERE))


def test_a_wheel_of_ours_is_installed_by_pip_and_complete(wheel, tmp_path):
    command = [sys.executable, "-m", "pip", "install", "--no-index", "--no-deps", "--target"]
    subprocess.run([*command, tmp_path / "there", wheel], check=True, capture_output=True)
    assert (tmp_path / "there" / "hnswlib.so").read_bytes() == b"\x7fELF"
    assert (tmp_path / "there" / f"{STEM}.dist-info" / "METADATA").is_file()


def test_a_wheel_says_the_same_tag_outside_and_inside_and_lists_each_file_with_its_sum(wheel):
    assert HERE in {str(tag) for tag in parse_wheel_filename(wheel.name)[3]}
    with zipfile.ZipFile(wheel) as files:
        assert f"Tag: {HERE}" in files.read(f"{STEM}.dist-info/WHEEL").decode()
        record = list(csv.reader(files.read(f"{STEM}.dist-info/RECORD").decode().splitlines()))
        assert {line[0] for line in record} == set(files.namelist())
        for name, told, size in record[:-1]:
            assert told == archive.sum_of(files.read(name))
            assert int(size) == len(files.read(name))


def test_a_wheel_is_the_same_byte_for_byte_when_it_is_made_again(wheel, tmp_path):
    again = archive.write(
        tmp_path / "again", STEM, HERE, archive.tagged(archive.contents(wheel), HERE)
    )
    assert again.read_bytes() == wheel.read_bytes()


def test_the_name_says_the_newest_c_library_that_is_asked_for(monkeypatch):
    monkeypatch.setattr(platform, "machine", lambda: "x86_64")
    asked = b"\0GLIBC_2.2.5\0GLIBC_2.34\0GLIBC_2.4\0"
    assert native.manylinux(asked) == "manylinux_2_34_x86_64"


@needs_gcc
@pytest.mark.parametrize("flags", [[], ["-mavx"], ["-mavx2"], ["-mavx512f"]])
def test_code_that_an_older_processor_does_not_know_is_found(tmp_path, flags):
    source = tmp_path / "sum.c"
    source.write_text(
        "float sum(const float *a, int n) { float s[8] = {0}; for (int i = 0; i < n; i += 8)"
        " for (int j = 0; j < 8; j++) s[j] += a[i + j] * a[i + j];"
        " return s[0] + s[1] + s[2] + s[3] + s[4] + s[5] + s[6] + s[7]; }"
    )
    library = tmp_path / "sum.so"
    subprocess.run(["gcc", "-O3", "-shared", "-fPIC", *flags, source, "-o", library], check=True)
    if flags:
        with pytest.raises(instructions.BeyondBaseline):
            instructions.check(library.read_bytes())
    else:
        instructions.check(library.read_bytes())


def test_the_index_that_runs_here_knows_no_instruction_beyond_the_baseline():
    hnswlib = pytest.importorskip("hnswlib")
    instructions.check(Path(hnswlib.__file__).read_bytes())


def test_what_is_compiled_for_windows_is_what_constraints_pin():
    lines = windows.SOURCES.read_text("utf-8").splitlines()[1:]
    named = [Requirement(line.partition(" --hash=")[0]) for line in lines]
    assert {one.name: str(one.specifier) for one in named} == {
        name: f"=={version(name)}" for name in ("hnswlib", "pybind11")
    }
    assert all("--hash=sha256:" in line for line in lines)


def test_the_door_takes_a_wheel_for_this_python_before_it_compiles(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "pip", lambda *words, may_fail=False: asked.append(words) or True)
    monkeypatch.setattr(
        dev,
        "project_table",
        lambda: {"dependencies": ["numpy", "hnswlib>=0.8"], "optional-dependencies": {}},
    )
    monkeypatch.setenv("EXPOSURE_WHEELS", str(tmp_path / "released"))
    (tmp_path / "released").mkdir()
    python = "cp{}{}".format(*sys.version_info)
    for other in ("cp39", "cp310"):
        (tmp_path / "released" / f"{STEM}-{other}-{other}-win_amd64.whl").touch()
    assert dev.own_wheels() == []
    (tmp_path / "released" / f"{STEM}-{python}-{python}-any.whl").touch()
    dev.install(set())
    assert asked[-1] == (f"--find-links={tmp_path / 'released'}", "hnswlib>=0.8")


@pytest.mark.skipif(os.name == "nt", reason="about Linux's packages")
def test_nobody_is_asked_for_a_compiler_who_has_a_wheel(tmp_path, monkeypatch):
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "VENV", tmp_path)
    monkeypatch.setattr(dev, "ON_LINUX", True)
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert "g++" in {need.package for need in dev.build_tools()}
    (tmp_path / "build" / "wheels").mkdir(parents=True)
    python = "cp{}{}".format(*sys.version_info)
    (tmp_path / "build" / "wheels" / f"{STEM}-{python}-{python}-any.whl").touch()
    assert "g++" not in {need.package for need in dev.build_tools()}
