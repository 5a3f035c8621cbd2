"""What a person is told of a model pack, and of what changing to it would cost."""

from dataclasses import dataclass
from enum import StrEnum

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
