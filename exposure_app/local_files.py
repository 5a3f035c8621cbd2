"""Files and folders of this computer: their addresses, long paths, and what a system says of them.

Where a fact is of one system only, the others say nothing: it is never so there.
"""

import os
import re
import stat
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote_to_bytes

_SCHEME = "file://"
_LONG, _LONG_SHARE = "\\\\?\\", "\\\\?\\UNC\\"
_ENCODED_DRIVE = re.compile(r"/?([A-Za-z]:(?:/|\Z).*)", re.DOTALL)
_HERE = ("", "localhost")

_NAME_SURROGATE = 0x20000000  # IsReparseTagNameSurrogate: a link, a junction, a mounted drive
_RECALLED = 0x00040000 | 0x00400000  # FILE_ATTRIBUTE_RECALL_ON_OPEN, _RECALL_ON_DATA_ACCESS
_OFFLINE = 0x00001000  # FILE_ATTRIBUTE_OFFLINE
_SYSTEMS = 0x00000002 | 0x00000004  # FILE_ATTRIBUTE_HIDDEN, _SYSTEM
_DATALESS = 0x40000000  # SF_DATALESS of macOS, sys/stat.h


class FileFacts(Protocol):
    """What `os.stat` says: on Windows st_file_attributes, st_reparse_tag, on macOS st_flags."""

    @property
    def st_mode(self) -> int:
        """Kind of file and permissions."""


def uri_of(path: Path) -> str:
    """The address of an absolute path."""
    return Path(plain(str(path))).as_uri()


def path_of_uri(uri: str) -> str:
    """The path in a file: URI; "" if it names another computer and this system knows no shares."""
    path = path_shown(uri)
    if os.name == "nt":
        return path
    host, slash, rest = uri[len(_SCHEME) :].partition("/")
    return _decoded(slash + rest) if host.lower() in _HERE else ""


def path_shown(uri: str) -> str:
    r"""The path in a file: URI as people write it: C:\Users\me, \\server\share, /home/me.

    Each as on its own system, whatever this one is: a vault may have come from another.
    """
    host, slash, rest = uri[len(_SCHEME) :].partition("/")
    if re.fullmatch(r"[A-Za-z]:", host):
        host, slash = "", f"/{host}{slash}"  # a slip that Windows forgives
    path = _decoded(slash + rest)
    if drive := _ENCODED_DRIVE.fullmatch(path):
        return drive[1].replace("/", "\\")
    if host.lower() not in _HERE:
        return f"\\\\{host}{path}".replace("/", "\\")
    return path.replace("/", "\\") if path.startswith("//") else path


def _decoded(path: str) -> str:
    try:
        return os.fsdecode(unquote_to_bytes(os.fsencode(path)))
    except UnicodeError:  # an address that was not made on this system
        return unquote_to_bytes(path.encode("utf-8", "replace")).decode("utf-8", "replace")


def extended(path: Path) -> Path:
    r"""An absolute path so that Windows takes it whatever its length, and its names as they are.

    Without \\?\ it takes 260 characters, unless somebody allowed more, and drops dots and blanks at
    the end of a name.
    """
    text = str(path)
    if os.name != "nt" or text.startswith(("\\\\?\\", "\\\\.\\")):
        return path
    return Path(long_form(text))


def long_form(path: str) -> str:
    r"""An absolute path of Windows, \\?\ before it."""
    return f"{_LONG_SHARE}{path[2:]}" if path.startswith("\\\\") else f"{_LONG}{path}"


def plain(path: str) -> str:
    r"""A path as people know it: without the \\?\ of `extended`."""
    if path.startswith(_LONG_SHARE):
        return f"\\\\{path[len(_LONG_SHARE) :]}"
    return path.removeprefix(_LONG)


def is_link(facts: FileFacts) -> bool:
    """Whether it stands for something elsewhere: a symbolic link, or a junction of Windows.

    The folders of a cloud's program are reparse points too, and stand for themselves.
    """
    return stat.S_ISLNK(facts.st_mode) or bool(
        getattr(facts, "st_reparse_tag", 0) & _NAME_SURROGATE
    )


def is_online_only(facts: FileFacts) -> bool:
    """Whether its content lies elsewhere, so that to read it would fetch it over a network.

    As OneDrive, iCloud and their like keep files that were not used for long. To ask for these
    facts fetches nothing.
    """
    attributes = getattr(facts, "st_file_attributes", 0)
    is_off_line = attributes & _OFFLINE and not stat.S_ISDIR(facts.st_mode)
    return bool(attributes & _RECALLED or is_off_line or getattr(facts, "st_flags", 0) & _DATALESS)


def is_the_systems(facts: FileFacts) -> bool:
    """Whether Windows keeps it for itself: hidden, and of the system.

    So are desktop.ini, the recycle bin, and the junctions that old programs look for ("My
    Pictures" in Documents), which nobody may list.
    """
    return getattr(facts, "st_file_attributes", 0) & _SYSTEMS == _SYSTEMS
