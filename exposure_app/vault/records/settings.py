"""What the user chose, as words."""

from collections.abc import Mapping

from exposure_app.vault.database.connection import Database
from exposure_app.vault.records.rows import insert


class StoredSettings:
    """Names and values as `exposure_app.settings` writes them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> dict[str, str]:
        """Everything that was ever chosen; what was not is not there."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT name, value FROM settings")
            return {row["name"]: row["value"] for row in rows}

    def put(self, chosen: Mapping[str, str]) -> None:
        """Keep these, all or none; others stay as they are."""
        with self._database.transaction() as connection:
            for name, value in chosen.items():
                row = {"name": name, "value": value}
                insert(connection, "settings", row, by="INSERT OR REPLACE")
