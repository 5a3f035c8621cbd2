"""What a person said of findings: `judge`, `answers` and `undo`."""

from collections.abc import Iterable, Sequence

from exposure_app.contract.document import Document
from exposure_app.contract.findings import changes_document, finding_document
from exposure_app.domain.faces import TemplateId
from exposure_app.domain.findings import BandChange, Finding, GivenVerdict
from exposure_app.domain.photos import Offer


def judged_document(finding: Finding, learnt: Document, changes: Sequence[BandChange]) -> Document:
    """`judge`: the finding as it stands now, and what that changes elsewhere.

    Args:
        learnt: what `enrolled_document` or `offer_document` says.
    """
    return finding_document(finding) | learnt | {"changed": changes_document(changes)}


def enrolled_document(template: TemplateId) -> Document:
    """`judge --enrol`: the photo that the finding has become."""
    return {"enrolled": template}


def offer_document(offer: Offer | None) -> Document:
    """`judge` without `--enrol`: whether the finding would make a good photo."""
    return {"offer": {"era": offer.era, "photos": offer.photos} if offer else None}


def answers_document(answers: Iterable[GivenVerdict]) -> Document:
    """`answers`: those that can be taken back, newest first."""
    return {
        "answers": [
            {
                "number": answer.number,
                "finding": answer.finding.id,
                "subject": answer.finding.subject,
                "verdict": answer.verdict.value,
                "at": answer.at.isoformat(),
            }
            for answer in answers
        ]
    }


def undone_document(findings: Iterable[Finding], changes: Sequence[BandChange]) -> Document:
    """`undo`: the findings whose answer is as it was before, and what that changes elsewhere."""
    return {
        "findings": [finding_document(one) for one in findings],
        "changed": changes_document(changes),
    }
