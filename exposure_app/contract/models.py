"""Model packs and what a change of one does: `models [ACTION]`."""

from collections.abc import Iterable, Sequence

from exposure_app.contract.document import Document
from exposure_app.contract.pack_facts import PackListing
from exposure_app.domain.pack_change import PackChange


def models_document(states: Sequence[PackListing]) -> Document:
    """`models`: the packs that are here, and those that can be had."""
    return {
        "models": _packs(state for state in states if state.pack),
        "available": _packs(state for state in states if not state.pack),
    }


def pack_document(state: PackListing) -> Document:
    """`models add`, `models download`: one pack."""
    pack = state.pack
    return {
        "name": state.name,
        "model": pack.model if pack else None,
        "licence": state.licence,
        "title": state.title,
        "embedding_length": pack.embedding_length if pack else None,
        "status": str(state.status),
        "active": state.is_active,
        "default": state.is_default,
        "origin": state.origin,
        "download_bytes": state.download_bytes,
        "ignored": list(pack.ignored) if pack else [],
        "files": [
            {
                "name": file.name,
                "size": file.size,
                "sha256": file.sha256,
                "licence": file.licence,
                "origin": file.origin,
            }
            for file in (pack.files if pack else ())
        ],
    }


def licence_document(state: PackListing) -> Document:
    """`models licence`: the pack with the text of its licence."""
    return {**pack_document(state), "licence_text": state.licence_text}


def calibrated_document(state: PackListing, *, pictures: int, people: int) -> Document:
    """`models calibrate`: the pack, and how much it was measured on."""
    return {**pack_document(state), "pictures": pictures, "people": people}


def pack_change_document(pack: str, change: PackChange, *, is_made: bool) -> Document:
    """`models use`, and `models compare`, which says what it would do."""
    return {
        "model": pack,
        "changed": is_made,
        "photos": change.photos,
        "findings": change.findings,
        "lost_photos": [photo.id for photo in change.lost_photos],
        "not_reseen": change.not_reseen,
        "seconds": round(change.seconds, 3),
        "changes": [
            {
                "id": one.finding.id,
                "subject": one.finding.subject,
                "verdict": one.finding.verdict.value if one.finding.verdict else None,
                "before": one.before.value if one.before else None,
                "after": one.after.value if one.after else None,
            }
            for one in change.changes
        ],
    }


def pack_removed_document(pack: str) -> Document:
    """`models remove`."""
    return {"removed": pack}


def _packs(states: Iterable[PackListing]) -> list[Document]:
    return [pack_document(state) for state in states]
