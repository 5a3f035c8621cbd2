"""Who is looked for with which models, and what a score of theirs is worth."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from exposure_app.domain.errors import ModelError, NotCalibrated
from exposure_app.domain.faces import Box, Embedding, Template
from exposure_app.domain.findings import Comparison, Note
from exposure_app.domain.work import CancelToken
from exposure_app.faces.models.pack import ModelPack, default_pack
from exposure_app.faces.recognition.quality import MIN_ENROLLED_NORM, strongest_band
from exposure_app.faces.recognition.recogniser import Recogniser
from exposure_app.gallery.calibration.threshold import Calibration
from exposure_app.gallery.matching.identifier import Identifier
from exposure_app.session.identification.known_others import KnownOthersOf
from exposure_app.vault.vault import Vault

CALIBRATION_FILE = "calibration.json"


def calibration_of(pack: ModelPack) -> Calibration:
    """What scores of this pack are worth.

    Raises:
        NotCalibrated: nobody measured a pack that was added here, or what they measured is damaged.
        ModelMissing, ModelDamaged: the measurement that ships is not beside its weights.
    """
    try:
        return Calibration.load(pack.folder / CALIBRATION_FILE)
    except ModelError as cause:
        if pack == default_pack():
            raise
        raise NotCalibrated(pack.name) from cause


def enrolment_norm(calibration: Calibration) -> float:
    """The least norm of a photo that makes a good reference, for the pack of this calibration."""
    measured = calibration.enrolment_norm
    return MIN_ENROLLED_NORM if measured is None else measured


def identifier_of(
    vault: Vault,
    recogniser: Recogniser,
    calibration: Calibration,
    known_others: KnownOthersOf,
    *,
    templates: Sequence[Template] | None = None,
    cancel: CancelToken | None = None,
) -> Identifier:
    """Everyone whose consent holds now, with what is known of who they are not.

    Args:
        templates: in place of those the vault keeps for this recogniser's model.
        cancel: asked between two known others, which take long where there are many.
    """
    now = datetime.now(UTC)
    subjects = [one for one in vault.subjects.all() if one.may_be_looked_for(now)]
    wanted = {subject.id for subject in subjects}
    enrolled = vault.templates.of(None, recogniser.model) if templates is None else templates
    return Identifier(
        [template for template in enrolled if template.subject in wanted],
        calibration,
        known_others={one: known_others.of(one, recogniser, cancel=cancel) for one in wanted},
        children={subject.id for subject in subjects if subject.is_child},
    )


def compared_with(identifier: Identifier, embedding: Embedding, box: Box) -> Comparison:
    """What becomes of a face of this size: a small one is never more than possibly somebody."""
    compared = identifier.compare(embedding)
    if compared.match is None:
        return compared
    return replace(compared, match=compared.match.at_most(strongest_band(box), Note.SMALL_FACE))
