"""The open house: wires the parts, holds the vault, and offers the product's verbs by area."""

from exposure_app.faces.recognition.enrolment import OfferedFace
from exposure_app.session.models.pack_state import PackCost, PackState, PackStatus
from exposure_app.session.profile.files import erase_home, restore_home, throw_away_keys
from exposure_app.session.session import Session
from exposure_app.vault.keys.unlock import AskPassphrase

__all__ = [
    "AskPassphrase",
    "OfferedFace",
    "PackCost",
    "PackState",
    "PackStatus",
    "Session",
    "erase_home",
    "restore_home",
    "throw_away_keys",
]
