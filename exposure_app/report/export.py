"""Writes a report to a file, whole or not at all, readable by its owner alone."""

import json
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from exposure_app.contract.audit import audit_document
from exposure_app.contract.requests import ledger_document
from exposure_app.domain.coverage import AuditSummary
from exposure_app.domain.errors import CannotWrite, UnknownFormat
from exposure_app.domain.requests import RequestRecord
from exposure_app.local_files import extended
from exposure_app.report.document.blocks import ReportDocument
from exposure_app.report.document.compose import compose
from exposure_app.report.document.measurement import Measurement
from exposure_app.report.html.page import page
from exposure_app.report.pictures import ReportPictures
from exposure_app.report.redaction import redacted as without_traces
from exposure_app.report.tables.audit_table import audit_table
from exposure_app.report.tables.ledger_table import ledger_table

Pdf = Callable[[ReportDocument], bytes]
"""As `paper.report_pdf.pdf`, which knows Qt; this room does not."""


def write(
    path: Path,
    summary: AuditSummary,
    pictures: ReportPictures,
    *,
    redacted: bool = False,
    measurement: Measurement | None = None,
    pdf: Pdf | None = None,
) -> None:
    """Write `summary` to `path`; its suffix (.html, .pdf, .csv, .json) says how.

    Args:
        redacted: leave out names, addresses and every face.
        measurement: what the bands rest on; without it no intervals are told.
        pdf: draws a PDF; without it none can be asked for.

    Raises:
        UnknownFormat: another suffix; nothing was written.
        CannotWrite: the file could not be written; what was there is unchanged.
    """
    shown = without_traces(summary) if redacted else summary
    may_show = None if redacted else pictures
    match path.suffix.lower():
        case ".html" | ".htm":
            body = _encoded(page(compose(shown, may_show, measurement)))
        case ".pdf" if pdf:
            body = pdf(compose(shown, may_show, measurement))
        case ".csv":
            body = _encoded(audit_table(shown))
        case ".json":
            body = _json(audit_document(shown))
        case _:
            raise UnknownFormat(str(path))
    _replace(path, body)


def write_ledger(path: Path, records: Iterable[RequestRecord]) -> None:
    """Write requests to `path`; its suffix (.csv, .json) says how.

    Raises:
        UnknownFormat, CannotWrite: as `write`.
    """
    match path.suffix.lower():
        case ".csv":
            body = _encoded(ledger_table(records))
        case ".json":
            body = _json(ledger_document(records))
        case _:
            raise UnknownFormat(str(path))
    _replace(path, body)


def _json(document: object) -> bytes:
    return _encoded(json.dumps(document, indent=2, ensure_ascii=False) + "\n")


def _encoded(text: str) -> bytes:
    # A file name that is no UTF-8 comes as lone surrogates; in JSON they may stand as escapes.
    return text.encode("utf-8", "backslashreplace")


def _replace(path: Path, body: bytes) -> None:
    """Put `body` at `path` in one step.

    The new file is private from its first byte (0600); on Windows it is as private as its folder.
    """
    target = extended(path.absolute())
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{path.stem}-", suffix=".part")
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(body)
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except OSError as cause:
        raise CannotWrite(str(path)) from cause
