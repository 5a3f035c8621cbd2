"""After how many days each source is looked at again by itself; gone with the source."""

from exposure_app.domain.sources import SourceId
from exposure_app.vault.database.connection import Database


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
            connection.execute(
                "INSERT OR REPLACE INTO schedules SELECT id, ?2 FROM sources WHERE id = ?1",
                (source, every_days),
            )

    def all(self) -> dict[SourceId, int]:
        """Days by source."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT source_id, every_days FROM schedules").fetchall()
        return {SourceId(source): days for source, days in rows}
