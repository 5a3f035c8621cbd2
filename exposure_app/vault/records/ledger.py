"""Every request sent or refused. Lines are only ever added, and completed once."""

from collections.abc import Iterable
from datetime import datetime

from exposure_app.domain.requests import UNFINISHED, RequestRecord
from exposure_app.vault.database.connection import Connection, Database
from exposure_app.vault.records.codec import moment_of, moment_text


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
            return _add(connection, record)

    def add_many(self, records: Iterable[RequestRecord]) -> None:
        """Append, in order; of one that was announced, complete its line."""
        with self._database.transaction() as connection:
            for record in records:
                if record.line is None or not _complete(connection, record):
                    _add(connection, record)

    def newest_at(self) -> datetime | None:
        """When the last request was begun, by the clock of then; None if there was none."""
        with self._database.reading() as connection:
            (at,) = connection.execute("SELECT max(at) FROM requests").fetchone()
        return moment_of(at) if at else None

    def all(self) -> list[RequestRecord]:
        """Every record, in the order they were begun."""
        with self._database.reading() as connection:
            rows = connection.execute(
                """
                SELECT at, source, url, purpose, address, status, refused, bytes_up, bytes_down
                FROM requests ORDER BY number
                """
            ).fetchall()
        return [RequestRecord(moment_of(at), *rest) for at, *rest in rows]


def _add(connection: Connection, record: RequestRecord) -> int:
    row = connection.execute(
        """
        INSERT INTO requests (at, source, url, purpose, address, status, refused,
                              bytes_up, bytes_down)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number
        """,
        (
            moment_text(record.at),
            record.source,
            record.url,
            record.purpose,
            record.address,
            record.status,
            record.refused,
            record.bytes_up,
            record.bytes_down,
        ),
    ).fetchone()
    return int(row[0])


def _complete(connection: Connection, record: RequestRecord) -> bool:
    """Whether there was a line of this request that had not ended yet; if so, it ends now."""
    done = connection.execute(
        """
        UPDATE requests SET address = ?, status = ?, refused = ?, bytes_up = ?, bytes_down = ?
        WHERE number = ? AND refused = ?
        """,
        (
            record.address,
            record.status,
            record.refused,
            record.bytes_up,
            record.bytes_down,
            record.line,
            UNFINISHED,
        ),
    )
    return done.rowcount == 1
