"""Faces kept for instant re-search, each until its end: of sources for which it was turned on.

They are strangers' faces: nothing here reads one whose end has come, whether or not somebody
removed it yet (`kept_faces_expiry.py` does).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from exposure_app.domain.faces import Embedding
from exposure_app.domain.kept_faces import KeptCount, KeptPicture, KeptSource, MetFace
from exposure_app.domain.sources import SourceId
from exposure_app.vault.database.connection import Connection, Database, StoredRow
from exposure_app.vault.records.codec import (
    box_columns,
    box_of,
    moment_of,
    moment_text,
    vector_bytes,
    vector_of,
)
from exposure_app.vault.records.kept_faces_expiry import KeptFacesExpiry
from exposure_app.vault.records.rows import Columns, insert

_FACES = """
    SELECT kept_faces.*
    FROM kept_faces JOIN kept_pictures ON kept_pictures.id = picture_id
    WHERE sha256 = ? AND model = ? AND expires_at > ?
    ORDER BY kept_faces.id
"""
_PLACES = """
    SELECT kept_places.*, source_id
    FROM kept_places JOIN kept_pictures ON kept_pictures.id = picture_id
    WHERE sha256 = ? AND model = ? AND expires_at > ?
    ORDER BY page_url, image_url, source_id
"""


class KeptFaces(KeptFacesExpiry):
    """Kept faces by source and picture; gone with the source, its setting, or their end."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._database = database

    # --- an audit meets faces ------------------------------------------------------------------

    def put(
        self,
        source: SourceId,
        sha256: str,
        size: tuple[int, int],
        faces: Sequence[MetFace],
        met_at: datetime,
        *,
        room: int,
    ) -> int:
        """Keep the faces of a picture in place of those kept of it before.

        Nothing is kept of a source that was removed, or for which it is off, by now.

        Args:
            faces: all of one model; none forgets the picture.
            room: how many more faces this source may keep than now; the rest is left out.

        Returns:
            How many more faces of this source are kept now than before; below 0 for fewer.
        """
        with self._database.transaction() as connection:
            before = _forget_picture(connection, source, sha256)
            days = _days(connection, source)
            faces = faces[: room + before]
            if not faces or not days:
                return -before
            width, height = size
            [picture] = insert(
                connection,
                "kept_pictures",
                {
                    "source_id": source,
                    "sha256": sha256,
                    "model": faces[0].embedding.model,
                    "width": width,
                    "height": height,
                    "met_at": moment_text(met_at),
                    "expires_at": moment_text(met_at + timedelta(days=days)),
                },
                then="RETURNING id",
            )
            for face in faces:
                row = {"picture_id": picture["id"], **_face_columns(face)}
                insert(connection, "kept_faces", row)
        return len(faces) - before

    def meet_again(
        self, source: SourceId, sha256: str, page_url: str, image_url: str, met_at: datetime
    ) -> None:
        """A picture whose faces are kept was seen at this place: its time begins anew."""
        with self._database.transaction() as connection:
            days = _days(connection, source)
            row = connection.execute(
                """
                UPDATE kept_pictures SET met_at = ?3, expires_at = ?4
                WHERE source_id = ?1 AND sha256 = ?2 AND ?5 > 0 RETURNING id
                """,
                (
                    source,
                    sha256,
                    moment_text(met_at),
                    moment_text(met_at + timedelta(days=days)),
                    days,
                ),
            ).fetchone()
            if row is not None:
                insert(
                    connection,
                    "kept_places",
                    {
                        "picture_id": row["id"],
                        "page_url": page_url,
                        "image_url": image_url,
                        "met_at": moment_text(met_at),
                    },
                    by="INSERT OR REPLACE",
                )

    def not_held(self, source: SourceId, looked_with: str, model: str) -> set[str]:
        """SHA-256 of pictures known to show faces of which this source keeps none of this model.

        An audit looks at them again, though they are unchanged, if it meets them there.

        Args:
            looked_with: as in `SeenPictures.known`.
        """
        with self._database.reading() as connection:
            rows = connection.execute(
                """
                SELECT sha256 FROM pictures
                WHERE looked_with = ? AND faces_found > faces_too_small AND sha256 NOT IN
                    (SELECT sha256 FROM kept_pictures WHERE source_id = ? AND model = ?)
                """,
                (looked_with, source, model),
            )
            return {row["sha256"] for row in rows}

    # --- what there is -------------------------------------------------------------------------

    def counts(self, model: str, now: datetime) -> dict[SourceId, KeptCount]:
        """What is kept, by source; those of which nothing is kept are left out."""
        with self._database.reading() as connection:
            rows = connection.execute(
                """
                SELECT source_id, count(iif(model = ?1, 1, NULL)) AS faces,
                       count(iif(model = ?1, NULL, 1)) AS others,
                       max(met_at) AS newest, max(expires_at) AS last_until
                FROM kept_pictures JOIN kept_faces ON picture_id = kept_pictures.id
                WHERE expires_at > ?2 GROUP BY source_id
                """,
                (model, moment_text(now)),
            )
            return {SourceId(row["source_id"]): _count(row) for row in rows}

    def count(self, source: SourceId) -> int:
        """How many faces of a source stand in the vault, of whatever model, ended or not."""
        with self._database.reading() as connection:
            [row] = connection.execute(
                """
                SELECT count(*) AS faces
                FROM kept_faces JOIN kept_pictures ON kept_pictures.id = picture_id
                WHERE source_id = ?
                """,
                (source,),
            )
        return int(row["faces"])

    def vectors(self, model: str, now: datetime) -> list[tuple[int, str, Embedding]]:
        """(number, SHA-256 of its picture, embedding) of every kept face of this model."""
        with self._database.reading() as connection:
            rows = connection.execute(
                """
                SELECT kept_faces.id AS number, sha256, vector, norm
                FROM kept_faces JOIN kept_pictures ON kept_pictures.id = picture_id
                WHERE model = ? AND expires_at > ?
                """,
                (model, moment_text(now)),
            )
            return [
                (
                    row["number"],
                    row["sha256"],
                    Embedding(vector_of(row["vector"]), model, row["norm"]),
                )
                for row in rows
            ]

    def picture(self, sha256: str, model: str, now: datetime) -> KeptPicture | None:
        """All faces of this model that are kept of a picture, whichever source it was met at."""
        asked = (sha256, model, moment_text(now))
        with self._database.reading() as connection:
            faces = connection.execute(_FACES, asked).fetchall()
            places = connection.execute(_PLACES, asked).fetchall()
            size = connection.execute(
                "SELECT width, height FROM kept_pictures WHERE sha256 = ?", (sha256,)
            ).fetchone()
        if not faces:
            return None
        return KeptPicture(
            sha256=sha256,
            size=(size["width"], size["height"]),
            faces=tuple(_face(row, model) for row in faces),
            locations=tuple(_place(row) for row in places),
        )


