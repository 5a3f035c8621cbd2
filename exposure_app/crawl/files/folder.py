"""The pictures of a local folder, those within its videos and documents too, or of one file."""

import io
import os
import stat
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path

from exposure_app.crawl.files.file_kind import FileKind
from exposure_app.crawl.files.safe_open import check_is_here, opened
from exposure_app.crawl.files.walk import Found, below, gap_of
from exposure_app.crawl.untrusted import sniff
from exposure_app.crawl.untrusted.media_frames import (
    MAX_BYTES,
    NO_READERS,
    MediaFrames,
    pictures_inside,
)
from exposure_app.domain import errors
from exposure_app.domain.images import FetchedImage, ImageRef, UnchangedImage
from exposure_app.domain.items import Items
from exposure_app.domain.moments import without_moment
from exposure_app.domain.sources import Kind, Source
from exposure_app.domain.work import CancelToken, Skipped
from exposure_app.local_files import extended, is_the_systems, path_of_uri, uri_of
from exposure_app.signatures import Medium, medium

MAX_FILE_BYTES = 200_000_000
"""Of a picture file, which is held in memory."""

_READ_BYTES = 1_000_000


def crawl_folder(
    source: Source, *, inside: MediaFrames = NO_READERS, cancel: CancelToken
) -> Iterator[FetchedImage | UnchangedImage | Skipped]:
    """Every picture file below `source.locator`, in the order of their paths, and every gap.

    Videos and PDF documents among the files are looked into; what Google's files say that an
    unpacked Takeout has beside its photos is their context.

    The budget is for networks: a folder is looked at to its end, however deep and large. Folders
    whose names begin with a dot are passed over, as the system's or another program's; so are
    files of such names that are no pictures. A symbolic link is never followed: one into the
    folder leads to what is met anyway, one out of it is a gap (out_of_scope); so is a junction of
    Windows. What is only online is a gap and not read, for that would fetch it. A file that is no
    picture by its first bytes is a gap too, and not read on.

    Raises:
        Cancelled: between two files, or two reads, once `cancel` is raised.
    """
    root = extended(Path(source.locator).resolve())
    for one in _found(root, cancel):
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
    path, folder = (extended(Path(path_of_uri(one))) for one in (without_moment(url), folder_url))
    try:
        return folder.is_dir() and not path.exists()
    except OSError:
        return False


def _found(root: Path, cancel: CancelToken) -> Iterator[Found | errors.GapError]:
    """The one file that `root` is, or what lies below it."""
    try:
        check_is_here(root)
    except errors.OnlineOnly as why:
        yield why
        return
    if root.is_file():
        yield Found(root)
    else:
        yield from below(root, cancel)


def _looked_into(found: Found, source: Source, inside: MediaFrames, cancel: CancelToken) -> Items:
    """A picture file, or the pictures in a video or document; nothing for housekeeping.

    Raises:
        NotAnImage, TooLarge, Unreadable, NotFound: it is none of these, or cannot be read.
    """
    path = found.path
    ref = ImageRef(uri_of(path), uri_of(path.parent), source.id, context=found.context)
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
            elif not (path.name.startswith(".") or is_the_systems(facts)):
                raise errors.NotAnImage(ref.url)
    except OSError as cause:
        raise gap_of(path, cause) from cause


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
        raise gap_of(path, cause) from cause
    if not target.is_relative_to(root):
        raise errors.OutOfScope(uri_of(path))
