"""Findings made of kept faces: without pictures, until an audit looks at the whole one again."""

from exposure_app.domain.errors import NoSuchSource, NoSuchSubject
from exposure_app.domain.faces import Box
from exposure_app.domain.findings import FindingId, Match
from exposure_app.domain.kept_faces import KeptPicture
from exposure_app.vault.database.connection import Database
from exposure_app.vault.records.codec import moment_text
from exposure_app.vault.records.findings import finding_id


class KeptFindings:
    """Writes findings that nobody fetched anything for."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, picture: KeptPicture, match: Match, box: Box) -> FindingId:
        """Keep a finding, or bring it up to date, with the places where its picture was met.

        A place that is known already stays as it stands: nothing was asked of it. The pictures of
        a finding go if they show another face than this one. The picture counts as not looked at
        yet, so that the next audit gives the finding its pictures.

        Raises:
            NoSuchSubject, NoSuchSource: removed meanwhile; nothing was kept.
        """
        found = finding_id(match.subject, picture.sha256)
        edges = (box.left, box.top, box.right, box.bottom)
        with self._database.transaction() as connection:
            known = connection.execute("SELECT 1 FROM subjects WHERE id = ?", (match.subject,))
            if known.fetchone() is None:
                raise NoSuchSubject(match.subject)
            sources = {one for (one,) in connection.execute("SELECT id FROM sources").fetchall()}
            places = [one for one in picture.locations if one.source in sources]
            if not places:
                raise NoSuchSource(picture.sha256)
            connection.execute(
                """
                DELETE FROM crops WHERE finding_id = ?1 AND NOT EXISTS (
                    SELECT 1 FROM findings WHERE id = ?1
                    AND (box_left, box_top, box_right, box_bottom) = (?2, ?3, ?4, ?5))
                """,
                (found, *edges),
            )
            connection.execute(
                """
                INSERT INTO findings (id, subject_id, sha256, width, height, band, score,
                                      box_left, box_top, box_right, box_bottom, template_id,
                                      notes)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET
                    band = excluded.band, score = excluded.score,
                    box_left = excluded.box_left, box_top = excluded.box_top,
                    box_right = excluded.box_right, box_bottom = excluded.box_bottom,
                    template_id = excluded.template_id, notes = excluded.notes
                """,
                (
                    found,
                    match.subject,
                    picture.sha256,
                    *picture.size,
                    match.band.value,
                    match.score,
                    *edges,
                    match.template,
                    " ".join(note.value for note in match.notes),
                ),
            )
            connection.executemany(
                """
                INSERT OR IGNORE INTO places (finding_id, page_url, image_url, source_id,
                                              first_seen, last_seen)
                VALUES (?1, ?2, ?3, ?4, ?5, ?5)
                """,
                [
                    (found, one.page_url, one.image_url, one.source, moment_text(one.met_at))
                    for one in places
                ],
            )
            connection.execute(
                "UPDATE pictures SET looked_with = '' WHERE sha256 = ? AND NOT EXISTS "
                "(SELECT 1 FROM crops WHERE finding_id = ?)",
                (picture.sha256, found),
            )
        return found
