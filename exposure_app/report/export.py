"""Writes a report to a file, whole or not at all, readable by its owner alone."""

import json
import os
import tempfile
from pathlib import Path

from exposure_app.domain.coverage import AuditSummary
from exposure_app.domain.errors import CannotWrite, UnknownFormat
from exposure_app.report.certainty import Measurement
from exposure_app.report.document import audit_document
from exposure_app.report.page import page
from exposure_app.report.pictures import Pictures
from exposure_app.report.redaction import redacted as without_traces
from exposure_app.report.rows import table


def write(
    path: Path,
    summary: AuditSummary,
    pictures: Pictures,
    *,
    redacted: bool = False,
    measurement: Measurement | None = None,
) -> None:
    """Write `summary` to `path`; its suffix (.html, .csv, .json) says how.

    Args:
        redacted: leave out names, addresses and every face.
        measurement: what the bands rest on; without it no intervals are told.

    Raises:
        UnknownFormat: another suffix; nothing was written.
        CannotWrite: the file could not be written; what was there is unchanged.
    """
    shown = without_traces(summary) if redacted else summary
    match path.suffix.lower():
        case ".html" | ".htm":
            text = page(shown, None if redacted else pictures, measurement)
        case ".csv":
            text = table(shown)
        case ".json":
            text = json.dumps(audit_document(shown), indent=2, ensure_ascii=False) + "\n"
        case _:
            raise UnknownFormat(str(path))
    # A file name that is no UTF-8 comes as lone surrogates; in JSON they may stand as escapes.
    _replace(path, text.encode("utf-8", "backslashreplace"))


def _replace(path: Path, body: bytes) -> None:
    """Put `body` at `path` in one step. The new file is private from its first byte (0600)."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-", suffix=".part")
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(body)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except OSError as cause:
        raise CannotWrite(str(path)) from cause
