"""What was asked of the outside: `ledger`, and the record that is written to a file."""

from collections.abc import Iterable

from exposure_app.contract.document import Document, moment
from exposure_app.domain.requests import RequestRecord


def ledger_document(records: Iterable[RequestRecord]) -> Document:
    """`ledger`: every request that was made or refused, oldest first."""
    return {"requests": [request_document(record) for record in records]}


def request_document(record: RequestRecord) -> Document:
    """One request."""
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
