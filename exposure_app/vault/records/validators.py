"""What servers said of pictures, so that they can be asked whether those changed."""

from exposure_app.domain.images import Validators
from exposure_app.domain.sources import SourceId
from exposure_app.vault.database.connection import Database
from exposure_app.vault.records.rows import IF_SOURCE_IS_THERE, insert


class KnownValidators:
    """By source and address; gone with the source."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, source: SourceId, url: str, sha256: str, validators: Validators) -> None:
        """Keep the newest; nothing of a source that was removed meanwhile."""
        with self._database.transaction() as connection:
            insert(
                connection,
                "validators",
                {
                    "url": url,
                    "source_id": source,
                    "etag": validators.etag,
                    "last_modified": validators.last_modified,
                    "sha256": sha256,
                },
                by="INSERT OR REPLACE",
                only_if=IF_SOURCE_IS_THERE,
            )

    def of(self, source: SourceId, looked_with: str) -> dict[str, tuple[str, Validators]]:
        """(sha256, validators) by address, of the pictures that were looked at in just this way.

        Args:
            looked_with: as in `SeenPictures.known`.
        """
        with self._database.reading() as connection:
            rows = connection.execute(
                """
                SELECT url, sha256, etag, last_modified
                FROM validators JOIN pictures USING (sha256)
                WHERE source_id = ? AND looked_with = ?
                """,
                (source, looked_with),
            )
            return {
                row["url"]: (
                    row["sha256"],
                    Validators(etag=row["etag"], last_modified=row["last_modified"]),
                )
                for row in rows
            }
