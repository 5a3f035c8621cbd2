"""A parser, what it is given, and what it says it raises."""

import atexit
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from shutil import rmtree
from typing import NamedTuple

from hypothesis import strategies as st

from exposure_app.domain.sources import Budget, Footing, Kind, Source, SourceId

HERE = Path(tempfile.mkdtemp(prefix="fuzz"))
atexit.register(rmtree, HERE, ignore_errors=True)


class Parser(NamedTuple):
    """One parser of ours.

    given: examples. parse: the call, made with one of them.
    reads: the modules that read them, as paths below `exposure_app`.
    raises: what their docstrings say.
    """

    given: st.SearchStrategy[object]
    parse: Callable[..., object]
    reads: tuple[str, ...]
    raises: tuple[type[Exception], ...] = ()


def in_file(read: Callable[[Path], object], name: str = "file") -> Callable[[bytes], object]:
    """The same for bytes that lie in a file."""

    def run(body: bytes) -> object:
        path = HERE / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(body)
        return read(path)

    return run


def source(path: Path, kind: Kind) -> Source:
    """A place on this computer."""
    return Source(
        SourceId("s"), str(path), kind, Footing.OWNED, datetime.now(UTC), note="", budget=Budget()
    )
