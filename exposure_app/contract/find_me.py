"""Photos of the user's own that would make good references: `find-me`."""

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from exposure_app.contract.document import Document
from exposure_app.contract.people import reason_word
from exposure_app.domain.errors import ExposureError
from exposure_app.domain.faces import TemplateId
from exposure_app.domain.findings import Match
from exposure_app.domain.work import Skipped


class PhotoProposal(Protocol):
    """A photo that seems to show a subject, as the session proposes it."""

    @property
    def path(self) -> Path:
        """Where it is."""
        ...

    @property
    def match(self) -> Match:
        """How alike."""
        ...

    @property
    def face(self) -> int:
        """Which of its faces, from the left."""
        ...

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) in pixels."""
        ...

    @property
    def reason(self) -> str | None:
        """Why it would make no good reference; None if it would."""
        ...


def find_me_document(
    subject: str, proposed: Iterable[Document], skipped: Iterable[Skipped]
) -> Document:
    """`find-me`: what was proposed, as `proposal_document` has it, and what was not looked at."""
    return {
        "subject": subject,
        "proposed": list(proposed),
        "not_looked_at": [{"photo": one.url, "why": reason_word(one.why)} for one in skipped],
    }


def proposal_document(
    photo: PhotoProposal, enrolled: TemplateId | None, refused: ExposureError | None
) -> Document:
    """One proposal, and what became of it with `--enrol`: a template's id, or why not."""
    return {
        "path": str(photo.path),
        "face": photo.face,
        "band": photo.match.band.value,
        "score": round(photo.match.score, 4),
        "picture_size": list(photo.size),
        "is_good": photo.reason is None,
        "reason": photo.reason,
        "enrolled": enrolled,
        "refused": reason_word(refused) if refused else None,
    }
