"""The Linux bundle: a .deb, and one folder in a .tar.xz, to be unpacked anywhere and started."""

import os
import shutil
import tarfile
from pathlib import Path
from typing import Final

from installers.linux.deb import deb
from installers.release import Release, run

README = Path(__file__).with_name("README.txt")
KEY = "EXPOSURE_GPG_KEY"
# Higher levels take at least twice as long, for a tenth off the size at most.
PRESET: Final = 2


def package(release: Release) -> list[Path]:
    """Write the archive, the package and, if a GnuPG key is named, a signature beside each."""
    key = os.environ.get(KEY)
    made = [archive(release, is_signed=bool(key)), deb(release, is_signed=bool(key))]
    files = [path for path in made if path]
    if not key:
        return files
    for path in files:
        run([_gpg(), "--batch", "--yes", "--local-user", key, "--armor", "--detach-sign", path])
    return [*files, *(path.with_name(path.name + ".asc") for path in files)]


def archive(release: Release, *, is_signed: bool) -> Path:
    """The folder for those whose system takes no .deb."""
    target = release.file(".tar.xz", is_signed=is_signed)
    top = f"exposure-{release.version}"
    with tarfile.open(target, "w:xz", preset=PRESET) as tar:
        for path in [release.payload, *sorted(release.payload.rglob("*"))]:
            name = Path(top, path.relative_to(release.payload))
            tar.add(path, str(name), recursive=False, filter=_nobodys)
        tar.add(README, f"{top}/{README.name}", filter=_nobodys)
    return target


def _nobodys(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """The builder's name, and the hour of the build, are nobody's business."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mtime = int(os.environ.get("SOURCE_DATE_EPOCH", "0"))
    return entry


def _gpg() -> str:
    return shutil.which("gpg") or "gpg"
