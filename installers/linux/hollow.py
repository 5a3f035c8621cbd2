"""Hollow copies of libraries that a library insists on and that nothing of ours ever calls.

OpenCV's wheel is linked to Qt 5, OpenBLAS, FFmpeg and what reads AVIF: 120 MB, without which it
does not load. We call six functions of it, and its camera, which need none of them. PyAV's FFmpeg
insists on encoders, filters and the encryption of a network, and we only read files. A hollow
copy has the names that are asked for, with nothing behind them.
"""

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

from installers.release import run

NAME = re.compile(r"(?P<name>[\w.$]+)(?:@+(?P<version>\S+))?$")
FUNCTIONS = "TWi"


# FFmpeg asks these as soon as it lists what it can do, and OpenCV tells Qt of its drawings: they
# answer that there is nothing. Whoever calls one of the others ends at once: better than a lie.
ANSWERING = ("libQt5", "libx265", "libx264", "libSvtAv1", "libvpx", "libavfilter")


def hollow(library: Path, users: Iterable[Path], target: Path) -> None:
    """Write to `target` what `users` ask of `library`: functions without a body, and zeros.

    Raises:
        subprocess.CalledProcessError: without a compiler, or nm.
    """
    wanted = {one[0] for user in users for one in _symbols(user, "--undefined-only")}
    found = [one for one in _symbols(library, "--defined-only") if one[0] in wanted]
    code = [
        f"long {name}(void) {{ {_body(library.name, name)} }}"
        if kind in FUNCTIONS
        else f"char {name}[{max(size, 1)}] __attribute__((aligned(16)));"
        for name, _version, kind, size in found
    ]
    versions = sorted({version for _name, version, _kind, _size in found if version})
    named = [
        f"{version} {{ global: {'; '.join(one[0] for one in found if one[1] == version)}; }};"
        for version in versions
    ]
    target.parent.mkdir(parents=True, exist_ok=True)
    source, script = target.with_name(f"{target.name}.c"), target.with_name(f"{target.name}.map")
    source.write_text("\n".join([*code, ""]), "utf-8")
    script.write_text("\n".join([*named, ""]), "utf-8")
    run([
        "cc", "-w", "-O1", "-fno-builtin", "-nostdlib", "-shared", "-s",
        f"-Wl,-soname,{library.name}", *([f"-Wl,--version-script={script}"] if named else []),
        "-o", target, source,
    ])  # fmt: skip


def _body(library: str, function: str) -> str:
    if not library.startswith(ANSWERING):
        return "__builtin_trap();"
    # PyAV reads how its FFmpeg was made when it is imported.
    is_text = function.endswith(("_configuration", "_license"))
    return 'return (long) "";' if is_text else "return 0;"


def _symbols(library: Path, which: str) -> list[tuple[str, str, str, int]]:
    """(name, version or "", nm's letter, bytes) of a library's dynamic symbols."""
    command = ["nm", "--dynamic", which, "--print-size", "--with-symbol-versions", str(library)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    symbols = []
    for line in said.splitlines():
        *numbers, kind, name = line.split()
        found = NAME.match(name)
        if found and found["name"] != found["version"]:
            size = int(numbers[1], 16) if len(numbers) == 2 else 0
            symbols.append((found["name"], found["version"] or "", kind, size))
    return symbols
