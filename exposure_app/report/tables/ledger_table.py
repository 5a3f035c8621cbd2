"""The record of requests as a table: what one hands to whoever asks for proof."""

import csv
import io
from collections.abc import Iterable

from exposure_app.contract.requests import request_document
from exposure_app.domain.requests import RequestRecord
from exposure_app.report.tables.audit_table import BOM, cell

COLUMNS = (
    "at", "purpose", "source", "host", "url", "address", "status", "refused", "bytes_up",
    "bytes_down",
)  # fmt: skip


def ledger_table(records: Iterable[RequestRecord]) -> str:
    """What `exposure ledger --json` prints, as CSV (RFC 4180) that Excel knows to be UTF-8."""
    out = io.StringIO()
    out.write(BOM)
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for record in records:
        facts = request_document(record)
        # Addresses are chosen by strangers, and a spreadsheet runs what looks like a formula.
        writer.writerow({k: cell(v) if isinstance(v, str) else v for k, v in facts.items()})
    return out.getvalue()
