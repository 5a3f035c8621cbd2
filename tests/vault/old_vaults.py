"""Vaults as released versions left them, one for each version of the schema."""

from pathlib import Path

OLD_VAULTS = Path(__file__).parents[1] / "data" / "vaults"
RELEASED = sorted(int(one.name[1:]) for one in OLD_VAULTS.glob("v*"))
"""The versions that somebody may have; the last step may be one that is not released yet."""
