"""What became of each source in its newest audit; gone with the source."""

from exposure_app.domain.outcomes import SourceOutcome
from exposure_app.domain.sources import SourceId
from exposure_app.vault.database.connection import Database
from exposure_app.vault.records.audits import AuditId
from exposure_app.vault.records.codec import moment_of, moment_text


class SourceOutcomes:
    """One per source. The gaps themselves are kept with the audit; here they are counted."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, audit: AuditId, outcome: SourceOutcome) -> None:
        """Keep the newest counts; nothing of a source that was removed meanwhile."""
        with self._database.transaction() as connection:
            connection.execute(
                """
                INSERT OR REPLACE INTO source_outcomes
                SELECT id, ?2, ?3, ?4, ?5, ?6 FROM sources WHERE id = ?1
                """,
                (
                    outcome.source,
                    audit,
                    outcome.pages,
                    outcome.pictures,
                    moment_text(outcome.at),
                    outcome.is_complete,
                ),
            )

    def all(self) -> dict[SourceId, SourceOutcome]:
        """By source, of those that were audited."""
        with self._database.reading() as connection:
            rows = connection.execute(
                """
                SELECT source_outcomes.source_id, pages, pictures, at, is_complete, why, count(why)
                FROM source_outcomes LEFT JOIN gaps USING (audit_id, source_id)
                GROUP BY source_outcomes.source_id, why
                """
            ).fetchall()
        gaps: dict[str, dict[str, int]] = {}
        for source, *_counts, why, count in rows:
            gaps.setdefault(source, {}).update({why: count} if why else {})
        return {
            SourceId(source): SourceOutcome(
                SourceId(source), pages, pictures, moment_of(at), bool(is_complete), gaps[source]
            )
            for source, pages, pictures, at, is_complete, *_gap in rows
        }
