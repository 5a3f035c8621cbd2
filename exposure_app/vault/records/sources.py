"""Where we look."""

from dataclasses import asdict, fields
from datetime import date, datetime

from exposure_app.domain.errors import SourceExists
from exposure_app.domain.sources import (
    Budget,
    Footing,
    Kind,
    Permission,
    Proof,
    Source,
    SourceId,
)
from exposure_app.vault.database.connection import Database, StoredRow
from exposure_app.vault.records.codec import moment_of, moment_text
from exposure_app.vault.records.rows import Columns, insert

_LIMITS = tuple(limit.name for limit in fields(Budget))
"""Columns of `sources`, named as the domain names them."""


class Sources:
    """The places the user opted in to."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, source: Source) -> None:
        """Keep a new source.

        Raises:
            SourceExists: one with this locator or id is here.
        """
        with self._database.transaction() as connection:
            added = insert(connection, "sources", _columns(source), then="ON CONFLICT DO NOTHING")
            if not added.rowcount:
                raise SourceExists(source.locator)

    def all(self) -> list[Source]:
        """Every source, oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT * FROM sources ORDER BY added_at, rowid")
            return [_source(row) for row in rows]

    def get(self, source: SourceId) -> Source | None:
        """The source of this id."""
        with self._database.reading() as connection:
            row = connection.execute("SELECT * FROM sources WHERE id = ?", (source,)).fetchone()
        return _source(row) if row else None

    def keep_proof(
        self, source: SourceId, *, token: str, proved_by: Proof | None, at: datetime | None
    ) -> None:
        """Keep how the site showed `token`, or that it did not; then robots.txt holds again."""
        with self._database.transaction() as connection:
            connection.execute(
                """
                UPDATE sources SET token = ?2, proved_by = ?3, proved_at = ?4,
                       lifts_robots = iif(?3 IS NULL, 0, lifts_robots)
                WHERE id = ?1
                """,
                (
                    source,
                    token,
                    proved_by.value if proved_by else None,
                    moment_text(at) if at else None,
                ),
            )

    def lift_robots(self, source: SourceId, *, lifts: bool) -> None:
        """Keep whether robots.txt is passed over; it never is where nothing is proved."""
        with self._database.transaction() as connection:
            connection.execute(
                "UPDATE sources SET lifts_robots = ? WHERE id = ? AND proved_by IS NOT NULL",
                (lifts, source),
            )

    def keep_faces(self, source: SourceId, days: int) -> None:
        """Keep for how long faces met at this source are kept; 0 for not at all."""
        with self._database.transaction() as connection:
            connection.execute(
                "UPDATE sources SET keep_faces_days = ? WHERE id = ?", (days, source)
            )

    def remove(self, source: SourceId) -> None:
        """Forget a place, its gaps, and what was found only there.

        Verdicts stay: if the picture turns up elsewhere, the person is not asked again. What is
        known of pictures goes for all sources, since it does not say which of them showed one;
        the next audit looks at them again.
        """
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM sources WHERE id = ?", (source,))
            connection.execute(
                "DELETE FROM findings WHERE id NOT IN (SELECT finding_id FROM places)"
            )
            connection.execute("DELETE FROM pictures")
            connection.execute("DELETE FROM looked_into")
        self._database.forget_old_pages()


def _columns(source: Source) -> Columns:
    return {
        "id": source.id,
        "locator": source.locator,
        "kind": source.kind.value,
        "footing": source.footing.value,
        "added_at": moment_text(source.added_at),
        "note": source.note,
        **asdict(source.budget),
        "allow_private": source.allow_private,
        "token": source.token,
        "proved_by": source.proved_by.value if source.proved_by else None,
        "proved_at": moment_text(source.proved_at) if source.proved_at else None,
        "lifts_robots": source.lifts_robots,
        **(_permission_columns(source.permission) if source.permission else {}),
        "keep_faces_days": source.keep_faces_days,
    }


def _source(row: StoredRow) -> Source:
    return Source(
        id=SourceId(row["id"]),
        locator=row["locator"],
        kind=Kind(row["kind"]),
        footing=Footing(row["footing"]),
        added_at=moment_of(row["added_at"]),
        note=row["note"],
        budget=Budget(**{limit: row[limit] for limit in _LIMITS}),
        allow_private=bool(row["allow_private"]),
        token=row["token"],
        proved_by=Proof(row["proved_by"]) if row["proved_by"] else None,
        proved_at=moment_of(row["proved_at"]) if row["proved_at"] else None,
        lifts_robots=bool(row["lifts_robots"]),
        permission=_permission(row) if row["permitted_on"] else None,
        keep_faces_days=row["keep_faces_days"],
    )


def _permission_columns(permission: Permission) -> Columns:
    return {
        "permitted_by": permission.by,
        "permitted_on": permission.on.isoformat(),
        "permitted_words": permission.words,
        "permitted_until": permission.until.isoformat() if permission.until else None,
    }


def _permission(row: StoredRow) -> Permission:
    until = row["permitted_until"]
    return Permission(
        by=row["permitted_by"],
        on=date.fromisoformat(row["permitted_on"]),
        words=row["permitted_words"],
        until=date.fromisoformat(until) if until else None,
    )
