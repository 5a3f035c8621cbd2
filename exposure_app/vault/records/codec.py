"""How times, vectors and boxes stand in a row."""

from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from exposure_app.domain.faces import Box
from exposure_app.vault.database.connection import StoredRow


def moment_text(moment: datetime) -> str:
    """ISO 8601 in UTC, always with microseconds, so that moments sort as text.

    Raises:
        ValueError: `moment` has no time zone, and so is no moment.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment_of(text: str) -> datetime:
    """The moment, in UTC.

    Raises:
        ValueError: it was not written by `moment_text`.
    """
    return datetime.fromisoformat(text)


def vector_bytes(vector: NDArray[np.float32]) -> bytes:
    """(D,) float32 as 4 * D bytes, little-endian on any machine."""
    return vector.astype("<f4").tobytes()


def vector_of(stored: bytes) -> NDArray[np.float32]:
    """(D,) float32, in memory of its own.

    Raises:
        ValueError: these are not so many whole numbers.
    """
    return np.frombuffer(stored, dtype="<f4").astype(np.float32)


def box_columns(box: Box) -> dict[str, float]:
    """The edges, each under its column."""
    return {
        "box_left": box.left,
        "box_top": box.top,
        "box_right": box.right,
        "box_bottom": box.bottom,
    }


def box_of(row: StoredRow) -> Box:
    """What `box_columns` wrote."""
    return Box(
        left=row["box_left"], top=row["box_top"], right=row["box_right"], bottom=row["box_bottom"]
    )
