"""Where we look."""

from datetime import date, datetime
from typing import Any

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
from exposure_app.vault.database.connection import Database
from exposure_app.vault.records.codec import moment_of, moment_text

_SELECT = """
    SELECT id, locator, kind, footing, added_at, note, depth, max_pages, max_images, max_bytes,
           delay_s, max_host_bytes, max_minutes, allow_private, token, proved_by, proved_at,
           lifts_robots, keep_faces_days, permitted_by, permitted_on, permitted_words,
           permitted_until
    FROM sources
"""


class Sources:
    """The places the user opted in to."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, source: Source) -> None:
        """Keep a new source.

        Raises:
            SourceExists: one with this locator or id is here.
        """
        budget, permission = source.budget, source.permission
        with self._database.transaction() as connection:
            added = connection.execute(
                """
                INSERT INTO sources (id, locator, kind, footing, added_at, note, depth, max_pages,
                                     max_images, max_bytes, delay_s, max_host_bytes,
                                     max_minutes, allow_private, token, keep_faces_days,
                                     permitted_by, permitted_on, permitted_words, permitted_until)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """,
                (
                    source.id,
                    source.locator,
                    source.kind.value,
                    source.footing.value,
                    moment_text(source.added_at),
                    source.note,
                    budget.depth,
                    budget.max_pages,
                    budget.max_images,
                    budget.max_bytes,
                    budget.delay_s,
                    budget.max_host_bytes,
                    budget.max_minutes,
                    source.allow_private,
                    source.token,
                    source.keep_faces_days,
                    *_permission_row(permission),
                ),
            )
            if not added.rowcount:
                raise SourceExists(source.locator)

    def all(self) -> list[Source]:
        """Every source, oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(_SELECT + "ORDER BY added_at, rowid").fetchall()
        return [_source(row) for row in rows]

    def get(self, source: SourceId) -> Source | None:
        """The source of this id."""
        with self._database.reading() as connection:
            row = connection.execute(_SELECT + "WHERE id = ?", (source,)).fetchone()
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


def _source(row: tuple[Any, ...]) -> Source:
    source_id, locator, kind, footing, added_at, note, *limits = row[:13]
    allow_private, token, proved_by, proved_at, lifts_robots, keep_faces_days = row[13:19]
    return Source(
        id=SourceId(source_id),
        locator=locator,
        kind=Kind(kind),
        footing=Footing(footing),
        added_at=moment_of(added_at),
        note=note,
        budget=Budget(*limits),
        allow_private=bool(allow_private),
        token=token,
        proved_by=Proof(proved_by) if proved_by else None,
        proved_at=moment_of(proved_at) if proved_at else None,
        lifts_robots=bool(lifts_robots),
        permission=_permission(*row[19:]),
        keep_faces_days=keep_faces_days,
    )


def _permission_row(permission: Permission | None) -> tuple[str, str | None, str, str | None]:
    if permission is None:
        return "", None, "", None
    until = permission.until.isoformat() if permission.until else None
    return permission.by, permission.on.isoformat(), permission.words, until


def _permission(by: str, on: str | None, words: str, until: str | None) -> Permission | None:
    if on is None:
        return None
    return Permission(
        by, date.fromisoformat(on), words, date.fromisoformat(until) if until else None
    )
