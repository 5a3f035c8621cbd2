"""What became of each source in its newest audit; gone with the source."""

from collections import Counter

from exposure_app.domain.gap_reasons import reason_named
from exposure_app.domain.outcomes import SourceOutcome
from exposure_app.domain.sources import SourceId
from exposure_app.vault.database.connection import Database
from exposure_app.vault.records.audits import AuditId
from exposure_app.vault.records.codec import moment_of, moment_text
from exposure_app.vault.records.rows import IF_SOURCE_IS_THERE, insert


class SourceOutcomes:
    """One per source. The gaps themselves are kept with the audit; here they are counted."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, audit: AuditId, outcome: SourceOutcome) -> None:
        """Keep the newest counts; nothing of a source that was removed meanwhile."""
        with self._database.transaction() as connection:
            insert(
                connection,
                "source_outcomes",
                {
                    "source_id": outcome.source,
                    "audit_id": audit,
                    "pages": outcome.pages,
                    "pictures": outcome.pictures,
                    "at": moment_text(outcome.at),
                    "is_complete": outcome.is_complete,
                },
                by="INSERT OR REPLACE",
                only_if=IF_SOURCE_IS_THERE,
            )

    def all(self) -> dict[SourceId, SourceOutcome]:
        """By source, of those that were audited."""
        with self._database.reading() as connection:
            rows = connection.execute(
                """
                SELECT source_outcomes.*, reason, count(reason) AS gaps
                FROM source_outcomes LEFT JOIN gaps USING (audit_id, source_id)
                GROUP BY source_outcomes.source_id, reason
                """
            ).fetchall()
        gaps: dict[str, Counter[str]] = {}
        for row in rows:
            why = {reason_named(row["reason"]).why: row["gaps"]} if row["reason"] else {}
            gaps.setdefault(row["source_id"], Counter()).update(why)
        return {
            SourceId(row["source_id"]): SourceOutcome(
                source=SourceId(row["source_id"]),
                pages=row["pages"],
                pictures=row["pictures"],
                at=moment_of(row["at"]),
                is_complete=bool(row["is_complete"]),
                gaps=gaps[row["source_id"]],
            )
            for row in rows
        }
