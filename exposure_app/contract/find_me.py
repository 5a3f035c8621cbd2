"""Photos of the user's own that would make good references: `find-me`."""

from collections.abc import Iterable

from exposure_app.contract.document import Document
from exposure_app.contract.people import reason_word
from exposure_app.domain.errors import ExposureError
from exposure_app.domain.faces import TemplateId
from exposure_app.domain.photos import ProposedPhoto
from exposure_app.domain.work import Skipped


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
    photo: ProposedPhoto, enrolled: TemplateId | None, refused: ExposureError | None
) -> Document:
    """One proposal, and what became of it with `--enrol`: a template's id, or why not."""
    return {
        "path": str(photo.path),
        "face": photo.face,
        "band": photo.match.band.value,
        "score": round(photo.match.score, 4),
        "picture_size": list(photo.size),
        "is_good": photo.is_good,
        "reason": photo.reason,
        "enrolled": enrolled,
        "refused": reason_word(refused) if refused else None,
    }
