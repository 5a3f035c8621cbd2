"""Pictures that seem to show a subject, and every place they are on."""

import hashlib
from collections.abc import Collection
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from exposure_app.domain.context import NO_CONTEXT, NOT_SAID, Context, Taken
from exposure_app.domain.errors import NoSuchFinding, NoSuchSource, NoSuchSubject
from exposure_app.domain.faces import SubjectId
from exposure_app.domain.findings import (
    Band,
    Finding,
    FindingId,
    Match,
    Sighting,
    State,
    Verdict,
)
from exposure_app.domain.sources import SourceId
from exposure_app.vault.database.connection import Connection, Database
from exposure_app.vault.records.codec import moment_text
from exposure_app.vault.records.context_codec import context_text, taken_columns
from exposure_app.vault.records.finding_rows import (
    FINDING_KEY,
    PLACES_OF_FINDINGS,
    finding_columns,
    finding_of,
    match_columns,
)
from exposure_app.vault.records.rows import insert, is_there, newer

_ONE = PLACES_OF_FINDINGS.format(wanted="findings.id = ?")
_SOME = PLACES_OF_FINDINGS.format(wanted="(?1 IS NULL OR name = ?1) AND (?2 IS NULL OR band = ?2)")


def finding_id(subject: SubjectId, sha256: str) -> FindingId:
    """The same for the same person in the same picture, in every audit of every vault."""
    return FindingId(hashlib.sha256(f"{subject}{sha256}".encode()).hexdigest()[:16])


