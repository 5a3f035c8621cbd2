"""People known to look like a subject: pictures only, so that no stranger's embedding is kept."""

from exposure_app.domain.errors import NoSuchSubject
from exposure_app.domain.faces import SubjectId
from exposure_app.domain.subjects import LookAlike, LookAlikeId
from exposure_app.vault.database.connection import Database
from exposure_app.vault.records.codec import moment_of, moment_text


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
            added = connection.execute(
                """
                INSERT INTO look_alikes
                SELECT ?1, id, ?3, ?4, ?5 FROM subjects WHERE id = ?2
                """,
                (
                    look_alike.id,
                    look_alike.subject,
                    look_alike.photo_sha256,
                    look_alike.picture_jpeg,
                    moment_text(look_alike.added_at),
                ),
            )
            if not added.rowcount:
                raise NoSuchSubject(look_alike.subject)

    def of(self, subject: SubjectId | None) -> list[LookAlike]:
        """Those of one subject, or of everybody if None, oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                """
                SELECT id, subject_id, photo_sha256, picture_jpeg, added_at FROM look_alikes
                WHERE ?1 IS NULL OR subject_id = ?1 ORDER BY added_at, rowid
                """,
                (subject,),
            ).fetchall()
        return [
            LookAlike(LookAlikeId(one), SubjectId(of), sha256, bytes(picture), moment_of(added))
            for one, of, sha256, picture, added in rows
        ]

    def remove(self, look_alike: LookAlikeId) -> None:
        """Forget one."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM look_alikes WHERE id = ?", (look_alike,))
        self._database.forget_old_pages()
