"""Kinds of source that are files of the user's: how each is told, and what reads it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Protocol

from exposure_app.crawl.untrusted.media_frames import MediaFrames
from exposure_app.domain.items import Item
from exposure_app.domain.sources import Kind, Source
from exposure_app.domain.work import CancelToken


class ReadsFile(Protocol):
    """Reads one source to its end: its pages, its pictures, and every gap."""

    def __call__(
        self, source: Source, *, inside: MediaFrames, cancel: CancelToken
    ) -> Iterator[Item]:
        """What is in it; see `crawl_folder` and its like."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind. A module of this folder that reads one names it in its `FILE_KINDS`.

    is_one: whether a file is of this kind, by its path and its first `sniff.HEAD_BYTES` bytes. No
        file is of two kinds; a test holds that.
    """

    kind: Kind
    is_one: Callable[[Path, bytes], bool]
    read: ReadsFile


@cache
def file_kinds() -> dict[Kind, FileKind]:
    """Every kind of file that a module beside this one reads."""
    found: dict[Kind, FileKind] = {}
    for module in iter_modules([str(Path(__file__).parent)]):
        beside = import_module(f"{__package__}.{module.name}")
        kinds: tuple[FileKind, ...] = getattr(beside, "FILE_KINDS", ())
        found.update((one.kind, one) for one in kinds)
    return found


def kind_of(path: Path, untrusted_head: bytes) -> Kind | None:
    """What the file at `path` is, by what it begins with; None if nobody here reads it."""
    kinds = file_kinds().values()
    return next((one.kind for one in kinds if one.is_one(path, untrusted_head)), None)
