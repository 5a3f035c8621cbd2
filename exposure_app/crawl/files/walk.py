"""What lies below a folder, in the order of the paths; nothing is opened but folders."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from exposure_app.crawl.files.sidecars import told_in
from exposure_app.domain import errors
from exposure_app.domain.context import NO_CONTEXT, Context
from exposure_app.domain.gap_reasons import Obstacle
from exposure_app.domain.work import CancelToken
from exposure_app.local_files import (
    FileFacts,
    is_link,
    is_online_only,
    is_the_systems,
    uri_of,
)


@dataclass(frozen=True, slots=True)
class Found:
    """Something in the folder that is no folder itself.

    is_link: it stands for something elsewhere; so may a folder.
    context: what a file beside it says of it.
    """

    path: Path
    is_link: bool = False
    context: Context = NO_CONTEXT


class _Shape(Enum):
    FILE = auto()
    FOLDER = auto()
    LINK = auto()
    ONLINE_ONLY = auto()


# Names, not paths: those of a hundred thousand files in one folder would take 50 MB.
_Entry = tuple[Path, str, _Shape]


def below(root: Path, cancel: CancelToken) -> Iterator[Found | errors.GapError]:
    """What lies below `root`, in order; for what cannot be listed or is only online, why.

    Folders whose names begin with a dot, and those that Windows keeps for itself, are passed over.
    What only says something of the pictures beside it is not among it either.
    """
    waiting: list[_Entry] = [(root, "", _Shape.FOLDER)]
    said: dict[Path, Context] = {}
    while waiting:
        folder, name, shape = waiting.pop()
        path = folder / name
        if shape is _Shape.ONLINE_ONLY:
            yield errors.OnlineOnly(uri_of(path))
        elif shape is not _Shape.FOLDER:
            yield Found(path, shape is _Shape.LINK, said.pop(path, NO_CONTEXT))
        else:
            try:
                found = _inside(path)
            except OSError as cause:
                yield gap_of(path, cause)
                continue
            files = (one[1] for one in found if one[2] is _Shape.FILE)
            told = told_in(path, files, cancel=cancel)
            said |= {path / name: context for name, context in told.contexts.items()}
            waiting += [one for one in found if one[1] not in told.by]


def gap_of(path: Path, cause: Exception) -> errors.GapError:
    """Why a file or folder could not be read, after the system said so."""
    url = uri_of(path)
    if isinstance(cause, FileNotFoundError | NotADirectoryError):
        return errors.NotFound(url)
    if isinstance(cause, PermissionError):
        return errors.Unreadable(url, Obstacle.DENIED)
    return errors.Unreadable(url, Obstacle.DAMAGED)


def _inside(path: Path) -> list[_Entry]:
    """What a folder holds, last name first.

    Raises:
        OSError: it cannot be listed.
    """
    with os.scandir(path) as entries:
        found = [(path, entry.name, shape) for entry in entries if (shape := _shape(entry))]
    return sorted(found, key=lambda one: one[1], reverse=True)


def _shape(entry: os.DirEntry[str]) -> _Shape | None:
    """What an entry is; None if it is passed over."""
    facts = facts_of(entry)
    is_folder = entry.is_dir(follow_symlinks=False)
    is_elsewhere = entry.is_symlink() or (facts is not None and is_link(facts))
    if is_folder and not entry.is_symlink() and entry.name.startswith("."):
        return None
    if facts is not None and (is_folder or is_elsewhere) and is_the_systems(facts):
        return None
    if is_elsewhere:
        return _Shape.LINK
    if facts is not None and is_online_only(facts):
        return _Shape.ONLINE_ONLY
    return _Shape.FOLDER if is_folder else _Shape.FILE


def facts_of(entry: os.DirEntry[str]) -> FileFacts | None:
    """What the system says of an entry besides its name; None on Linux, which says no more."""
    if os.name == "nt" or hasattr(os.stat_result, "st_flags"):
        try:
            return entry.stat(follow_symlinks=False)
        except OSError:  # it went meanwhile, and is told of when it is opened
            return None
    return None
