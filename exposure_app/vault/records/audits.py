"""What each audit looked at, and what it did not."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import datetime
from typing import NewType

from exposure_app.domain.coverage import AuditSummary, Coverage, Gap
from exposure_app.domain.findings import Band
from exposure_app.domain.gap_reasons import reason_named
from exposure_app.vault.database.connection import Connection, Database
from exposure_app.vault.records.codec import moment_of, moment_text
from exposure_app.vault.records.rows import IF_SOURCE_IS_THERE, insert

AuditId = NewType("AuditId", int)

NOT_APART: Mapping[Band, float] = {}
"""Nobody told what the calibration alone expects."""

GAPS_KEPT = 10
"""Of how many audits the gaps are kept; the counts are kept of all."""

_COUNTS = tuple(field.name for field in fields(Coverage))
"""Columns of `audits`, named as the domain names them."""


class Audits:
    """Audits, complete or not."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, started_at: datetime) -> AuditId:
        """Open a new audit; it counts as stopped until it is saved as complete."""
        with self._database.transaction() as connection:
            row = insert(
                connection, "audits", {"started_at": moment_text(started_at)}, then="RETURNING id"
            ).fetchone()
            connection.execute(
                """
                DELETE FROM gaps WHERE audit_id NOT IN
                    (SELECT id FROM audits ORDER BY id DESC LIMIT ?)
                """,
                (GAPS_KEPT,),
            )
        return AuditId(row["id"])

    def add_gap(self, audit: AuditId, gap: Gap, source: str) -> None:
        """Keep one page or picture that was not looked at.

        Args:
            source: the id of the source it was met in, or "". The gap is dropped if that source
                was removed meanwhile: nothing is kept of a place the user took back.
        """
        with self._database.transaction() as connection:
            insert(
                connection,
                "gaps",
                {
                    "audit_id": audit,
                    "source_id": source or None,
                    "url": gap.url,
                    "reason": gap.reason.value,
                    "facts": json.dumps(dict(gap.facts)),
                },
                only_if=f":source_id IS NULL OR {IF_SOURCE_IS_THERE}",
            )

    def save(
        self,
        audit: AuditId,
        *,
        coverage: Coverage,
        seconds: float,
        is_complete: bool,
        expected_false_alarms: dict[Band, float],
        bystanders: Mapping[int, int],
        usual_false_alarms: Mapping[Band, float] = NOT_APART,
    ) -> None:
        """Keep how far an audit has come; called as often as one likes, the newest counts."""
        changes = ", ".join(f"{name} = :{name}" for name in _COUNTS)
        with self._database.transaction() as connection:
            connection.execute(
                "UPDATE audits SET seconds = :seconds, is_complete = :is_complete, "  # noqa: S608
                f"{changes} WHERE id = :audit",  # names of our own dataclass
                asdict(coverage) | {"seconds": seconds, "is_complete": is_complete, "audit": audit},
            )
            connection.executemany(
                "INSERT OR REPLACE INTO expected_false_alarms (audit_id, band, expected, usual) "
                "VALUES (?, ?, ?, ?)",
                [
                    (audit, band.value, expected, usual_false_alarms.get(band))
                    for band, expected in expected_false_alarms.items()
                ],
            )
            connection.executemany(
                "INSERT OR REPLACE INTO bystander_scores (audit_id, hundredths, faces) "
                "VALUES (?, ?, ?)",
                [(audit, hundredths, faces) for hundredths, faces in bystanders.items()],
            )

    def last(self) -> AuditSummary | None:
        """The newest audit with its gaps, and without findings; None before any."""
        with self._database.reading() as connection:
            row = connection.execute("SELECT * FROM audits ORDER BY id DESC LIMIT 1").fetchone()
            if row is None:
                return None
            audit = row["id"]
            expected, usual = _false_alarms(connection, audit)
            return AuditSummary(
                started_at=moment_of(row["started_at"]),
                seconds=row["seconds"],
                is_complete=bool(row["is_complete"]),
                coverage=Coverage(**{name: row[name] for name in _COUNTS}),
                gaps=_gaps(connection, audit),
                expected_false_alarms=expected,
                bystanders=_bystanders(connection, audit),
                usual_false_alarms=usual,
            )


def _gaps(connection: Connection, audit: int) -> tuple[Gap, ...]:
    rows = connection.execute(
        "SELECT url, reason, facts FROM gaps WHERE audit_id = ? ORDER BY id", (audit,)
    ).fetchall()
    return tuple(
        Gap(row["url"], reason_named(row["reason"]), json.loads(row["facts"])) for row in rows
    )


def _bystanders(connection: Connection, audit: int) -> dict[int, int]:
    rows = connection.execute(
        "SELECT hundredths, faces FROM bystander_scores WHERE audit_id = ? ORDER BY hundredths",
        (audit,),
    ).fetchall()
    return {row["hundredths"]: row["faces"] for row in rows}


def _false_alarms(
    connection: Connection, audit: int
) -> tuple[dict[Band, float], dict[Band, float]]:
    """How many are expected, and what the calibration alone expects; bands in their order."""
    rows = connection.execute(
        "SELECT band, expected, usual FROM expected_false_alarms WHERE audit_id = ?", (audit,)
    ).fetchall()
    kept = {Band(row["band"]): row for row in rows}
    of_bands = [(band, kept[band]) for band in Band if band in kept]
    return (
        {band: row["expected"] for band, row in of_bands},
        {band: row["usual"] for band, row in of_bands if row["usual"] is not None},
    )
