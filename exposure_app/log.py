"""The log: counts, durations, class names and versions, and nothing that names anybody.

Addresses, file names, people's names, arrays and the arguments of exceptions never reach it: the
formatter writes an exception as its class and the lines of code it passed, without its text, and
only this program's own loggers have a handler (urllib3's would write host names).
"""

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

_MAX_BYTES = 1_000_000
_NAME = "exposure_app"


class _Formatter(logging.Formatter):
    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's own spelling
        kind, _, trace = ei
        frames = traceback.extract_tb(trace)
        lines = [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
        return "\n".join([kind.__name__, *lines])


class _Handler(RotatingFileHandler):
    def rotate(self, source: str, dest: str) -> None:
        try:
            super().rotate(source, dest)
        except PermissionError:
            # Windows renames no file that another process has open, such as the window while the
            # command line runs. The file grows on until it can; else each line would be lost.
            return


def start(folder: Path, level: int = logging.INFO) -> None:
    """Write to `folder`/exposure.log, at most three files of 1 MB. Call once at start.

    A file that another process has open as well grows beyond that on Windows, until it is closed.
    """
    handler = _Handler(
        folder / "exposure.log", maxBytes=_MAX_BYTES, backupCount=2, encoding="utf-8", delay=True
    )
    handler.setFormatter(_Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger = logging.getLogger(_NAME)
    stop()
    logger.addHandler(handler)
    logger.setLevel(level)
    logger.propagate = False


def stop() -> None:
    """Close the log, so that its folder can be removed."""
    logger = logging.getLogger(_NAME)
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()
    logger.propagate = True
