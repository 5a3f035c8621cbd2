"""What every document is made of: keys, values that JSON can hold, and moments."""

from datetime import UTC, datetime
from typing import Any

Document = dict[str, Any]
"""A JSON object."""


def moment(at: datetime) -> str:
    """ISO 8601 to the second, with the offset from UTC."""
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).isoformat(timespec="seconds")
