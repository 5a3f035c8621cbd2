"""The pictures of a local folder, those within its videos and documents too, or of one file."""

import io
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote_to_bytes

from exposure_app.crawl.files.file_kind import FileKind
from exposure_app.crawl.files.safe_open import opened
from exposure_app.crawl.files.sidecars import told_in
from exposure_app.crawl.untrusted import sniff
from exposure_app.crawl.untrusted.media_frames import (
    MAX_BYTES,
    NO_READERS,
    MediaFrames,
    pictures_inside,
)
from exposure_app.domain import errors
from exposure_app.domain.context import NO_CONTEXT, Context
from exposure_app.domain.gap_reasons import Obstacle
from exposure_app.domain.images import FetchedImage, ImageRef, UnchangedImage
from exposure_app.domain.items import Items
from exposure_app.domain.moments import without_moment
from exposure_app.domain.sources import Kind, Source
from exposure_app.domain.work import CancelToken, Skipped
from exposure_app.signatures import Medium, medium

MAX_FILE_BYTES = 200_000_000
"""Of a picture file, which is held in memory."""

_READ_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class _Found:
    """Something in the folder that is no folder itself.

    context: what a file beside it says of it.
    """

    path: Path
    is_link: bool = False
    context: Context = NO_CONTEXT


def crawl_folder(
    source: Source, *, inside: MediaFrames = NO_READERS, cancel: CancelToken
) -> Iterator[FetchedImage | UnchangedImage | Skipped]:
    """Every picture file below `source.locator`, in the order of their paths, and every gap.

    Videos and PDF documents among the files are looked into; what Google's files say that an
    unpacked Takeout has beside its photos is their context.

    The budget is for networks: a folder is looked at to its end, however deep and large. Folders
    whose names begin with a dot are passed over, as the system's or another program's; so are
    files of such names that are no pictures. A symbolic link is never followed: one into the
    folder leads to what is met anyway, one out of it is a gap (out_of_scope). A file that is no
    picture by its first bytes is a gap too, and not read on.

    Raises:
        Cancelled: between two files, or two reads, once `cancel` is raised.
    """
    root = Path(source.locator).resolve()
    found = [_Found(root)] if root.is_file() else _files(root, cancel)
    for one in found:
        cancel.check()
        try:
            if isinstance(one, errors.GapError):
                raise one
            if one.is_link:
                _check_link(one.path, root)
            else:
                yield from _looked_into(one, source, inside, cancel)
        except errors.GapError as why:
            yield Skipped(why.url, why, source.id)


def _is_picture(_path: Path, untrusted_head: bytes) -> bool:
    return sniff.is_picture(untrusted_head)


def _is_medium(wanted: Medium, _path: Path, untrusted_head: bytes) -> bool:
    return not sniff.is_picture(untrusted_head) and medium(untrusted_head) is wanted


FILE_KINDS = (
    FileKind(Kind.FOLDER, _is_picture, crawl_folder),
    FileKind(Kind.VIDEO, partial(_is_medium, Medium.VIDEO), crawl_folder),
    FileKind(Kind.PDF, partial(_is_medium, Medium.PDF), crawl_folder),
)


def is_local_file(url: str) -> bool:
    """Whether `url` names a file of its own, or a moment of one; not one within an archive."""
    return url.startswith("file:") and "#" not in without_moment(url)


def is_file_gone(url: str, folder_url: str) -> bool:
    """Whether the file is not there while its folder is: an unplugged drive has lost nothing."""
    path, folder = Path(path_of_uri(without_moment(url))), Path(path_of_uri(folder_url))
    try:
        return folder.is_dir() and not path.exists()
    except OSError:
        return False


def path_of_uri(uri: str) -> str:
    """The path in a file: URI; "" if it names another computer."""
    host, slash, path = uri[len("file://") :].partition("/")
    if host.lower() not in ("", "localhost"):
        return ""
    path = os.fsdecode(unquote_to_bytes(slash + path))
    has_drive = os.name == "nt" and re.match(r"/[A-Za-z]:", path)
    return path[1:] if has_drive else path


