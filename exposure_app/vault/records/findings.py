"""Pictures that seem to show a subject, and every place they are on."""

import hashlib
from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import groupby
from typing import Any

from exposure_app.domain.context import NO_CONTEXT, NOT_SAID, Context, Taken
from exposure_app.domain.errors import NoSuchFinding, NoSuchSource, NoSuchSubject
from exposure_app.domain.faces import Box, SubjectId, TemplateId
from exposure_app.domain.findings import (
    Band,
    Finding,
    FindingId,
    Location,
    Match,
    Note,
    Sighting,
    State,
    Verdict,
)
from exposure_app.domain.sources import SourceId
from exposure_app.vault.database.connection import Connection, Database
from exposure_app.vault.records.codec import moment_of, moment_text
from exposure_app.vault.records.context_codec import context_of, context_text, taken_of

# One row per place; a place met through two sources is one place.
_SELECT = """
    SELECT findings.id, subjects.name, band, score, findings.sha256, width, height,
           box_left, box_top, box_right, box_bottom, template_id, notes,
           taken_at, taken_latitude, taken_longitude,
           (SELECT verdict FROM verdicts
            WHERE sha256 = findings.sha256 AND subject_id = findings.subject_id
              AND NOT is_undone
            ORDER BY number DESC LIMIT 1),
           page_url, image_url, min(first_seen), max(last_seen),
           iif(count(gone_at) = count(*), max(gone_at || ' ' || gone_because), NULL),
           max(context)
    FROM findings
    JOIN subjects ON subjects.id = findings.subject_id
    JOIN places ON places.finding_id = findings.id
"""
_GROUPED = """
    GROUP BY findings.id, page_url, image_url
    ORDER BY findings.id, min(first_seen), page_url, image_url
"""
_ONE = _SELECT + "WHERE findings.id = ?" + _GROUPED
_SOME = _SELECT + "WHERE (?1 IS NULL OR name = ?1) AND (?2 IS NULL OR band = ?2)" + _GROUPED


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
        match, box = sighting.match, sighting.box
        found = finding_id(match.subject, sha256)
        with self._database.transaction() as connection:
            if not _is_there(connection, "SELECT 1 FROM subjects WHERE id = ?", match.subject):
                raise NoSuchSubject(match.subject)
            connection.execute(
                """
                INSERT INTO findings (id, subject_id, sha256, width, height, band, score,
                                      box_left, box_top, box_right, box_bottom, template_id,
                                      notes, taken_at, taken_latitude, taken_longitude)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET
                    width = excluded.width, height = excluded.height,
                    band = excluded.band, score = excluded.score,
                    box_left = excluded.box_left, box_top = excluded.box_top,
                    box_right = excluded.box_right, box_bottom = excluded.box_bottom,
                    template_id = excluded.template_id, notes = excluded.notes,
                    taken_at = excluded.taken_at, taken_latitude = excluded.taken_latitude,
                    taken_longitude = excluded.taken_longitude
                """,
                (
                    found,
                    match.subject,
                    sha256,
                    *size,
                    match.band.value,
                    match.score,
                    *(box.left, box.top, box.right, box.bottom),
                    match.template,
                    _words(match.notes),
                    taken.at.isoformat() if taken.at else None,
                    *(
                        (where.latitude, where.longitude)
                        if (where := taken.where)
                        else (None, None)
                    ),
                ),
            )
            connection.execute(
                """
                INSERT INTO crops VALUES (?, ?, ?)
                ON CONFLICT DO UPDATE SET
                    crop_jpeg = excluded.crop_jpeg, context_jpeg = excluded.context_jpeg
                WHERE crop_jpeg IS NOT excluded.crop_jpeg
                   OR context_jpeg IS NOT excluded.context_jpeg
                """,
                (found, sighting.crop_jpeg, sighting.context_jpeg),
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
            for (found,) in rows:
                _add_place(connection, found, page_url, image_url, source, seen_at, context)
        return [FindingId(found) for (found,) in rows]

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
                "UPDATE findings SET band = ?, score = ?, template_id = ?, notes = ? WHERE id = ?",
                (match.band.value, match.score, match.template, _words(match.notes), finding),
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
                [(found,) for found, subject in rows if subject not in keep_subjects],
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
                SELECT findings.id FROM findings JOIN verdicts USING (sha256, subject_id)
                WHERE subject_id = ?1 AND verdict = ?2 AND number = (
                    SELECT max(number) FROM verdicts
                    WHERE sha256 = findings.sha256 AND subject_id = ?1 AND NOT is_undone)
                ORDER BY number DESC LIMIT ?3
                """,
                (subject, Verdict.NOT_ME.value, at_most),
            ).fetchall()
        return [FindingId(found) for (found,) in rows]

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
        return self._jpeg("SELECT crop_jpeg FROM crops WHERE finding_id = ?", finding)

    def context(self, finding: FindingId) -> bytes:
        """The whole found picture as JPEG, bystanders blurred; empty as `crop` may be.

        Raises:
            NoSuchFinding: no finding has this id.
        """
        return self._jpeg("SELECT context_jpeg FROM crops WHERE finding_id = ?", finding)

    def _jpeg(self, select: str, finding: FindingId) -> bytes:
        with self._database.reading() as connection:
            row = connection.execute(select, (finding,)).fetchone()
            if row is None and not _is_there(
                connection, "SELECT 1 FROM findings WHERE id = ?", finding
            ):
                raise NoSuchFinding(finding)
        return bytes(row[0]) if row else b""

    def _read(self, select: str, *wanted: str | None) -> list[Finding]:
        with self._database.reading() as connection:
            rows = connection.execute(select, wanted).fetchall()
        return [_finding(list(places)) for _, places in groupby(rows, key=lambda row: row[0])]


def _words(notes: Iterable[Note]) -> str:
    return " ".join(note.value for note in notes)


def _is_there(connection: Connection, select: str, key: str) -> bool:
    return connection.execute(select, (key,)).fetchone() is not None


def _add_place(
    connection: Connection,
    found: str,
    page_url: str,
    image_url: str,
    source: SourceId,
    seen_at: datetime,
    context: Context,
) -> None:
    if not _is_there(connection, "SELECT 1 FROM sources WHERE id = ?", source):
        raise NoSuchSource(source)
    seen = moment_text(seen_at)
    connection.execute(
        """
        INSERT INTO places (finding_id, page_url, image_url, source_id, first_seen, last_seen,
                            context)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET
            first_seen = min(first_seen, excluded.first_seen),  -- a clock may be set back
            last_seen = excluded.last_seen, gone_at = NULL, context = excluded.context
        """,
        (found, page_url, image_url, source, seen, seen, context_text(context)),
    )


def _finding(rows: list[tuple[Any, ...]]) -> Finding:
    found, name, band, score, sha256, width, height, *box, template, notes = rows[0][:13]
    *taken, verdict = rows[0][13:17]
    said = Verdict(verdict) if verdict else None
    return Finding(
        id=FindingId(found),
        subject=name,
        band=Band(band),
        score=score,
        state=State.after(said),
        verdict=said,
        image_sha256=sha256,
        picture_size=(width, height),
        box=Box(*box),
        template=TemplateId(template),
        locations=tuple(_place(row[17:]) for row in rows),
        notes=tuple(Note(word) for word in notes.split()),
        taken=taken_of(*taken),
    )


def _place(row: tuple[str, str, str, str, str | None, str]) -> Location:
    page_url, image_url, first_seen, last_seen, gone, context = row
    gone_at, _blank, because = (gone or "").partition(" ")
    return Location(
        page_url=page_url,
        image_url=image_url,
        first_seen=moment_of(first_seen),
        last_seen=moment_of(last_seen),
        gone_at=moment_of(gone_at) if gone_at else None,
        gone_because=because,
        context=context_of(context),
    )
