"""The Linux bundle: one folder in a .tar.xz, to be unpacked anywhere and started."""

import os
import shutil
import tarfile
from pathlib import Path
from typing import Final

from installers.release import Release, run

README = Path(__file__).with_name("README.txt")
KEY = "EXPOSURE_GPG_KEY"
# Higher levels take at least twice as long, for a tenth off the size at most.
PRESET: Final = 2


def package(release: Release) -> list[Path]:
    """Write the archive and, if a GnuPG key is named, its signature beside it."""
    key = os.environ.get(KEY)
    archive = release.file(".tar.xz", is_signed=bool(key))
    top = f"exposure-{release.version}"
    with tarfile.open(archive, "w:xz", preset=PRESET) as tar:
        for path in [release.payload, *sorted(release.payload.rglob("*"))]:
            name = Path(top, path.relative_to(release.payload))
            tar.add(path, str(name), recursive=False, filter=_nobodys)
        tar.add(README, f"{top}/{README.name}", filter=_nobodys)
    if not key:
        return [archive]
    run([_gpg(), "--batch", "--yes", "--local-user", key, "--armor", "--detach-sign", archive])
    return [archive, archive.with_name(archive.name + ".asc")]


def _nobodys(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """The builder's name, and the hour of the build, are nobody's business."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mtime = int(os.environ.get("SOURCE_DATE_EPOCH", "0"))
    return entry


def _gpg() -> str:
    return shutil.which("gpg") or "gpg"
