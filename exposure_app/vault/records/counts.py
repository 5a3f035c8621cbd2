"""Counts what the vault keeps, for receipts."""

from exposure_app.domain.faces import SubjectId
from exposure_app.domain.receipts import Holdings
from exposure_app.vault.database.connection import Database

_OF_SUBJECT = {
    "people": "SELECT count(*) AS number FROM subjects WHERE id = ?1",
    "photos": "SELECT count(*) AS number FROM templates WHERE subject_id = ?1",
    "look_alikes": "SELECT count(*) AS number FROM look_alikes WHERE subject_id = ?1",
    "findings": "SELECT count(*) AS number FROM findings WHERE subject_id = ?1",
    "addresses": """
        SELECT count(*) AS number FROM places JOIN findings ON findings.id = finding_id
        WHERE subject_id = ?1
    """,
    "answers": "SELECT count(*) AS number FROM verdicts WHERE subject_id = ?1",
}
_OF_ALL = {
    "people": "subjects",
    "photos": "templates",
    "look_alikes": "look_alikes",
    "findings": "findings",
    "addresses": "places",
    "answers": "verdicts",
    "kept_faces": "kept_faces",
    "places": "sources",
    "audits": "audits",
    "requests": "requests",
}


def holdings(database: Database, subject: SubjectId | None = None) -> Holdings:
    """What is kept of a person, or of everybody, at one moment."""
    with database.reading() as connection:

        def count(sql: str) -> int:
            [row] = connection.execute(sql, (subject,) if subject else ())
            return int(row["number"])

        if subject is not None:
            return Holdings(**{name: count(sql) for name, sql in _OF_SUBJECT.items()})
        tables = _OF_ALL.items()
        every = "SELECT count(*) AS number FROM "
        return Holdings(**{name: count(every + table) for name, table in tables})
