"""The open house: wires the parts, holds the vault, and offers the product's verbs."""

from exposure_app.session.checks import Check
from exposure_app.session.profile import erase_home, throw_away_keys
from exposure_app.session.session import AskPassphrase, OfferedFace, Session

__all__ = ["AskPassphrase", "Check", "OfferedFace", "Session", "erase_home", "throw_away_keys"]
