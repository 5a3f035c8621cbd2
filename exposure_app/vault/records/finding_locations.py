"""Where findings are: which places an audit did not meet again, and which are gone for a reason."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from exposure_app.domain.findings import FindingId
from exposure_app.domain.sources import SourceId
from exposure_app.vault.database.connection import Database
from exposure_app.vault.records.codec import moment_text


class KnownLocation(NamedTuple):
    """One place of one finding, by the picture it showed."""

    finding: str
    sha256: str
    page_url: str
    image_url: str


class FindingLocations:
    """The places of findings, by the source in whose name they were met."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def not_seen_since(self, source: SourceId, since: datetime) -> list[KnownLocation]:
        """The places of a source that no audit has met since then, and that are not gone yet."""
        with self._database.reading() as connection:
            rows = connection.execute(
                """
                SELECT finding_id, sha256, page_url, image_url
                FROM places JOIN findings ON findings.id = finding_id
                WHERE source_id = ? AND last_seen < ? AND gone_at IS NULL
                """,
                (source, moment_text(since)),
            )
            return [
                KnownLocation(row["finding_id"], row["sha256"], row["page_url"], row["image_url"])
                for row in rows
            ]

    def of_source(self, source: SourceId) -> tuple[list[FindingId], int, int]:
        """What is known through a source.

        Returns:
            (the findings that have places in no other, how many have, how many addresses)
        """
        with self._database.reading() as connection:
            rows = connection.execute(
                """
                SELECT finding_id, count(*) AS addresses, finding_id IN (
                    SELECT finding_id FROM places WHERE source_id <> ?1) AS is_elsewhere
                FROM places WHERE source_id = ?1 GROUP BY finding_id
                """,
                (source,),
            ).fetchall()
        alone = [FindingId(row["finding_id"]) for row in rows if not row["is_elsewhere"]]
        return alone, len(rows) - len(alone), sum(row["addresses"] for row in rows)

    def mark_gone(
        self, source: SourceId, gone: Iterable[tuple[KnownLocation, str]], at: datetime
    ) -> None:
        """Keep that these places were asked for and no longer show the picture, each with why.

        One that is met again by a later audit is no longer gone.
        """
        with self._database.transaction() as connection:
            connection.executemany(
                """
                UPDATE places SET gone_at = ?, gone_because = ?
                WHERE finding_id = ? AND page_url = ? AND image_url = ? AND source_id = ?
                """,
                [
                    (moment_text(at), why, one.finding, one.page_url, one.image_url, source)
                    for one, why in gone
                ],
            )
