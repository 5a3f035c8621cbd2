"""The self-check: each part this program stands on is tried once, for real."""

import os
import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import numpy as np

from exposure_app import guard
from exposure_app.confine.lock_down import keeps_in
from exposure_app.decoder.decoder import Decoder
from exposure_app.domain.errors import ExposureError
from exposure_app.domain.self_check import Check
from exposure_app.faces.models.pack import ModelPack, verify
from exposure_app.faces.recognition.recogniser import Recogniser
from exposure_app.gallery.index.search import index_name
from exposure_app.paths import Home
from exposure_app.resources import resource
from exposure_app.session.profile.clock import clock_trouble
from exposure_app.session.profile.formats import formats
from exposure_app.session.profile.opened import OpenProfile
from exposure_app.vault.vault import Vault

LEAST_FREE_BYTES = 200_000_000
"""Below it an audit of a large place may find no room to keep what it found."""


_Facts = Mapping[str, str | int]


class _Amiss(RuntimeError):
    """A part works, and is not as it should be. `word` says how, `facts` what was found out."""

    def __init__(self, word: str, facts: _Facts | None = None) -> None:
        super().__init__(word)
        self.word = word
        self.facts = facts or {}


def check_all(profile: OpenProfile) -> list[Check]:
    """Try each part; a part that fails is a line, not an exception."""
    home, vault = profile.home, profile.vault
    parts: dict[str, Callable[[], _Facts]] = {
        "weights": lambda: _weights(profile.pack()),
        "models": lambda: _models(profile.recogniser()),
        "key": lambda: {"place": vault.key_place},
        "vault": lambda: _vault(vault),
        "index": lambda: {"index": index_name()},
        "formats": _formats,
        "guard": _guard,
        "sandbox": _sandbox,
        "telemetry": _telemetry,
        "folders": lambda: _folders(home),
        "room": lambda: _room(home),
        "clock": lambda: _clock(vault),
        "resources": lambda: {"folder": resource("icons").name},
    }
    return [_try(name, part) for name, part in parts.items()]


def _try(name: str, part: Callable[[], _Facts]) -> Check:
    try:
        return Check(name, is_ok=True, facts=part())
    except _Amiss as amiss:
        return Check(name, is_ok=False, facts=amiss.facts, trouble=amiss.word)
    except (ExposureError, OSError, ImportError, RuntimeError, AssertionError) as problem:
        return Check(name, is_ok=False, facts={"error": type(problem).__name__})


def _weights(pack: ModelPack) -> _Facts:
    verify(pack)
    return {"pack": pack.name}


def _models(recogniser: Recogniser) -> _Facts:
    gray = np.full((112, 112, 3), 127, np.uint8)
    recogniser.detect(gray)
    length = len(recogniser.embed([gray])[0].vector)
    return {"model": recogniser.model, "n": length}


def _vault(vault: Vault) -> _Facts:
    vault.check_integrity()
    return {}


def _formats() -> _Facts:
    """A file of each is read for real, where all others are read."""
    told = formats()
    if told["unread"]:
        raise _Amiss("unread", told)
    return told


def _guard() -> _Facts:
    if not guard.stands():
        raise _Amiss("down")
    return {}


def _sandbox() -> _Facts:
    """A decoder is started for real; what confines it is asked of it."""
    with Decoder() as decoder:
        said = decoder.wait_until_ready()
    holds, lacks = str(said["holds"]), str(said["lacks"])
    if not keeps_in(holds.split()):
        raise _Amiss("open")
    return {"holds": holds, "lacks": lacks}


def _telemetry() -> _Facts:
    if os.environ.get("ORT_DISABLE_TELEMETRY") != "1":
        raise _Amiss("on")
    return {}


def _folders(home: Home) -> _Facts:
    for folder in (home.data, home.cache, home.log):
        probe = folder / ".writable"
        probe.write_bytes(b"")
        probe.unlink()
    return {}


def _room(home: Home) -> _Facts:
    free = min(shutil.disk_usage(folder).free for folder in (home.data, home.cache))
    if free < LEAST_FREE_BYTES:
        raise _Amiss("little")
    return {"n": free // 1_000_000}


def _clock(vault: Vault) -> _Facts:
    now = datetime.now(UTC)
    if trouble := clock_trouble(vault, now):
        raise _Amiss(trouble)
    return {"now": f"{now.astimezone():%Y-%m-%d %H:%M %z}"}
