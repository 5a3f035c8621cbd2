"""Whether a folder is on another computer's drive, as far as the system says."""

import ctypes
import sys
from pathlib import Path, PurePosixPath

_NETWORK = {
    "9p", "afpfs", "afs", "ceph", "cifs", "coda", "davfs", "fuse.davfs2", "fuse.gvfsd-fuse",
    "fuse.rclone", "fuse.s3fs", "fuse.sshfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4",
    "smb2", "smb3", "smbfs", "sshfs", "webdav",
}  # fmt: skip
"""Types of file systems that are elsewhere, as Linux names them."""

_DRIVE_REMOTE = 4  # GetDriveTypeW
_MNT_LOCAL = 0x1000  # statfs(2) of macOS
_FLAGS_AT = 64  # f_flags in its struct statfs, of 2168 bytes
_STATFS_BYTES = 2168


def is_on_network(folder: Path) -> bool:
    """Whether what is written to `folder` goes over a network. False where nobody can tell."""
    try:
        return _says_so(folder)
    except (OSError, ValueError, AttributeError):
        return False


def _says_so(folder: Path) -> bool:
    if sys.platform == "win32":
        root = folder.resolve().anchor
        is_so = root.startswith("\\\\") or (
            ctypes.windll.kernel32.GetDriveTypeW(root) == _DRIVE_REMOTE
        )
    elif sys.platform == "darwin":
        answer = ctypes.create_string_buffer(_STATFS_BYTES)
        is_told = ctypes.CDLL(None).statfs(str(folder.resolve()).encode(), answer) == 0
        flags = int.from_bytes(answer.raw[_FLAGS_AT : _FLAGS_AT + 4], sys.byteorder)
        is_so = is_told and not flags & _MNT_LOCAL
    else:
        point = PurePosixPath(folder.resolve())
        is_so = type_of(point, Path("/proc/self/mountinfo").read_text("utf-8")) in _NETWORK
    return is_so


def type_of(folder: PurePosixPath, mountinfo: str) -> str:
    """The type of the file system that `folder` is on.

    Args:
        folder: without links on the way.
        mountinfo: as the kernel writes it (proc(5)): the mount point is the fifth field, the type
            the first after the dash; blanks in names are written as backslash 040.
    """
    best, kind = PurePosixPath(), ""
    for line in mountinfo.splitlines():
        before, _, after = line.partition(" - ")
        fields, types = before.split(" "), after.split(" ")
        if len(fields) < 5:
            continue
        point = PurePosixPath(fields[4].replace("\\040", " "))
        # Of two at one point, the later one is on top.
        if folder.is_relative_to(point) and len(point.parts) >= len(best.parts):
            best, kind = point, types[0]
    return kind