def _files(root: Path, cancel: CancelToken) -> Iterator[_Found | errors.GapError]:
    """What lies below `root`, in order; for a folder that cannot be listed, why.

    What only says something of the pictures beside it is not among it.
    """
    # Names, not paths: those of a hundred thousand files in one folder would take 50 MB.
    waiting: list[tuple[Path, str, bool, bool]] = [(root, "", True, False)]
    said: dict[Path, Context] = {}
    while waiting:
        folder, name, is_folder, is_link = waiting.pop()
        path = folder / name
        if not is_folder:
            yield _Found(path, is_link, said.pop(path, NO_CONTEXT))
            continue
        try:
            found = _inside(path)
        except OSError as cause:
            yield _gap(path, cause)
            continue
        told = told_in(path, (one[1] for one in found if not (one[2] or one[3])), cancel=cancel)
        said |= {path / name: context for name, context in told.contexts.items()}
        waiting += [one for one in found if one[1] not in told.by]


def _inside(path: Path) -> list[tuple[Path, str, bool, bool]]:
    """What a folder holds, last name first: the folder, a name, whether a folder, whether a link.

    Raises:
        OSError: it cannot be listed.
    """
    with os.scandir(path) as entries:
        inside = [
            (path, entry.name, entry.is_dir(follow_symlinks=False), entry.is_symlink())
            for entry in entries
        ]
    kept = [one for one in inside if not (one[2] and one[1].startswith("."))]
    return sorted(kept, key=lambda one: one[1], reverse=True)


def _looked_into(found: _Found, source: Source, inside: MediaFrames, cancel: CancelToken) -> Items:
    """A picture file, or the pictures in a video or document; nothing for housekeeping.

    Raises:
        NotAnImage, TooLarge, Unreadable, NotFound: it is none of these, or cannot be read.
    """
    path = found.path
    ref = ImageRef(path.as_uri(), path.parent.as_uri(), source.id, context=found.context)
    try:
        with opened(path) as file:
            facts = os.fstat(file.fileno())
            head = file.read(sniff.HEAD_BYTES) if stat.S_ISREG(facts.st_mode) else None
            if head is not None and (not head or sniff.is_picture(head)):
                body = _body(file, head, facts.st_size, ref.url, cancel)
                yield FetchedImage(ref, body, sha256(body).hexdigest())
            elif head and (what := medium(head)):
                if facts.st_size > MAX_BYTES[what]:
                    raise errors.TooLarge(ref.url, MAX_BYTES[what])
                yield from pictures_inside(what, file, ref, inside, cancel=cancel)
            elif not path.name.startswith("."):
                raise errors.NotAnImage(ref.url)
    except OSError as cause:
        raise _gap(path, cause) from cause


def _body(file: io.FileIO, head: bytes, size: int, url: str, cancel: CancelToken) -> bytes:
    body = bytearray(head)
    while chunk := file.read(_READ_BYTES):
        cancel.check()
        body += chunk
        if max(len(body), size) > MAX_FILE_BYTES:
            raise errors.TooLarge(url, MAX_FILE_BYTES)
    return bytes(body)


def _check_link(path: Path, root: Path) -> None:
    """Let a symbolic link pass that stays below `root`.

    Raises:
        OutOfScope: it leads elsewhere.
        NotFound, Unreadable: it leads nowhere.
    """
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError) as cause:  # RuntimeError: a loop, before Python 3.13
        raise _gap(path, cause) from cause
    if not target.is_relative_to(root):
        raise errors.OutOfScope(path.as_uri())


def _gap(path: Path, cause: Exception) -> errors.GapError:
    url = path.as_uri()
    if isinstance(cause, FileNotFoundError | NotADirectoryError):
        return errors.NotFound(url)
    if isinstance(cause, PermissionError):
        return errors.Unreadable(url, Obstacle.DENIED)
    return errors.Unreadable(url, Obstacle.DAMAGED)
