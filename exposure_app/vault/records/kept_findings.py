"""Findings made of kept faces: without pictures, until an audit looks at the whole one again."""

from exposure_app.domain.errors import NoSuchSource, NoSuchSubject
from exposure_app.domain.faces import Box
from exposure_app.domain.findings import FindingId, Match
from exposure_app.domain.kept_faces import KeptPicture, KeptSource
from exposure_app.vault.database.connection import Database
from exposure_app.vault.records.codec import moment_text
from exposure_app.vault.records.finding_rows import FINDING_KEY, finding_columns
from exposure_app.vault.records.findings import finding_id
from exposure_app.vault.records.rows import Columns, insert, is_there, newer


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
        row = finding_columns(found, picture.sha256, picture.size, match, box)
        newest = newer(row, but=(*FINDING_KEY, "width", "height"))
        with self._database.transaction() as connection:
            if not is_there(connection, "subjects", match.subject):
                raise NoSuchSubject(match.subject)
            sources = {row["id"] for row in connection.execute("SELECT id FROM sources")}
            places = [one for one in picture.locations if one.source in sources]
            if not places:
                raise NoSuchSource(picture.sha256)
            connection.execute(
                """
                DELETE FROM crops WHERE finding_id = :id AND NOT EXISTS (
                    SELECT 1 FROM findings
                    WHERE id = :id AND box_left = :box_left AND box_top = :box_top
                      AND box_right = :box_right AND box_bottom = :box_bottom)
                """,
                row,
            )
            insert(connection, "findings", row, then=f"ON CONFLICT (id) DO UPDATE SET {newest}")
            for one in places:
                insert(connection, "places", _place(found, one), by="INSERT OR IGNORE")
            connection.execute(
                "UPDATE pictures SET looked_with = '' WHERE sha256 = ? AND NOT EXISTS "
                "(SELECT 1 FROM crops WHERE finding_id = ?)",
                (picture.sha256, found),
            )
        return found


def _place(found: FindingId, place: KeptSource) -> Columns:
    met_at = moment_text(place.met_at)
    return {
        "finding_id": found,
        "page_url": place.page_url,
        "image_url": place.image_url,
        "source_id": place.source,
        "first_seen": met_at,
        "last_seen": met_at,
    }
