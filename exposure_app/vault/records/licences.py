"""Which licences of model packs the user read and accepted, and when."""

from datetime import datetime

from exposure_app.vault.database.connection import Database
from exposure_app.vault.records.codec import moment_of, moment_text
from exposure_app.vault.records.rows import insert


class AcceptedLicences:
    """An acceptance is of one text: a pack whose licence changes is asked about again."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def accept(self, pack: str, licence_sha256: str, at: datetime) -> None:
        """Keep that the user accepted the text with this SHA-256 (hex) for the pack; once."""
        with self._database.transaction() as connection:
            insert(
                connection,
                "accepted_licences",
                {"pack": pack, "licence_sha256": licence_sha256, "accepted_at": moment_text(at)},
                by="INSERT OR IGNORE",
            )

    def accepted_at(self, pack: str, licence_sha256: str) -> datetime | None:
        """When this text was accepted for the pack; None if it was not."""
        with self._database.reading() as connection:
            row = connection.execute(
                """
                SELECT accepted_at FROM accepted_licences WHERE pack = ? AND licence_sha256 = ?
                """,
                (pack, licence_sha256),
            ).fetchone()
        return moment_of(row["accepted_at"]) if row else None