def _days(connection: Connection, source: SourceId) -> int:
    row = connection.execute(
        "SELECT keep_faces_days FROM sources WHERE id = ?", (source,)
    ).fetchone()
    return int(row["keep_faces_days"]) if row else 0


def _forget_picture(connection: Connection, source: SourceId, sha256: str) -> int:
    """Forget what is kept of a picture; return how many faces that were."""
    [row] = connection.execute(
        """
        SELECT count(*) AS faces
        FROM kept_faces JOIN kept_pictures ON kept_pictures.id = picture_id
        WHERE source_id = ? AND sha256 = ?
        """,
        (source, sha256),
    )
    connection.execute(
        "DELETE FROM kept_pictures WHERE source_id = ? AND sha256 = ?", (source, sha256)
    )
    return int(row["faces"])


def _count(row: StoredRow) -> KeptCount:
    return KeptCount(
        faces=row["faces"],
        others=row["others"],
        newest=moment_of(row["newest"]),
        last_until=moment_of(row["last_until"]),
    )


def _face_columns(face: MetFace) -> Columns:
    seen = face.embedding
    return {**box_columns(face.box), "vector": vector_bytes(seen.vector), "norm": seen.norm}


def _face(row: StoredRow, model: str) -> MetFace:
    return MetFace(box_of(row), Embedding(vector_of(row["vector"]), model, row["norm"]))


def _place(row: StoredRow) -> KeptSource:
    return KeptSource(
        source=SourceId(row["source_id"]),
        page_url=row["page_url"],
        image_url=row["image_url"],
        met_at=moment_of(row["met_at"]),
    )
