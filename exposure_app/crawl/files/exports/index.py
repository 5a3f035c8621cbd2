"""The members of an archive by the names that its own files have for them."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import NamedTuple

from exposure_app.crawl.html.image_attributes import is_image_name
from exposure_app.domain.context import NO_CONTEXT, Context


class Said(NamedTuple):
    """What a file of the archive says of one picture.

    path: the picture's; None if the archive does not hold it.
    missing: then, how the file names it; a web address, or a path.
    """

    path: PurePosixPath | None
    context: Context = NO_CONTEXT
    missing: str = ""


class ExportIndex:
    """The paths of one archive, found by parts of them."""

    def __init__(self, paths: Iterable[PurePosixPath]) -> None:
        self._named: dict[str, list[PurePosixPath]] = defaultdict(list)
        self._numbered: dict[str, list[PurePosixPath]] = defaultdict(list)
        self._folders: dict[PurePosixPath, dict[str, PurePosixPath]] = defaultdict(dict)
        for path in paths:
            name = _same(path.name)
            self._named[name].append(path)
            self._folders[path.parent][name] = path
            number, dash, _ = name.partition("-")
            if dash and number.isdecimal():
                self._numbered[number].append(path)

    def find(self, written: str) -> PurePosixPath | None:
        """The member whose path ends most like `written`; None if that is none, or several."""
        wanted = [part for part in _same(written).replace("\\", "/").split("/") if part != "."]
        found = self._named.get(wanted[-1], []) if wanted else []
        best: list[PurePosixPath] = []
        longest = 0
        for path in found:
            alike = _alike(path.parts, wanted)
            if alike > longest:
                longest, best = alike, []
            if alike == longest:
                best.append(path)
        return best[0] if len(best) == 1 else None

    def numbered(self, number: str) -> list[PurePosixPath]:
        """The members whose names begin with a number and a dash."""
        return self._numbered.get(number, [])

    def in_folder(self, folder: PurePosixPath) -> dict[str, PurePosixPath]:
        """The members right in a folder, by name."""
        return self._folders.get(folder, {})

    def pictures_in(self, folder: PurePosixPath) -> list[PurePosixPath]:
        """Those of them named like pictures."""
        return [path for name, path in self.in_folder(folder).items() if is_image_name(name)]


def _alike(parts: tuple[str, ...], wanted: list[str]) -> int:
    """How many parts at the end are the same."""
    count = 0
    for one, other in zip(reversed(parts), reversed(wanted), strict=False):
        if _same(one) != other:
            break
        count += 1
    return count


def _same(name: str) -> str:
    """One spelling for names that differ in how their accents are written."""
    return unicodedata.normalize("NFC", name)
