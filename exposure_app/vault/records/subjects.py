"""Whom we look for."""

from exposure_app.domain.faces import SubjectId
from exposure_app.domain.subjects import Consent, Subject
from exposure_app.vault.database.connection import Database
from exposure_app.vault.records.codec import moment_of, moment_text

_SELECT = """
    SELECT id, name, consent, consented_at, consented_until, guardian,
           (SELECT count(*) FROM templates WHERE subject_id = subjects.id)
    FROM subjects
"""


class Subjects:
    """The people who agreed to be looked for."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, subject: Subject) -> None:
        """Keep a new subject; `subject.templates` is counted, never stored.

        Raises:
            ValueError: the name or the id is taken.
        """
        with self._database.transaction() as connection:
            added = connection.execute(
                """
                INSERT INTO subjects (id, name, consent, consented_at, consented_until, guardian)
                VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """,
                (
                    subject.id,
                    subject.name,
                    subject.consent.value,
                    moment_text(subject.consented_at),
                    subject.consented_until and moment_text(subject.consented_until),
                    subject.guardian,
                ),
            )
            if not added.rowcount:
                raise ValueError("the name or the id is taken")

    def renew(self, subject: Subject) -> None:
        """Keep a new consent of a subject who is here; their name and photos stay."""
        with self._database.transaction() as connection:
            connection.execute(
                """
                UPDATE subjects SET consent = ?, consented_at = ?, consented_until = ?, guardian = ?
                WHERE id = ?
                """,
                (
                    subject.consent.value,
                    moment_text(subject.consented_at),
                    subject.consented_until and moment_text(subject.consented_until),
                    subject.guardian,
                    subject.id,
                ),
            )

    def all(self) -> list[Subject]:
        """Everyone, oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(_SELECT + "ORDER BY consented_at, rowid").fetchall()
        return [_subject(row) for row in rows]

    def named(self, name: str) -> Subject | None:
        """The subject of this name."""
        with self._database.reading() as connection:
            row = connection.execute(_SELECT + "WHERE name = ?", (name,)).fetchone()
        return _subject(row) if row else None

    def remove(self, subject: SubjectId) -> None:
        """Forget a person: templates, findings with their crops and places, verdicts."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM subjects WHERE id = ?", (subject,))
        self._database.forget_old_pages()


def _subject(row: tuple[str, str, str, str, str | None, str, int]) -> Subject:
    subject_id, name, consent, consented_at, until, guardian, templates = row
    return Subject(
        id=SubjectId(subject_id),
        name=name,
        consent=Consent(consent),
        consented_at=moment_of(consented_at),
        templates=templates,
        consented_until=moment_of(until) if until else None,
        guardian=guardian,
    )
