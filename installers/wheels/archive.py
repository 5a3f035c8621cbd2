"""Reads and writes wheels (PEP 427): a zip of files; WHEEL says the tag, RECORD the sums.

What is written is the same from build to build: no times, no order but that of the names.
"""

import base64
import hashlib
import re
import zipfile
from pathlib import Path

OLDEST_TIME = (1980, 1, 1, 0, 0, 0)


def contents(wheel: Path) -> dict[str, bytes]:
    """Every file of a wheel by its name, but RECORD."""
    with zipfile.ZipFile(wheel) as files:
        names = [name for name in files.namelist() if not name.endswith(("/", "/RECORD"))]
        return {name: files.read(name) for name in names}


def tagged(files: dict[str, bytes], tag: str) -> dict[str, bytes]:
    """The files of a wheel, whose WHEEL says `tag` instead of what it said."""
    (name,) = [name for name in files if name.endswith(".dist-info/WHEEL")]
    told = re.sub(rb"^Tag: .*$", b"Tag: " + tag.encode(), files[name], flags=re.MULTILINE)
    return {**files, name: told}


def write(out: Path, stem: str, tag: str, files: dict[str, bytes]) -> Path:
    """Write `files` as the wheel of `stem`, which is NAME-VERSION, and `tag`; its path."""
    record = f"{stem}.dist-info/RECORD"
    lines = [f"{name},{sum_of(body)},{len(body)}\n" for name, body in sorted(files.items())]
    lines.append(f"{record},,\n")
    out.mkdir(parents=True, exist_ok=True)
    target = out / f"{stem}-{tag}.whl"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in [*sorted(files.items()), (record, "".join(lines).encode())]:
            entry = zipfile.ZipInfo(name, OLDEST_TIME)
            entry.external_attr = 0o644 << 16
            made.writestr(entry, body, zipfile.ZIP_DEFLATED)
    return target


def sum_of(body: bytes) -> str:
    """The SHA-256, as RECORD writes it."""
    digest = hashlib.sha256(body).digest()
    return "sha256=" + base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
