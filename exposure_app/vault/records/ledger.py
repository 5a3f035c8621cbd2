"""Every request sent or refused. Lines are only ever added, and completed once."""

from collections.abc import Iterable
from datetime import datetime

from exposure_app.domain.requests import UNFINISHED, RequestRecord
from exposure_app.vault.database.connection import Connection, Database, StoredRow
from exposure_app.vault.records.codec import moment_of, moment_text
from exposure_app.vault.records.rows import Columns, insert

_SELECT = """
    SELECT at, source, url, purpose, address, status, refused, bytes_up, bytes_down
    FROM requests ORDER BY number
"""


class Ledger:
    """The record of what was asked of the outside; it stays when a source goes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def announce(self, record: RequestRecord) -> int:
        """Write down a request that is about to be sent; its line, for the record of its end.

        However this process ends, the line stays. The disk is not waited for: that would cost
        every request more than most take.
        """
        with self._database.transaction(survives_power_loss=False) as connection:
            [row] = insert(connection, "requests", _columns(record), then="RETURNING number")
        return int(row["number"])

    def add_many(self, records: Iterable[RequestRecord]) -> None:
        """Append, in order; of one that was announced, complete its line."""
        with self._database.transaction() as connection:
            for record in records:
                if record.line is None or not _complete(connection, record):
                    insert(connection, "requests", _columns(record))

    def newest_at(self) -> datetime | None:
        """When the last request was begun, by the clock of then; None if there was none."""
        with self._database.reading() as connection:
            [row] = connection.execute("SELECT max(at) AS at FROM requests")
        return moment_of(row["at"]) if row["at"] else None

    def all(self) -> list[RequestRecord]:
        """Every record, in the order they were begun."""
        with self._database.reading() as connection:
            return [_record(row) for row in connection.execute(_SELECT)]


def _columns(record: RequestRecord) -> Columns:
    return {
        "at": moment_text(record.at),
        "source": record.source,
        "url": record.url,
        "purpose": record.purpose,
        "address": record.address,
        "status": record.status,
        "refused": record.refused,
        "bytes_up": record.bytes_up,
        "bytes_down": record.bytes_down,
    }


def _record(row: StoredRow) -> RequestRecord:
    return RequestRecord(
        at=moment_of(row["at"]),
        source=row["source"],
        url=row["url"],
        purpose=row["purpose"],
        address=row["address"],
        status=row["status"],
        refused=row["refused"],
        bytes_up=row["bytes_up"],
        bytes_down=row["bytes_down"],
    )


def _complete(connection: Connection, record: RequestRecord) -> bool:
    """Whether there was a line of this request that had not ended yet; if so, it ends now."""
    done = connection.execute(
        """
        UPDATE requests SET address = :address, status = :status, refused = :refused,
                            bytes_up = :bytes_up, bytes_down = :bytes_down
        WHERE number = :line AND refused = :unfinished
        """,
        {**_columns(record), "line": record.line, "unfinished": UNFINISHED},
    )
    return done.rowcount == 1
