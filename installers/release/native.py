"""Which files are code for a processor, by their first bytes."""

from pathlib import Path

# The magic numbers of Mach-O: loader.h and fat.h, in either order of bytes.
MACH_O = (
    b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xfe\xed\xfa\xcf", b"\xfe\xed\xfa\xce",
    b"\xca\xfe\xba\xbe",
)  # fmt: skip
ELF = b"\x7fELF"
PORTABLE_EXECUTABLE = b"MZ"


def is_mach_o(path: Path) -> bool:
    """A program or library of macOS."""
    return _begins(path, *MACH_O)


def is_native(path: Path) -> bool:
    """A program or library of Linux, Windows or macOS."""
    return _begins(path, *MACH_O, ELF, PORTABLE_EXECUTABLE)


def _begins(path: Path, *magic: bytes) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        return stream.read(4).startswith(magic)
