"""How times and vectors stand in a row."""

from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray


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
