"""The record of requests as a table: what one hands to whoever asks for proof."""

from collections.abc import Iterable, Iterator, Mapping

from exposure_app.contract.requests import request_document
from exposure_app.domain.requests import RequestRecord
from exposure_app.report.tables.csv_text import cell, table_text

COLUMNS = (
    "at", "purpose", "source", "host", "url", "address", "status", "refused", "bytes_up",
    "bytes_down",
)  # fmt: skip


def ledger_table(records: Iterable[RequestRecord]) -> str:
    """What `exposure ledger --json` prints, as CSV."""
    return table_text(COLUMNS, _rows(records))


def _rows(records: Iterable[RequestRecord]) -> Iterator[Mapping[str, object]]:
    for record in records:
        facts = request_document(record)
        yield {name: cell(fact) if isinstance(fact, str) else fact for name, fact in facts.items()}
