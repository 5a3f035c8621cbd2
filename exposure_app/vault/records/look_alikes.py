"""People known to look like a subject: pictures only, so that no stranger's embedding is kept."""

from exposure_app.domain.errors import NoSuchSubject
from exposure_app.domain.faces import SubjectId
from exposure_app.domain.subjects import LookAlike, LookAlikeId
from exposure_app.vault.database.connection import Database, StoredRow
from exposure_app.vault.records.codec import moment_of, moment_text
from exposure_app.vault.records.rows import insert


class LookAlikes:
    """Pictures of look-alikes, each of one subject."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, look_alike: LookAlike) -> None:
        """Keep one.

        Raises:
            NoSuchSubject: its subject is not, or no longer, here.
        """
        with self._database.transaction() as connection:
            added = insert(
                connection,
                "look_alikes",
                {
                    "id": look_alike.id,
                    "subject_id": look_alike.subject,
                    "photo_sha256": look_alike.photo_sha256,
                    "picture_jpeg": look_alike.picture_jpeg,
                    "added_at": moment_text(look_alike.added_at),
                },
                only_if="EXISTS (SELECT 1 FROM subjects WHERE id = :subject_id)",
            )
            if not added.rowcount:
                raise NoSuchSubject(look_alike.subject)

    def of(self, subject: SubjectId | None) -> list[LookAlike]:
        """Those of one subject, or of everybody if None, oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                """
                SELECT * FROM look_alikes
                WHERE ?1 IS NULL OR subject_id = ?1 ORDER BY added_at, rowid
                """,
                (subject,),
            )
            return [_look_alike(row) for row in rows]

    def remove(self, look_alike: LookAlikeId) -> None:
        """Forget one."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM look_alikes WHERE id = ?", (look_alike,))
        self._database.forget_old_pages()


def _look_alike(row: StoredRow) -> LookAlike:
    return LookAlike(
        id=LookAlikeId(row["id"]),
        subject=SubjectId(row["subject_id"]),
        photo_sha256=row["photo_sha256"],
        picture_jpeg=bytes(row["picture_jpeg"]),
        added_at=moment_of(row["added_at"]),
    )
