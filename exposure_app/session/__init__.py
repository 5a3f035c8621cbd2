"""The open house: wires the parts, holds the vault, and offers the product's verbs."""

from exposure_app.session.findings.resemblance import Offer, ProposedPhoto, Resemblance
from exposure_app.session.models.pack_state import PackChange, PackCost, PackState, PackStatus
from exposure_app.session.models.packs import Packs
from exposure_app.session.profile.files import erase_home, restore_home, throw_away_keys
from exposure_app.session.profile.opened import AskPassphrase
from exposure_app.session.session import OfferedFace, Session
from exposure_app.session.sources.schedules import SourceSchedules

__all__ = [
    "AskPassphrase",
    "Offer",
    "OfferedFace",
    "PackChange",
    "PackCost",
    "PackState",
    "PackStatus",
    "Packs",
    "ProposedPhoto",
    "Resemblance",
    "Session",
    "SourceSchedules",
    "erase_home",
    "restore_home",
    "throw_away_keys",
]
