"""Whom we look for."""

from exposure_app.domain.faces import SubjectId
from exposure_app.domain.subjects import Consent, Subject
from exposure_app.vault.database.connection import Database, StoredRow
from exposure_app.vault.records.codec import moment_of, moment_text
from exposure_app.vault.records.rows import Columns, insert

_SELECT = """
    SELECT *, (SELECT count(*) FROM templates WHERE subject_id = subjects.id) AS templates
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
            added = insert(connection, "subjects", _columns(subject), then="ON CONFLICT DO NOTHING")
            if not added.rowcount:
                raise ValueError("the name or the id is taken")

    def renew(self, subject: Subject) -> None:
        """Keep a new consent of a subject who is here; their name and photos stay."""
        with self._database.transaction() as connection:
            connection.execute(
                """
                UPDATE subjects SET consent = :consent, consented_at = :consented_at,
                                    consented_until = :consented_until, guardian = :guardian
                WHERE id = :id
                """,
                _columns(subject),
            )

    def all(self) -> list[Subject]:
        """Everyone, oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(_SELECT + "ORDER BY consented_at, rowid")
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


def _columns(subject: Subject) -> Columns:
    until = subject.consented_until
    return {
        "id": subject.id,
        "name": subject.name,
        "consent": subject.consent.value,
        "consented_at": moment_text(subject.consented_at),
        "consented_until": moment_text(until) if until else None,
        "guardian": subject.guardian,
    }


def _subject(row: StoredRow) -> Subject:
    until = row["consented_until"]
    return Subject(
        id=SubjectId(row["id"]),
        name=row["name"],
        consent=Consent(row["consent"]),
        consented_at=moment_of(row["consented_at"]),
        templates=row["templates"],
        consented_until=moment_of(until) if until else None,
        guardian=row["guardian"],
    )
