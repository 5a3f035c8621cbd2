"""The end of kept faces: when their time is over, and when somebody says so.

A computer's clock can be set, so it is not believed alone. The latest time seen is kept: where the
clock stands before it, it was set back, and every end moves back by as much, so that what was left
then is left now. And no face ever has more days left than its source gives, whatever was written
while the clock was wrong.
"""

from datetime import datetime, timedelta

from exposure_app.domain.sources import SourceId
from exposure_app.vault.database.connection import Connection, Database
from exposure_app.vault.records.codec import moment_of, moment_text
from exposure_app.vault.records.rows import insert


class KeptFacesExpiry:
    """What removes kept faces. After each method nothing of them is left in any file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def expire(self, now: datetime) -> int:
        """Remove the faces whose end has come; return of how many pictures they were.

        Writes nothing where nothing is kept.

        Args:
            now: what the clock says.
        """
        with self._database.reading() as connection:
            if not _is_any(connection, "kept_pictures") and not _is_any(connection, "kept_clock"):
                return 0
        with self._database.transaction() as connection:
            _heed_the_clock(connection, now)
            removed = connection.execute(
                "DELETE FROM kept_pictures WHERE expires_at <= ?", (moment_text(now),)
            ).rowcount
            if not _is_any(connection, "kept_pictures"):
                # With nothing left to end, a clock that was wrong must not harm what comes later.
                connection.execute("DELETE FROM kept_clock")
        if removed:
            self._database.forget_old_pages()
        return removed

    def shorten(self, source: SourceId, days: int) -> None:
        """Let no face of a source stay longer than so many days after it was met last."""
        with self._database.transaction() as connection:
            rows = connection.execute(
                "SELECT id, met_at FROM kept_pictures WHERE source_id = ?", (source,)
            ).fetchall()
            connection.executemany(
                "UPDATE kept_pictures SET expires_at = min(expires_at, ?) WHERE id = ?",
                [
                    (moment_text(moment_of(row["met_at"]) + timedelta(days=days)), row["id"])
                    for row in rows
                ],
            )

    def forget(self, source: SourceId) -> None:
        """Remove every face kept of a source."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM kept_pictures WHERE source_id = ?", (source,))
        self._database.forget_old_pages()

    def forget_models_but(self, model: str) -> None:
        """Remove every face that another model saw: it could not be compared with anything."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM kept_pictures WHERE model <> ?", (model,))
        self._database.forget_old_pages()


def _is_any(connection: Connection, table: str) -> bool:
    return connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() is not None  # noqa: S608


def _heed_the_clock(connection: Connection, now: datetime) -> None:
    row = connection.execute("SELECT latest FROM kept_clock").fetchone()
    if row is not None and (set_back := moment_of(row["latest"]) - now) > timedelta(0):
        ends = connection.execute("SELECT id, expires_at FROM kept_pictures").fetchall()
        connection.executemany(
            "UPDATE kept_pictures SET expires_at = ? WHERE id = ?",
            [(moment_text(moment_of(row["expires_at"]) - set_back), row["id"]) for row in ends],
        )
    for source in connection.execute("SELECT id, keep_faces_days FROM sources").fetchall():
        latest = moment_text(now + timedelta(days=source["keep_faces_days"]))
        connection.execute(
            "UPDATE kept_pictures SET expires_at = ?2 WHERE source_id = ?1 AND expires_at > ?2",
            (source["id"], latest),
        )
    insert(
        connection, "kept_clock", {"only": 1, "latest": moment_text(now)}, by="INSERT OR REPLACE"
    )