class Findings:
    """Findings; at most one per subject and picture."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(
        self,
        sha256: str,
        size: tuple[int, int],
        sighting: Sighting,
        page_url: str,
        image_url: str,
        source: SourceId,
        seen_at: datetime,
        *,
        context: Context = NO_CONTEXT,
        taken: Taken = NOT_SAID,
    ) -> FindingId:
        """Keep a finding, or bring it up to date, and add the place to it.

        Args:
            sha256: hex, of the picture's bytes.
            size: (width, height) of the picture in pixels.
            context: what the place says of the picture.
            taken: what the picture's file says of itself.

        Raises:
            NoSuchSubject, NoSuchSource: removed while the audit ran; nothing was kept.
        """
        match = sighting.match
        found = finding_id(match.subject, sha256)
        row = finding_columns(found, sha256, size, match, sighting.box) | taken_columns(taken)
        newest = newer(row, but=FINDING_KEY)
        with self._database.transaction() as connection:
            if not is_there(connection, "subjects", match.subject):
                raise NoSuchSubject(match.subject)
            insert(connection, "findings", row, then=f"ON CONFLICT (id) DO UPDATE SET {newest}")
            insert(
                connection,
                "crops",
                {
                    "finding_id": found,
                    "crop_jpeg": sighting.crop_jpeg,
                    "context_jpeg": sighting.context_jpeg,
                },
                then="""
                ON CONFLICT DO UPDATE SET
                    crop_jpeg = excluded.crop_jpeg, context_jpeg = excluded.context_jpeg
                WHERE crop_jpeg IS NOT excluded.crop_jpeg
                   OR context_jpeg IS NOT excluded.context_jpeg
                """,
            )
            _add_place(connection, found, page_url, image_url, source, seen_at, context)
        return found

    def see_again(
        self, sha256: str, page_url: str, image_url: str, source: SourceId, seen_at: datetime,
        *, context: Context = NO_CONTEXT,
    ) -> list[FindingId]:  # fmt: skip
        """Add a place to every finding in an unchanged picture; return those findings.

        Raises:
            NoSuchSource: removed while the audit ran.
        """
        with self._database.transaction() as connection:
            rows = connection.execute(
                "SELECT id FROM findings WHERE sha256 = ?", (sha256,)
            ).fetchall()
            for row in rows:
                _add_place(connection, row["id"], page_url, image_url, source, seen_at, context)
        return [FindingId(row["id"]) for row in rows]

    def rematch(self, finding: FindingId, match: Match) -> None:
        """Give a finding the band, score, template and notes of a newer comparison.

        Where the score is another, the picture counts as not looked at yet: the new score comes
        from a smaller picture, and the next audit is to look at the whole one.
        """
        with self._database.transaction() as connection:
            connection.execute(
                """
                UPDATE pictures SET looked_with = '' WHERE sha256 = (
                    SELECT sha256 FROM findings WHERE id = ? AND score <> ?)
                """,
                (finding, match.score),
            )
            connection.execute(
                """
                UPDATE findings SET band = :band, score = :score, template_id = :template_id,
                                    notes = :notes
                WHERE id = :id
                """,
                match_columns(match) | {"id": finding},
            )

    def remove(self, finding: FindingId) -> None:
        """Forget a finding with its pictures and places. What was said of it stays said.

        Its picture counts as not looked at yet.
        """
        with self._database.transaction() as connection:
            connection.execute(
                """
                UPDATE pictures SET looked_with = '' WHERE sha256 = (
                    SELECT sha256 FROM findings WHERE id = ?)
                """,
                (finding,),
            )
            connection.execute("DELETE FROM findings WHERE id = ?", (finding,))

    def forget_unjudged(self, sha256: str, keep_subjects: Collection[SubjectId]) -> None:
        """After a fresh look at a picture: drop what no longer matches, unless it was judged.

        Args:
            keep_subjects: whom the picture still seems to show.
        """
        with self._database.transaction() as connection:
            rows = connection.execute(
                """
                SELECT id, subject_id FROM findings
                WHERE sha256 = ?1 AND NOT EXISTS (
                    SELECT 1 FROM verdicts
                    WHERE sha256 = ?1 AND subject_id = findings.subject_id AND NOT is_undone)
                """,
                (sha256,),
            ).fetchall()
            connection.executemany(
                "DELETE FROM findings WHERE id = ?",
                [(row["id"],) for row in rows if row["subject_id"] not in keep_subjects],
            )

    def all(
        self,
        *,
        subject: str | None = None,
        band: Band | None = None,
        state: State | None = None,
    ) -> list[Finding]:
        """Findings, strongest first, narrowed by any of the three.

        Args:
            subject: a name.
        """
        found = self._read(_SOME, subject, band.value if band else None)
        found.sort(key=lambda one: (-one.band.rank, -one.score, one.id))
        return [one for one in found if state is None or one.state is state]

    def set_aside(self, subject: SubjectId, at_most: int) -> list[FindingId]:
        """Findings the user said do not show this subject, the newest verdict first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                """
                SELECT findings.id AS id FROM findings JOIN verdicts USING (sha256, subject_id)
                WHERE subject_id = ?1 AND verdict = ?2 AND number = (
                    SELECT max(number) FROM verdicts
                    WHERE sha256 = findings.sha256 AND subject_id = ?1 AND NOT is_undone)
                ORDER BY number DESC LIMIT ?3
                """,
                (subject, Verdict.NOT_ME.value, at_most),
            )
            return [FindingId(row["id"]) for row in rows]

    def get(self, finding: FindingId) -> Finding:
        """One finding.

        Raises:
            NoSuchFinding: no finding has this id.
        """
        found = self._read(_ONE, finding)
        if not found:
            raise NoSuchFinding(finding)
        return found[0]

    def crop(self, finding: FindingId) -> bytes:
        """The found face as JPEG, bystanders blurred; empty until an audit has looked at it.

        A finding made of a kept face has no pictures at first.

        Raises:
            NoSuchFinding: no finding has this id.
        """
        return self._jpeg("SELECT crop_jpeg AS jpeg FROM crops WHERE finding_id = ?", finding)

    def context(self, finding: FindingId) -> bytes:
        """The whole found picture as JPEG, bystanders blurred; empty as `crop` may be.

        Raises:
            NoSuchFinding: no finding has this id.
        """
        return self._jpeg("SELECT context_jpeg AS jpeg FROM crops WHERE finding_id = ?", finding)

    def _jpeg(self, select: str, finding: FindingId) -> bytes:
        with self._database.reading() as connection:
            row = connection.execute(select, (finding,)).fetchone()
            if row is None and not is_there(connection, "findings", finding):
                raise NoSuchFinding(finding)
        return bytes(row["jpeg"]) if row else b""

    def _read(self, select: str, *wanted: str | None) -> list[Finding]:
        with self._database.reading() as connection:
            rows = connection.execute(select, wanted)
            return [finding_of(list(places)) for _id, places in groupby(rows, itemgetter("id"))]


def _add_place(
    connection: Connection,
    found: str,
    page_url: str,
    image_url: str,
    source: SourceId,
    seen_at: datetime,
    context: Context,
) -> None:
    if not is_there(connection, "sources", source):
        raise NoSuchSource(source)
    seen = moment_text(seen_at)
    insert(
        connection,
        "places",
        {
            "finding_id": found,
            "page_url": page_url,
            "image_url": image_url,
            "source_id": source,
            "first_seen": seen,
            "last_seen": seen,
            "context": context_text(context),
        },
        then="""
        ON CONFLICT DO UPDATE SET
            first_seen = min(first_seen, excluded.first_seen),  -- a clock may be set back
            last_seen = excluded.last_seen, gone_at = NULL, context = excluded.context
        """,
    )
