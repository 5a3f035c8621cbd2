"""The wheel for the system and the Python that this runs in, by the system's own compiler.

Compiled for any processor of its kind, which HNSWLIB_NO_NATIVE says to its setup.py; looked
through for instructions beyond that; and named after the oldest system that can load it.
"""

import os
import platform
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from installers.wheels import archive, instructions
from installers.wheels.pinned import CONSTRAINTS, PROJECT, version

OLDEST_MACOS = "11.0"
"""What other wheels for Apple silicon say: it is the first system that runs on it."""

GLIBC_SYMBOL = re.compile(rb"GLIBC_(\d+)\.(\d+)")


def build(out: Path) -> Path:
    """Write the wheel into `out`; the wheel's path.

    Raises:
        subprocess.CalledProcessError: it did not compile.
        installers.wheels.instructions.BeyondBaseline: it would end on an older processor.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-cache-dir"]
        what = ["--no-binary", PROJECT, "--wheel-dir", folder, f"{PROJECT}=={version(PROJECT)}"]
        subprocess.run([*command, *what], env=environment(), check=True)
        (wheel,) = Path(folder).glob("*.whl")
        files, name = archive.contents(wheel), wheel.name
    stem, tag = f"{PROJECT}-{version(PROJECT)}", name.removesuffix(".whl").split("-", 2)[2]
    (module,) = [name for name in files if name.endswith((".so", ".pyd"))]
    instructions.check(files[module])
    if sys.platform.startswith("linux"):
        tag = f"{tag.rpartition('-')[0]}-{manylinux(files[module])}"
    return archive.write(out, stem, tag, archive.tagged(files, tag))


def environment() -> dict[str, str]:
    """What pip and the compiler are told."""
    told = {
        **os.environ,
        "HNSWLIB_NO_NATIVE": "1",
        "PIP_CONSTRAINT": str(CONSTRAINTS),
        "PIP_BUILD_CONSTRAINT": str(CONSTRAINTS),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    if sys.platform.startswith("linux"):
        told["LDFLAGS"] = "-Wl,--strip-all"  # four fifths of the file were for debuggers
    if sys.platform == "darwin":
        machine = platform.machine()
        told["MACOSX_DEPLOYMENT_TARGET"] = OLDEST_MACOS
        told["ARCHFLAGS"] = f"-arch {machine}"
        told["_PYTHON_HOST_PLATFORM"] = f"macosx-{OLDEST_MACOS}-{machine}"
    return told


def manylinux(compiled: bytes) -> str:
    """The platform that PEP 600 has for the newest glibc that a symbol of `compiled` asks for.

    The versions stand as text in the file. Its C++ library is older than that glibc: both are of
    the same distribution.
    """
    found = GLIBC_SYMBOL.findall(compiled)
    major, minor = max((int(major), int(minor)) for major, minor in found)
    return f"manylinux_{major}_{minor}_{platform.machine()}"
