"""What the user chose, as words."""

from collections.abc import Mapping

from exposure_app.vault.database.connection import Database


class StoredSettings:
    """Names and values as `exposure_app.settings` writes them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> dict[str, str]:
        """Everything that was ever chosen; what was not is not there."""
        with self._database.reading() as connection:
            return dict(connection.execute("SELECT name, value FROM settings").fetchall())

    def put(self, chosen: Mapping[str, str]) -> None:
        """Keep these, all or none; others stay as they are."""
        with self._database.transaction() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO settings VALUES (?, ?)", list(chosen.items())
            )
