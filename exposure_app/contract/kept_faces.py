"""Faces kept for re-search: `search-kept`, `source keep-faces`, `source forget-faces`."""

from exposure_app.contract.document import Document
from exposure_app.contract.findings import changes_document
from exposure_app.domain.findings import Band
from exposure_app.domain.kept_faces import KeptCount, KeptMatch


def kept_search_document(answer: KeptMatch) -> Document:
    """`search-kept`, and `kept_faces` of `enrol`: what was compared, and what moved."""
    return {
        "faces": answer.faces,
        "sources": answer.sources,
        "oldest_news": answer.oldest_news.isoformat() if answer.oldest_news else None,
        "is_partial": answer.is_partial,
        "expected_false_alarms": answer.expected_false_alarms.get(Band.LOOKS_LIKE_YOU, 0.0),
        "changes": changes_document(answer.changes),
    }


def count_document(count: KeptCount | None) -> Document | None:
    """`kept_faces` of a source: how many, and until when; None if nothing is kept."""
    if count is None:
        return None
    return {
        "faces": count.faces,
        "of_another_model": count.others,
        "newest": count.newest.isoformat(),
        "last_until": count.last_until.isoformat(),
    }


def keep_faces_document(source: str, days: int) -> Document:
    """`source keep-faces`: for how many days; 0 for not at all."""
    return {"id": source, "keep_faces_days": days}


def forget_faces_document(source: str) -> Document:
    """`source forget-faces`."""
    return {"forgotten": source}
