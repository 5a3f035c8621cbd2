"""The record of requests as a table and as data: what one hands to whoever asks for proof."""

import csv
import io
from collections.abc import Iterable

from exposure_app.domain.requests import RequestRecord
from exposure_app.report.document import moment
from exposure_app.report.rows import BOM, cell

COLUMNS = (
    "at", "purpose", "source", "host", "url", "address", "status", "refused", "bytes_up",
    "bytes_down",
)  # fmt: skip


def ledger_document(records: Iterable[RequestRecord]) -> dict[str, object]:
    """What `exposure ledger --json` prints."""
    return {"requests": [_facts(record) for record in records]}


def ledger_table(records: Iterable[RequestRecord]) -> str:
    """The same as CSV (RFC 4180), with the mark by which Excel knows UTF-8."""
    out = io.StringIO()
    out.write(BOM)
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for record in records:
        facts = _facts(record)
        # Addresses are chosen by strangers, and a spreadsheet runs what looks like a formula.
        writer.writerow({k: cell(v) if isinstance(v, str) else v for k, v in facts.items()})
    return out.getvalue()


def _facts(record: RequestRecord) -> dict[str, object]:
    return {
        "at": moment(record.at),
        "purpose": record.purpose,
        "source": record.source,
        "host": record.host,
        "url": record.url,
        "address": record.address,
        "status": record.status,
        "refused": record.refused,
        "bytes_up": record.bytes_up,
        "bytes_down": record.bytes_down,
    }
