"""The open house: wires the parts, holds the vault, and offers the product's verbs by area."""

from exposure_app.faces.recognition.enrolment import OfferedFace
from exposure_app.session.models.pack_state import PackChange, PackCost, PackState, PackStatus
from exposure_app.session.people.find_my_photos import ProposedPhoto
from exposure_app.session.people.photo_offers import Offer
from exposure_app.session.profile.files import erase_home, restore_home, throw_away_keys
from exposure_app.session.session import Session
from exposure_app.vault.keys.unlock import AskPassphrase

__all__ = [
    "AskPassphrase",
    "Offer",
    "OfferedFace",
    "PackChange",
    "PackCost",
    "PackState",
    "PackStatus",
    "ProposedPhoto",
    "Session",
    "erase_home",
    "restore_home",
    "throw_away_keys",
]
