"""With small libraries, compiled here: one that asks for others, as OpenCV asks for Qt."""

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from installers.linux import slim
from installers.linux.hollow import hollow

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about Linux's libraries"),
    pytest.mark.skipif(not shutil.which("cc"), reason="needs a C compiler"),
]


def compiled(path, code, *needs):
    path.parent.mkdir(parents=True, exist_ok=True)
    source = path.with_suffix(".c")
    source.write_text(code, "utf-8")
    subprocess.run(
        ["cc", "-g", "-shared", "-fPIC", f"-Wl,-soname,{path.name}", "-Wl,--no-as-needed",
         "-Wl,-rpath,$ORIGIN", "-o", path, source, *needs],
        check=True,
    )  # fmt: skip
    return path


@pytest.fixture
def bundle(tmp_path):
    """A module that asks for a helper, which asks for another; and one that nobody asks for."""
    deep = compiled(tmp_path / "libdeep.so", "int deep(void) { return 3; }")
    big = compiled(
        tmp_path / "libQtBig.so", "int deep(void); int big(void) { return deep(); }", deep
    )
    return {
        "deep": deep,
        "big": big,
        "module": compiled(
            tmp_path / "module.so",
            "int big(void); int works(void) { return 7; } int asks(void) { return big(); }",
            big,
        ),
        "lonely": compiled(tmp_path / "liblonely.so", "int lonely;"),
    }


def entries_of(bundle):
    """As PyInstaller lists them."""
    return [
        ("cv2/module.so", str(bundle["module"]), "EXTENSION"),
        ("opencv_python.libs/libQtBig.so", str(bundle["big"]), "BINARY"),
        ("opencv_python.libs/libdeep.so", str(bundle["deep"]), "BINARY"),
        ("libdeep.so", "opencv_python.libs/libdeep.so", "SYMLINK"),
        ("liblonely.so", str(bundle["lonely"]), "BINARY"),
        ("libpython3.11.so.1.0", str(bundle["lonely"]), "BINARY"),
        ("libX11.so.6", str(bundle["lonely"]), "BINARY"),
    ]


def names(entries):
    return {name for name, _source, _kind in entries}


def test_what_nothing_names_is_left_out_and_what_anything_names_stays(bundle):
    kept = names(slim.asked_for(entries_of(bundle)))
    assert kept == {
        "cv2/module.so", "opencv_python.libs/libQtBig.so", "opencv_python.libs/libdeep.so",
        "libdeep.so", "libpython3.11.so.1.0",
    }  # fmt: skip


def test_a_hollow_copy_asks_for_nothing_so_that_the_rest_goes_too(bundle, tmp_path):
    hollowed = slim.hollowed(entries_of(bundle), tmp_path / "hollow")
    kept = slim.asked_for(hollowed)
    assert names(kept) == {
        "cv2/module.so",
        "opencv_python.libs/libQtBig.so",
        "libpython3.11.so.1.0",
    }
    (copy,) = [source for name, source, _kind in kept if name.endswith("libQtBig.so")]
    assert Path(copy).stat().st_size < bundle["big"].stat().st_size


def test_what_the_system_has_is_left_to_it(bundle):
    assert "libX11.so.6" not in names(slim.ours(entries_of(bundle)))


def in_a_process(folder, function):
    """How a process ends that loads the module and calls a function of it."""
    code = f"import ctypes; print(ctypes.CDLL({str(folder / 'module.so')!r}).{function}())"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("name", "said"), [("libOther.so", None), ("libQt5Big.so", "0\n")])
def test_a_module_over_a_hollow_copy_works_but_for_what_is_hollow(tmp_path, name, said):
    whole = compiled(tmp_path / "whole" / name, "int big(void) { return 5; } int unused;")
    user = compiled(
        tmp_path / "module.so",
        "int big(void); int works(void) { return 7; } int asks(void) { return big(); }",
        whole,
    )
    hollow(whole, [user], tmp_path / name)
    assert in_a_process(tmp_path, "works").stdout == "7\n"
    asked = in_a_process(tmp_path, "asks")
    assert asked.stdout == (said or "")
    assert asked.returncode == 0 if said else asked.returncode < 0
    assert not hasattr(ctypes.CDLL(str(tmp_path / name)), "unused")


def test_debug_information_goes_and_what_patchelf_changed_is_left_alone(
    bundle, tmp_path, monkeypatch
):
    monkeypatch.setattr(slim, "WORTH_IT", 0)
    stripped = slim.without_debug_information(entries_of(bundle), tmp_path / "stripped")
    sources = {name: Path(source) for name, source, _kind in stripped}
    assert sources["cv2/module.so"].stat().st_size < bundle["module"].stat().st_size
    assert sources["opencv_python.libs/libQtBig.so"] == bundle["big"]
    assert os.fspath(sources["libdeep.so"]) == "opencv_python.libs/libdeep.so"


def test_a_library_that_asks_for_a_later_c_library_than_we_promise_is_told_of(bundle, monkeypatch):
    # Debian 12's own libstdc++ asked for 2.36, and nothing of the bundle started on Ubuntu 22.04.
    entries = entries_of(bundle)
    assert slim.for_newer_systems(entries) == []
    monkeypatch.setattr(slim, "GLIBC", (2, 0))
    assert "cv2/module.so" in slim.for_newer_systems(entries)
    assert "libdeep.so" not in slim.for_newer_systems(entries)
