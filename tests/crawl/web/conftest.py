"""Crawls of several hosts, all of them on this machine."""

import pytest


@pytest.fixture
def loopback_is_public(monkeypatch):
    """So that one source's pictures may lie on several hosts."""
    for module in ("resolve", "pinned"):
        monkeypatch.setattr(f"exposure_app.net.{module}.is_public", lambda _: True)
