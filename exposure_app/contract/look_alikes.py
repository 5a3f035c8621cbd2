"""People a subject is easily taken for: `look-alikes` and `look-alike ...`."""

from collections.abc import Iterable, Sequence

from exposure_app.contract.document import Document
from exposure_app.contract.findings import changes_document
from exposure_app.domain.findings import BandChange
from exposure_app.domain.subjects import LookAlike


def look_alikes_document(known: Iterable[tuple[str, LookAlike]]) -> Document:
    """`look-alikes`: each with the name of the subject they are like."""
    return {
        "look_alikes": [
            {"id": one.id, "subject": name, "added_at": one.added_at.isoformat()}
            for name, one in known
        ]
    }


def look_alike_added_document(
    added: LookAlike, subject: str, changes: Sequence[BandChange]
) -> Document:
    """`look-alike add`: the new one, and what that changes among the findings."""
    return {"id": added.id, "subject": subject, "changed": changes_document(changes)}


def look_alike_removed_document(look_alike: str, changes: Sequence[BandChange]) -> Document:
    """`look-alike remove`: which one, and what that changes among the findings."""
    return {"removed": look_alike, "changed": changes_document(changes)}
