"""Who is looked for, with what photos: `enrol`, `subjects` and `subject ...`."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from exposure_app.contract.document import Document
from exposure_app.contract.kept_faces import kept_search_document
from exposure_app.contract.vault import receipt_document
from exposure_app.domain.errors import ExposureError
from exposure_app.domain.faces import Template, TemplateId
from exposure_app.domain.kept_faces import KeptMatch
from exposure_app.domain.receipts import Receipt
from exposure_app.domain.subjects import Subject
from exposure_app.domain.work import Skipped
from exposure_app.wording import explain


def enrolment_document(
    subject: str,
    enrolled: Iterable[Template],
    refused: Iterable[Skipped],
    *,
    odd: Sequence[TemplateId],
    kept: KeptMatch,
) -> Document:
    """`enrol`: the photos that were taken in, and those that were not, with the reason.

    Args:
        odd: the subject's photos that are unlike the others.
        kept: what the kept faces say about everybody enrolled now.
    """
    return {
        "subject": subject,
        "enrolled": [
            {"id": item.id, "era": item.era, "photo_sha256": item.photo_sha256} for item in enrolled
        ],
        "refused": [
            {"photo": item.url, "why": reason_word(item.why), "detail": explain(item.why).what}
            for item in refused
        ],
        "odd_photos": list(odd),
        "kept_faces": kept_search_document(kept),
    }


def reason_word(why: ExposureError) -> str:
    """A machine word for why a photo was refused: the class in snake case."""
    name = type(why).__name__
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")


def subjects_document(
    subjects: Iterable[Subject], odd: Mapping[str, Sequence[TemplateId]], now: datetime
) -> Document:
    """`subjects`: everybody enrolled.

    Args:
        odd: by name, the photos that are unlike the person's others.
        now: with a time zone; a consent may have ended by then.
    """
    return {"subjects": [_subject(one, odd[one.name], now) for one in subjects]}


def photos_document(
    subject: str, photos: Iterable[Template], odd: Collection[TemplateId]
) -> Document:
    """`subject photos`: one person's photos."""
    return {
        "subject": subject,
        "photos": [
            {
                "id": photo.id,
                "era": photo.era,
                "photo_sha256": photo.photo_sha256,
                "enrolled_at": photo.enrolled_at.isoformat(),
                "is_odd": photo.id in odd,
            }
            for photo in photos
        ],
    }


def photo_removed_document(photo: str) -> Document:
    """`subject forget-photo`."""
    return {"removed": photo}


def subject_removed_document(subject: str, receipt: Receipt) -> Document:
    """`subject remove`: who, and what went with them."""
    return {"removed": subject, **receipt_document(receipt)}


def _subject(subject: Subject, odd: Sequence[TemplateId], now: datetime) -> Document:
    until = subject.consented_until
    return {
        "name": subject.name,
        "consent": subject.consent.value,
        "consented_at": subject.consented_at.isoformat(),
        "consented_until": until.isoformat() if until else None,
        "guardian": subject.guardian,
        "is_looked_for": subject.may_be_looked_for(now),
        "templates": subject.templates,
        "odd_photos": list(odd),
    }
