"""The gaps of the first three schemas, which kept them as texts: read, once, as reasons and facts.

A part of a released step: the names here stay as they are, whatever becomes of them elsewhere.
"""

import json
import re

from exposure_app.vault.database.connection import Connection

_READINGS = (
    ("out_of_scope", "permission ended", "permission_ended"),
    ("robots", r"crawl-delay (?P<pause_s>[0-9]+(?:\.[0-9]+)?(?:e\+[0-9]+)?|inf)", "robots"),
    ("robots", r"robots\.txt: HTTP (?P<status>[0-9]+)", "robots"),
    ("robots", r"robots\.txt: (?P<unsaid>.+)", "robots"),
    ("robots", r"(?P<signal>.+)", "robots"),
    ("blocked", r"HTTP (?P<status>[0-9]+)", "blocked"),
    ("login", r"HTTP (?P<status>[0-9]+)", "login"),
    ("not_found", r"HTTP (?P<status>[0-9]+)", "not_found"),
    ("not_found", "not saved", "not_saved"),
    ("timed_out", "decoding", "took_too_long"),
    ("too_large", r"over (?P<limit_bytes>[0-9]+) bytes", "too_large"),
    ("unreadable", "needs a browser", "needs_browser"),
    ("unreadable", r"needs the part (?P<part>.+)", "part_missing"),
    (
        "unreadable",
        r"(?P<width>[0-9]+)x(?P<height>[0-9]+): too small to show a face",
        "too_small",
    ),
    ("unreadable", r"(?P<obstacle>.+)", "unreadable"),
    ("too_many_pixels", r"(?P<width>[0-9]+)x(?P<height>[0-9]+)", "too_many_pixels"),
    ("budget", r"(?P<limit>.+)", "budget"),
)
"""(the `why` that was kept, the `detail`, the reason); the first that fits. What fits none has no
facts, and its `why` for a reason."""

_NUMBERS = {
    "pause_s": float,
    "status": int,
    "limit_bytes": int,
    "width": int,
    "height": int,
}


def read_gaps_in_words(connection: Connection) -> None:
    """Fill in `reason` and `facts` of all gaps out of `why` and `detail`."""
    rows = connection.execute("SELECT id, why, detail FROM gaps").fetchall()
    connection.executemany(
        "UPDATE gaps SET reason = ?, facts = ? WHERE id = ?",
        [(*_read(row["why"], row["detail"]), row["id"]) for row in rows],
    )


def _read(why: str, detail: str) -> tuple[str, str]:
    """A reason's name, and JSON of its facts."""
    for of_why, pattern, reason in _READINGS:
        if of_why == why and (found := re.fullmatch(pattern, detail, re.DOTALL)):
            told = found.groupdict()
            facts = {name: _NUMBERS.get(name, str)(fact) for name, fact in told.items()}
            return reason, json.dumps(facts)
    return why, "{}"
