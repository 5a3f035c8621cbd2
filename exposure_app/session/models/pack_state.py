"""What a person is told of a model pack, and of what changing to it would do."""

from dataclasses import dataclass
from enum import StrEnum

from exposure_app.domain.faces import Template
from exposure_app.domain.findings import BandChange
from exposure_app.faces.models.pack import ModelPack


class PackStatus(StrEnum):
    """How far a pack is from being used; each names what has to be done next."""

    READY = "ready"
    NOT_CALIBRATED = "not_calibrated"
    LICENCE_NOT_ACCEPTED = "licence_not_accepted"
    NOT_HERE = "not_here"


@dataclass(frozen=True, slots=True)
class PackState:
    """One model pack, here or to be had.

    name: a machine word. title: a proper name, not to be translated.
    licence: its short name, an SPDX expression where there is one.
    licence_text: what is to be read before it is accepted.
    origin: where the weights were published, or "" for a folder of the user's own.
    download_bytes: how much a download would take; None where there is none: it is here, or can
        only be placed by hand.
    pack: its files; None as long as they are not here.
    """

    name: str
    title: str
    licence: str
    licence_text: str
    origin: str
    status: PackStatus
    is_active: bool
    is_default: bool
    download_bytes: int | None
    pack: ModelPack | None


@dataclass(frozen=True, slots=True)
class PackCost:
    """What a change of pack would have to look at, and about how long that takes in seconds."""

    photos: int
    findings: int
    seconds: float


@dataclass(frozen=True, slots=True)
class PackChange:
    """What a change of pack does, or did.

    photos, findings: how many were looked at again with the new pack.
    lost_photos: enrolled photos in whose kept picture the new pack finds no face.
    changes: the findings whose band is another, strongest new band first. One that a person judged
        stays even where `after` is None.
    not_reseen: findings in whose kept picture the new pack finds no face; they stay as they are.
    seconds: how long it took.
    """

    photos: int
    findings: int
    lost_photos: tuple[Template, ...]
    changes: tuple[BandChange, ...]
    not_reseen: int
    seconds: float
