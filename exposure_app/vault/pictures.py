"""Pictures looked at before, by content, so that an unchanged one is not decoded again."""

from typing import NamedTuple

from exposure_app.vault.database import Database


class KnownPicture(NamedTuple):
    """What an earlier look at the same bytes saw.

    size: (width, height) in pixels.
    """

    size: tuple[int, int]
    faces_found: int
    faces_too_small: int


class Pictures:
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
        return KnownPicture((row[0], row[1]), row[2], row[3]) if row else None

    def put(
        self,
        sha256: str,
        looked_with: str,
        size: tuple[int, int],
        faces_found: int,
        faces_too_small: int,
        likeness: bytes = b"",
    ) -> None:
        """Keep the newest look at a picture, in place of an older one.

        Args:
            likeness: equal for copies of a picture; empty if it is not known.
        """
        with self._database.transaction() as connection:
            connection.execute(
                """
                INSERT OR REPLACE INTO pictures (sha256, looked_with, width, height, faces_found,
                                                 faces_too_small, likeness)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                (sha256, looked_with, *size, faces_found, faces_too_small, likeness),
            )
