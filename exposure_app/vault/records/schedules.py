"""After how many days each source is looked at again by itself; gone with the source."""

from exposure_app.domain.sources import SourceId
from exposure_app.vault.database.connection import Database
from exposure_app.vault.records.rows import IF_SOURCE_IS_THERE, insert


class Schedules:
    """A source without a row is looked at only when the person asks."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, source: SourceId, every_days: int) -> None:
        """Keep it; 0 takes it away."""
        with self._database.transaction() as connection:
            if every_days == 0:
                connection.execute("DELETE FROM schedules WHERE source_id = ?", (source,))
                return
            insert(
                connection,
                "schedules",
                {"source_id": source, "every_days": every_days},
                by="INSERT OR REPLACE",
                only_if=IF_SOURCE_IS_THERE,
            )

    def all(self) -> dict[SourceId, int]:
        """Days by source."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT source_id, every_days FROM schedules")
            return {SourceId(row["source_id"]): row["every_days"] for row in rows}
