"""How a row is written, and asked for.

Written as a dict of what stands in which column, so that no order has to be kept.
"""

from collections.abc import Collection, Iterable, Mapping

from exposure_app.vault.database.connection import Connection, Cursor

Columns = dict[str, object]
"""What stands in which column."""

IF_SOURCE_IS_THERE = "EXISTS (SELECT 1 FROM sources WHERE id = :source_id)"
"""For `only_if` of `insert`: nothing is kept of a source that was removed meanwhile."""


def insert(
    connection: Connection,
    table: str,
    row: Mapping[str, object],
    *,
    by: str = "INSERT",
    only_if: str = "true",
    then: str = "",
) -> Cursor:
    """Add a row. Its columns, and what is asked of them, are words of our own, never a user's.

    Args:
        by: the verb, where it is another: `INSERT OR REPLACE`, `INSERT OR IGNORE`.
        only_if: what must hold, or nothing is added; names columns of `row` as `:name`.
        then: what follows: `ON CONFLICT ...`, `RETURNING ...`.
    """
    given = ", ".join(f":{name}" for name in row)
    return connection.execute(
        f"{by} INTO {table} ({', '.join(row)}) SELECT {given} WHERE {only_if} {then}",
        row,
    )


def is_there(connection: Connection, table: str, key: str) -> bool:
    """Whether a table, named by us, has a row with this `id`."""
    found = connection.execute(f"SELECT 1 FROM {table} WHERE id = ?", (key,))  # noqa: S608
    return found.fetchone() is not None


def newer(columns: Iterable[str], *, but: Collection[str] = ()) -> str:
    """For `ON CONFLICT ... DO UPDATE SET`: each of these as the new row has it.

    Args:
        but: columns that stay as they are.
    """
    return ", ".join(f"{name} = excluded.{name}" for name in columns if name not in but)
