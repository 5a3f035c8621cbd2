"""Videos and documents looked into before, by content: unchanged ones are not read again."""

from collections.abc import Sequence

from exposure_app.vault.database.connection import Database
from exposure_app.vault.records.rows import insert


class SeenMedia:
    """Where in a file its pictures were. A cache that may be lost, like `SeenPictures`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, sha256: str, read_by: str, places: Sequence[str]) -> None:
        """Keep the newest reading of a file, in place of an older one.

        Args:
            sha256: hex, of the file's bytes.
            read_by: what chose the pictures; another choice would find others.
            places: as `Moment.written`, in order; none if it holds no picture.
        """
        with self._database.transaction(survives_power_loss=False) as connection:
            insert(
                connection,
                "looked_into",
                {"sha256": sha256, "read_by": read_by, "places": " ".join(places)},
                by="INSERT OR REPLACE",
            )

    def of(self, sha256: str, read_by: str) -> tuple[str, ...] | None:
        """Where its pictures are; None if it was not read to its end in just this way."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT places FROM looked_into WHERE sha256 = ? AND read_by = ?",
                (sha256, read_by),
            ).fetchone()
        return tuple(row["places"].split()) if row else None
