"""The open house: wires the parts, holds the vault, and offers the product's verbs."""

from exposure_app.session.checks import Check
from exposure_app.session.open_profile import AskPassphrase
from exposure_app.session.pack_state import PackChange, PackCost, PackState, PackStatus
from exposure_app.session.packs import Packs
from exposure_app.session.profile import erase_home, restore_home, throw_away_keys
from exposure_app.session.resemblance import Offer, Proposed, Resemblance
from exposure_app.session.rounds import Rounds
from exposure_app.session.session import OfferedFace, Session

__all__ = [
    "AskPassphrase",
    "Check",
    "Offer",
    "OfferedFace",
    "PackChange",
    "PackCost",
    "PackState",
    "PackStatus",
    "Packs",
    "Proposed",
    "Resemblance",
    "Rounds",
    "Session",
    "erase_home",
    "restore_home",
    "throw_away_keys",
]
