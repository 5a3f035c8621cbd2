"""What servers said of pictures, so that they can be asked whether those changed."""

from exposure_app.domain.images import Validators
from exposure_app.domain.sources import SourceId
from exposure_app.vault.database.connection import Database


class KnownValidators:
    """By source and address; gone with the source."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, source: SourceId, url: str, sha256: str, validators: Validators) -> None:
        """Keep the newest; nothing of a source that was removed meanwhile."""
        with self._database.transaction() as connection:
            connection.execute(
                """
                INSERT OR REPLACE INTO validators
                SELECT ?2, id, ?3, ?4, ?5 FROM sources WHERE id = ?1
                """,
                (source, url, validators.etag, validators.last_modified, sha256),
            )

    def of(self, source: SourceId, looked_with: str) -> dict[str, tuple[str, Validators]]:
        """(sha256, validators) by address, of the pictures that were looked at in just this way.

        Args:
            looked_with: as in `Pictures.known`.
        """
        with self._database.reading() as connection:
            rows = connection.execute(
                """
                SELECT url, sha256, etag, last_modified
                FROM validators JOIN pictures USING (sha256)
                WHERE source_id = ? AND looked_with = ?
                """,
                (source, looked_with),
            ).fetchall()
        return {url: (sha256, Validators(*said)) for url, sha256, *said in rows}
