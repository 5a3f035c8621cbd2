"""What the person said, as a history.

A verdict is about a subject and a picture's content, not about a finding, so it outlives
re-audits, removed sources and a change of model.
"""

from datetime import datetime

from exposure_app.domain.errors import NoSuchFinding, NoSuchVerdict
from exposure_app.domain.findings import FindingId, Verdict
from exposure_app.vault.database.connection import Database
from exposure_app.vault.records.codec import moment_of, moment_text
from exposure_app.vault.records.rows import insert


class Verdicts:
    """The history of verdicts; the newest one not undone is what holds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def judge(self, finding: FindingId, verdict: Verdict, at: datetime) -> None:
        """Append a verdict. Saying again what holds already adds nothing to undo.

        Raises:
            NoSuchFinding: no finding has this id.
        """
        with self._database.transaction() as connection:
            row = connection.execute(
                """
                SELECT subject_id, sha256, (
                    SELECT verdict FROM verdicts
                    WHERE sha256 = findings.sha256 AND subject_id = findings.subject_id
                      AND NOT is_undone
                    ORDER BY number DESC LIMIT 1) AS holds
                FROM findings WHERE id = ?
                """,
                (finding,),
            ).fetchone()
            if row is None:
                raise NoSuchFinding(finding)
            if row["holds"] == verdict.value:
                return
            insert(
                connection,
                "verdicts",
                {
                    "subject_id": row["subject_id"],
                    "sha256": row["sha256"],
                    "verdict": verdict.value,
                    "judged_at": moment_text(at),
                },
            )

    def undo(self) -> FindingId | None:
        """Take back the newest verdict on a finding that is still here; None if there is none.

        Verdicts on findings that are gone are passed over: nobody would see what was undone.
        """
        with self._database.transaction() as connection:
            row = connection.execute(
                """
                SELECT number, findings.id AS finding
                FROM verdicts JOIN findings USING (sha256, subject_id)
                WHERE NOT is_undone ORDER BY number DESC LIMIT 1
                """
            ).fetchone()
            if row is None:
                return None
            connection.execute(
                "UPDATE verdicts SET is_undone = 1 WHERE number = ?", (row["number"],)
            )
            return FindingId(row["finding"])

    def history(self, at_most: int | None = None) -> list[tuple[int, FindingId, Verdict, datetime]]:
        """What `undo` could take back, newest first: number, of what, which answer, when."""
        with self._database.reading() as connection:
            rows = connection.execute(
                """
                SELECT number, findings.id AS finding, verdict, judged_at
                FROM verdicts JOIN findings USING (sha256, subject_id)
                WHERE NOT is_undone ORDER BY number DESC LIMIT ?
                """,
                (-1 if at_most is None else at_most,),
            )
            return [
                (
                    row["number"],
                    FindingId(row["finding"]),
                    Verdict(row["verdict"]),
                    moment_of(row["judged_at"]),
                )
                for row in rows
            ]

    def undo_back_to(self, number: int) -> list[FindingId]:
        """Take back this answer and every newer one; of which findings, the newest answer first.

        Raises:
            NoSuchVerdict: it is not in `history`; nothing was changed.
        """
        with self._database.transaction() as connection:
            rows = connection.execute(
                """
                SELECT number, findings.id AS finding
                FROM verdicts JOIN findings USING (sha256, subject_id)
                WHERE NOT is_undone AND number >= ? ORDER BY number DESC
                """,
                (number,),
            ).fetchall()
            if not rows or rows[-1]["number"] != number:
                raise NoSuchVerdict(number)
            connection.executemany(
                "UPDATE verdicts SET is_undone = 1 WHERE number = ?",
                [(row["number"],) for row in rows],
            )
            return list(dict.fromkeys(FindingId(row["finding"]) for row in rows))
