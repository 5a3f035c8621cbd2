"""How a finding stands in the vault: one row for itself, and one for each place it is on."""

from collections.abc import Sequence

from exposure_app.domain.faces import Box, TemplateId
from exposure_app.domain.findings import (
    Band,
    Finding,
    FindingId,
    Location,
    Match,
    Note,
    State,
    Verdict,
)
from exposure_app.vault.database.connection import StoredRow
from exposure_app.vault.records.codec import box_columns, box_of, moment_of
from exposure_app.vault.records.context_codec import context_of, taken_of
from exposure_app.vault.records.rows import Columns

PLACES_OF_FINDINGS = """
    SELECT findings.id AS id, page_url, image_url,
           min(first_seen) AS first_met, max(last_seen) AS last_met, max(context) AS said,
           iif(count(gone_at) = count(*), max(gone_at || ' ' || gone_because), NULL) AS gone,
           name, band, score, findings.sha256 AS sha256, width, height,
           box_left, box_top, box_right, box_bottom, template_id, notes,
           taken_at, taken_latitude, taken_longitude,
           (SELECT verdict FROM verdicts
            WHERE sha256 = findings.sha256 AND subject_id = findings.subject_id
              AND NOT is_undone
            ORDER BY number DESC LIMIT 1) AS verdict
    FROM findings
    JOIN subjects ON subjects.id = findings.subject_id
    JOIN places ON places.finding_id = findings.id
    WHERE {wanted}
    GROUP BY findings.id, page_url, image_url
    ORDER BY findings.id, min(first_seen), page_url, image_url
"""
"""One row per place, those of a finding one after the other; a place met through two sources is
one place. What is read of every row stands first: a name is looked for from there on."""


FINDING_KEY = ("id", "subject_id", "sha256")
"""Columns in which a finding stays what it is, whatever a newer look says."""


def finding_columns(
    found: FindingId, sha256: str, size: tuple[int, int], match: Match, box: Box
) -> Columns:
    """A finding's own row, but what the picture's file says of itself."""
    width, height = size
    return {
        "id": found,
        "subject_id": match.subject,
        "sha256": sha256,
        "width": width,
        "height": height,
        **match_columns(match),
        **box_columns(box),
    }


def match_columns(match: Match) -> Columns:
    """What a comparison says, under its columns."""
    return {
        "band": match.band.value,
        "score": match.score,
        "template_id": match.template,
        "notes": " ".join(note.value for note in match.notes),
    }


def finding_of(places: Sequence[StoredRow]) -> Finding:
    """A finding of its rows, at least one, as `PLACES_OF_FINDINGS` gives them."""
    row = places[0]
    verdict = row["verdict"]
    said = Verdict(verdict) if verdict else None
    return Finding(
        id=FindingId(row["id"]),
        subject=row["name"],
        band=Band(row["band"]),
        score=row["score"],
        state=State.after(said),
        verdict=said,
        image_sha256=row["sha256"],
        picture_size=(row["width"], row["height"]),
        box=box_of(row),
        template=TemplateId(row["template_id"]),
        locations=tuple(_location(place) for place in places),
        notes=tuple(Note(word) for word in row["notes"].split()),
        taken=taken_of(row),
    )


def _location(row: StoredRow) -> Location:
    gone_at, _blank, because = (row["gone"] or "").partition(" ")
    return Location(
        page_url=row["page_url"],
        image_url=row["image_url"],
        first_seen=moment_of(row["first_met"]),
        last_seen=moment_of(row["last_met"]),
        gone_at=moment_of(gone_at) if gone_at else None,
        gone_because=because,
        context=context_of(row["said"]),
    )
