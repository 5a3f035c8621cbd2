"""Where to look, and by what right: `sources` and `source ...`."""

from collections.abc import Iterable, Mapping

from exposure_app.contract.document import Document
from exposure_app.contract.kept_faces import count_document
from exposure_app.domain.kept_faces import KeptCount
from exposure_app.domain.removal import Removal
from exposure_app.domain.sources import Permission, Source, SourceId


def source_document(source: Source) -> Document:
    """`source add`, `source prove`: one source."""
    return {
        "id": source.id,
        "locator": source.locator,
        "kind": source.kind.value,
        "footing": source.footing.value,
        "note": source.note,
        "added_at": source.added_at.isoformat(),
        "depth": source.budget.depth,
        "max_pages": source.budget.max_pages,
        "max_images": source.budget.max_images,
        "max_bytes": source.budget.max_bytes,
        "delay": source.budget.delay_s,
        "allow_private": source.allow_private,
        "token": source.token,
        "proved_by": source.proved_by.value if source.proved_by else None,
        "proved_at": source.proved_at.isoformat() if source.proved_at else None,
        "lifts_robots": source.lifts_robots,
        "keep_faces_days": source.keep_faces_days,
        "max_host_bytes": source.budget.max_host_bytes,
        "max_minutes": source.budget.max_minutes,
        "permission": _permission(source.permission) if source.permission else None,
    }


def sources_document(sources: Iterable[Source], kept: Mapping[SourceId, KeptCount]) -> Document:
    """`sources`: all of them, each with what is kept of its faces."""
    return {
        "sources": [
            {**source_document(source), "kept_faces": count_document(kept.get(source.id))}
            for source in sources
        ]
    }


def schedule_document(source: str, every_days: int) -> Document:
    """`source schedule`: after how many days it is looked at again; 0 for only when asked to."""
    return {"id": source, "every_days": every_days}


def removal_document(receipt: Removal) -> Document:
    """`source remove`: what went with it, and what stays."""
    return {
        "removed": receipt.source.id,
        "locator": receipt.source.locator,
        "removed_at": receipt.removed_at.isoformat() if receipt.removed_at else None,
        "findings": [finding.id for finding in receipt.findings],
        "findings_staying": receipt.staying,
        "places": receipt.places,
        "kept_faces": receipt.kept_faces,
        "verdicts_staying": receipt.verdicts,
    }


def _permission(permission: Permission) -> Document:
    return {
        "by": permission.by,
        "on": permission.on.isoformat(),
        "words": permission.words,
        "until": permission.until.isoformat() if permission.until else None,
    }
