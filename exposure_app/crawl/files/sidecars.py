"""What the files beside the photos of an unpacked Takeout say of them, folder by folder.

In the archive itself they are read by `exposure_app.crawl.files.export`. Google's alone: they
stand right beside their photos, so that one folder is all that has to be known at a time.
"""

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from exposure_app.crawl.files.exports import takeout
from exposure_app.crawl.files.exports.index import ExportIndex
from exposure_app.crawl.files.safe_open import opened
from exposure_app.crawl.untrusted.json_values import parsed
from exposure_app.domain.context import NO_CONTEXT, Context
from exposure_app.domain.work import CancelToken

MAX_BYTES = 100_000
"""Of one of them; those of photos with many faces in them have 4 KB."""

_SUFFIX = ".json"


@dataclass(frozen=True, slots=True)
class Told:
    """What is said in one folder.

    contexts: by the name of a picture. by: the names of the files that say it.
    """

    contexts: dict[str, Context] = field(default_factory=dict)
    by: set[str] = field(default_factory=set)


def told_in(folder: Path, names: Iterable[str], *, cancel: CancelToken) -> Told:
    """What the files of these names say of those beside them. No file raises.

    Raises:
        Cancelled: between two files.
    """
    told = Told()
    names = list(names)
    telling = [name for name in names if name.lower().endswith(_SUFFIX)]
    if len(telling) in (0, len(names)):
        return told
    index = ExportIndex(map(PurePosixPath, names))
    for name in telling:
        cancel.check()
        for said in takeout.read(parsed(_body(folder / name)), PurePosixPath(name), index):
            if said.path is not None:
                told.by.add(name)
                before = told.contexts.get(said.path.name, NO_CONTEXT)
                told.contexts[said.path.name] = before.filled_from(said.context)
    return told


def _body(path: Path) -> bytes:
    """A plain file's content; empty if it is too large to be one of these, or cannot be read."""
    try:
        with opened(path) as file:
            facts = os.fstat(file.fileno())
            is_small = stat.S_ISREG(facts.st_mode) and facts.st_size <= MAX_BYTES
            return file.read(MAX_BYTES) if is_small else b""
    except OSError:
        return b""
