"""Pictures looked at before, by content, so that an unchanged one is not decoded again."""

from collections.abc import Iterable
from typing import NamedTuple

from exposure_app.vault.database.connection import Database
from exposure_app.vault.records.rows import insert


class KnownPicture(NamedTuple):
    """What an earlier look at the same bytes saw.

    size: (width, height) in pixels.
    """

    size: tuple[int, int]
    faces_found: int
    faces_too_small: int


class SeenPictures:
    """A cache that may be lost: without it, an audit only takes longer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def known(self, sha256: str, looked_with: str) -> KnownPicture | None:
        """What was seen in the picture, if it was looked at in just this way.

        Args:
            sha256: hex, of the picture's bytes.
            looked_with: fingerprint of the model and the references it was compared with.
        """
        with self._database.reading() as connection:
            row = connection.execute(
                """
                SELECT width, height, faces_found, faces_too_small
                FROM pictures WHERE sha256 = ? AND looked_with = ?
                """,
                (sha256, looked_with),
            ).fetchone()
        if row is None:
            return None
        size = (row["width"], row["height"])
        return KnownPicture(size, row["faces_found"], row["faces_too_small"])

    def looked_at(self, looked_with: str) -> set[int]:
        """The first 64 bits of the SHA-256 of each picture looked at in just this way.

        Held by an audit, it spares a question to the vault for each picture never seen before:
        after another thread's write such a question deciphers its pages anew.
        """
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT substr(sha256, 1, 16) AS head FROM pictures WHERE looked_with = ?",
                (looked_with,),
            )
            return {int(row["head"], 16) for row in rows}

    def put(
        self,
        sha256: str,
        looked_with: str,
        size: tuple[int, int],
        faces_found: int,
        faces_too_small: int,
    ) -> None:
        """Keep the newest look at a picture, in place of an older one."""
        width, height = size
        with self._database.transaction() as connection:
            insert(
                connection,
                "pictures",
                {
                    "sha256": sha256,
                    "looked_with": looked_with,
                    "width": width,
                    "height": height,
                    "faces_found": faces_found,
                    "faces_too_small": faces_too_small,
                },
                by="INSERT OR REPLACE",
            )

    def forget(self, sha256s: Iterable[str]) -> None:
        """Look at these again in the next audit, whatever it looks with."""
        with self._database.transaction() as connection:
            connection.executemany(
                "DELETE FROM pictures WHERE sha256 = ?", [(sha256,) for sha256 in sha256s]
            )
