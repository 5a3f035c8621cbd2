"""Libraries of Windows 10 that Wine lacks or has in name only, compiled here.

`ucrtbase` is Wine's own under another name, `ucrtw`, and before it ours, which forwards all but
the functions it defines.
"""

import re
import shutil
from pathlib import Path

from installers.wine.places import SYSTEM, SYSTEM32
from installers.wine.steps import quietly

SOURCES = Path(__file__).with_name("stand_ins")
COMPILER = "x86_64-w64-mingw32-gcc"
OURS = "my_"
"""How the functions that stand in for one of ucrtbase begin."""

BUILTIN, COPY = b"Wine builtin DLL", b"Copy of Wine DLL"
"""What Wine's own libraries bear behind their header: without it they are like anybody's."""

OVERRIDES = "ucrtbase=n,b;ucrtw=n"
"""Which of two libraries of one name Wine loads: the native one, which stands in, first."""


def compile_all() -> None:
    """Every stand-in, at its place in the prefix."""
    work = SYSTEM / "stand_ins"
    work.mkdir()
    common = [COMPILER, "-O2", "-shared", "-s"]
    quietly([*common, "-o", str(work / "icuuc.dll"), str(SOURCES / "icuuc.c")])
    prng = [str(SOURCES / "bcryptprimitives.c"), "-ladvapi32"]
    quietly([*common, "-o", str(work / "bcryptprimitives.dll"), *prng])
    own = SYSTEM32 / "ucrtbase.dll"
    (work / "ucrtw.dll").write_bytes(own.read_bytes().replace(BUILTIN, COPY, 1))
    compiled = work / "ucrtbase.o"
    quietly([COMPILER, "-O2", "-c", "-o", str(compiled), str(SOURCES / "ucrtbase.c")])
    exports = work / "ucrtbase.def"
    exports.write_text(forwards(exported(own), defined(compiled)), "ascii")
    linked = ["-static-libgcc", "-o", str(work / "ucrtbase.dll"), str(compiled), str(exports)]
    quietly([*common, *linked])
    for library in work.glob("*.dll"):
        shutil.copyfile(library, SYSTEM32 / library.name)


def exported(library: Path) -> list[str]:
    """The names that a library hands out."""
    printed = quietly([binutil("objdump"), "-p", str(library)])
    table = printed.partition("[Ordinal/Name Pointer] Table")[2].partition("\n\n")[0]
    return re.findall(r"^\s+\[\s*\d+\](?: \+base\[\s*\d+\]\s+\w+)? (\w+)$", table, re.MULTILINE)


def defined(compiled: Path) -> set[str]:
    """The functions for which ours stand in."""
    printed = quietly([binutil("nm"), "--defined-only", str(compiled)])
    return set(re.findall(rf" T {OURS}(\w+)$", printed, re.MULTILINE))


def forwards(names: list[str], ours: set[str]) -> str:
    """A definition file: each name is ours, or stands in the library under its other name."""
    lines = [f"  {name}={OURS + name if name in ours else 'ucrtw.' + name}\n" for name in names]
    return "".join(["LIBRARY ucrtbase.dll\nEXPORTS\n", *lines])


def binutil(name: str) -> str:
    """A program that comes with the compiler."""
    return COMPILER.replace("gcc", name)
