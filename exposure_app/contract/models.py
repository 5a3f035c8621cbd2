"""Model packs and what a change of one does: `models [ACTION]`."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from exposure_app.contract.document import Document
from exposure_app.domain.faces import Template
from exposure_app.domain.findings import BandChange


class FileOfPack(Protocol):
    """A file of weights."""

    @property
    def name(self) -> str:
        """Of the file."""
        ...

    @property
    def size(self) -> int:
        """In bytes."""
        ...

    @property
    def sha256(self) -> str:
        """Hex."""
        ...

    @property
    def licence(self) -> str:
        """An SPDX expression where there is one."""
        ...

    @property
    def origin(self) -> str:
        """Where it was published."""
        ...


class PackHere(Protocol):
    """A pack whose files are here."""

    @property
    def model(self) -> str:
        """What embeddings say they came from."""
        ...

    @property
    def embedding_length(self) -> int:
        """Numbers of an embedding."""
        ...

    @property
    def ignored(self) -> Sequence[str]:
        """Model files that came with it and are not used."""
        ...

    @property
    def files(self) -> Sequence[FileOfPack]:
        """Detector and recogniser."""
        ...


class PackListing(Protocol):
    """One pack, here or to be had, as the session lists it."""

    @property
    def name(self) -> str:
        """A machine word."""
        ...

    @property
    def title(self) -> str:
        """A proper name."""
        ...

    @property
    def licence(self) -> str:
        """Its short name."""
        ...

    @property
    def licence_text(self) -> str:
        """What is to be read before it is accepted."""
        ...

    @property
    def origin(self) -> str:
        """Where the weights were published; "" for the user's own."""
        ...

    @property
    def status(self) -> str:
        """How far it is from being used, as a machine word."""
        ...

    @property
    def is_active(self) -> bool:
        """Whether it is in use."""
        ...

    @property
    def is_default(self) -> bool:
        """Whether it is the one that ships."""
        ...

    @property
    def download_bytes(self) -> int | None:
        """How much a download would take; None where there is none."""
        ...

    @property
    def pack(self) -> PackHere | None:
        """Its files; None as long as they are not here."""
        ...


class ChangeOfPack(Protocol):
    """What a change of pack does, or did, as the session tells it."""

    @property
    def photos(self) -> int:
        """How many were looked at again."""
        ...

    @property
    def findings(self) -> int:
        """How many were looked at again."""
        ...

    @property
    def lost_photos(self) -> Sequence[Template]:
        """Those in which the new pack finds no face."""
        ...

    @property
    def not_reseen(self) -> int:
        """How many findings in which the new pack finds no face."""
        ...

    @property
    def seconds(self) -> float:
        """How long it took."""
        ...

    @property
    def changes(self) -> Sequence[BandChange]:
        """The findings whose band is another."""
        ...


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


def pack_change_document(pack: str, change: ChangeOfPack, *, is_made: bool) -> Document:
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
