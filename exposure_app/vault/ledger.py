"""Every request sent or refused. Only ever appended to."""

from collections.abc import Iterable

from exposure_app.domain.requests import RequestRecord
from exposure_app.vault.codec import moment_of, moment_text
from exposure_app.vault.database import Database


class Ledger:
    """The record of what was asked of the outside; it stays when a source goes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_many(self, records: Iterable[RequestRecord]) -> None:
        """Append, in order."""
        rows = [
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
            )
            for record in records
        ]
        with self._database.transaction() as connection:
            connection.executemany(
                """
                INSERT INTO requests (at, source, url, purpose, address, status, refused,
                                      bytes_up, bytes_down)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                rows,
            )

    def all(self) -> list[RequestRecord]:
        """Every record, in the order they were appended."""
        with self._database.reading() as connection:
            rows = connection.execute(
                """
                SELECT at, source, url, purpose, address, status, refused, bytes_up, bytes_down
                FROM requests ORDER BY number
                """
            ).fetchall()
        return [RequestRecord(moment_of(at), *rest) for at, *rest in rows]
