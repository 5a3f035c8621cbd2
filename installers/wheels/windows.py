"""The wheel for Windows x64, compiled on Linux by mingw: for tests and trials under Wine.

What is released is compiled by Microsoft's compiler on Windows, by `native.build`. This one carries
mingw's own libraries within itself and asks for no more than Windows and python311.dll.
"""

import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

from installers.wheels import archive, instructions
from installers.wheels.pinned import CONSTRAINTS, HEADERS, PROJECT, version

COMPILER = "x86_64-w64-mingw32-g++-posix"
"""Of Debian's g++-mingw-w64-x86-64-posix: the other kind of mingw knows no threads of C++."""

FLAGS = (
    "-O3", "-DNDEBUG", "-DMS_WIN64", "-std=c++17", "-fvisibility=hidden", "-w",
    "-shared", "-static", "-s",
)  # fmt: skip
SOURCES = Path(__file__).with_name("sources.txt")


def cross_compile(
    python: Path, out: Path, *, pip: Sequence[str] = (sys.executable, "-m", "pip")
) -> Path:
    """Write the wheel for the CPython for Windows in the folder `python` into `out`; its path.

    python: a whole installation with `include`, `libs` and numpy in `Lib/site-packages`.
    pip: the command of one for this system.

    Raises:
        subprocess.CalledProcessError: something could not be fetched or compiled.
    """
    (library,) = [path for path in (python / "libs").glob("python3*.lib") if path.stem != "python3"]
    abi = "cp" + library.stem.removeprefix("python")
    stem = f"{PROJECT}-{version(PROJECT)}"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fetch(folder, pip)
        module = folder / f"{PROJECT}.{abi}-win_amd64.pyd"
        numpy = python / "Lib" / "site-packages" / "numpy" / "_core" / "include"
        includes = [
            folder / stem / PROJECT,
            folder / HEADERS / "include",
            numpy,
            python / "include",
        ]
        source = folder / stem / "python_bindings" / "bindings.cpp"
        told = [f'-DVERSION_INFO="{version(PROJECT)}"', *(f"-I{each}" for each in includes)]
        subprocess.run([COMPILER, *FLAGS, *told, source, "-o", module, library], check=True)
        body = module.read_bytes()
        licence = (folder / stem / "LICENSE").read_bytes()
        metadata = (folder / stem / "PKG-INFO").read_bytes()
    instructions.check(body)
    tag = f"{abi}-{abi}-win_amd64"
    wheel = f"Wheel-Version: 1.0\nGenerator: exposure\nRoot-Is-Purelib: false\nTag: {tag}\n"
    info = f"{stem}.dist-info"
    files = {
        module.name: body,
        f"{info}/METADATA": metadata,
        f"{info}/WHEEL": wheel.encode(),
        f"{info}/licenses/LICENSE": licence,
    }
    return archive.write(out, stem, tag, files)


def fetch(folder: Path, pip: Sequence[str]) -> None:
    """Have the sources, each checked by its hash, unpacked in `folder`."""
    told = {**os.environ, "PIP_BUILD_CONSTRAINT": str(CONSTRAINTS)}
    told.pop("PIP_CONSTRAINT", None)  # pip wants a hash of whatever is named, there too
    command = [
        *pip,
        "download",
        "--quiet",
        "--no-deps",
        "--no-binary",
        PROJECT,
        "--dest",
        str(folder),
    ]
    subprocess.run([*command, "--require-hashes", "-r", str(SOURCES)], env=told, check=True)
    (archived,), (wheel,) = folder.glob("*.tar.gz"), folder.glob("*.whl")
    with tarfile.open(archived) as files:
        if hasattr(tarfile, "data_filter"):
            files.extractall(folder, filter="data")
        else:  # Debian 12's Python is older than the argument; later ones insist on it.
            files.extractall(folder)
    with zipfile.ZipFile(wheel) as headers:
        headers.extractall(folder)
