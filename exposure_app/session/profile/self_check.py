"""The self-check: each part this program stands on is tried once, for real."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from exposure_app import guard
from exposure_app.confine.lock_down import keeps_in
from exposure_app.decoder.decoder import Decoder
from exposure_app.domain.errors import ExposureError
from exposure_app.faces.models.pack import ModelPack, verify
from exposure_app.faces.recognition.recogniser import Recogniser
from exposure_app.gallery.index.search import index_name
from exposure_app.i18n import _
from exposure_app.paths import Home
from exposure_app.resources import resource
from exposure_app.session.profile.clock import clock_trouble
from exposure_app.session.profile.library_versions import formats_line
from exposure_app.vault.vault import Vault
from exposure_app.wording.trust.sandbox import confinement_words

LEAST_FREE_BYTES = 200_000_000
"""Below it an audit of a large place may find no room to keep what it found."""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the self-check. `name` is a machine word; `detail` a few words, no sentence.

    `wording.check_words` makes a sentence and a remedy of it. trouble: where a part can fail in
    several ways, the word for this one; "" if all is well, or there is one way.
    """

    name: str
    is_ok: bool
    detail: str
    trouble: str = ""


class _Amiss(RuntimeError):
    """A part works, and is not as it should be. `word` says how."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


def check_all(
    home: Home,
    vault: Vault,
    pack: Callable[[], ModelPack],
    recogniser: Callable[[], Recogniser],
) -> list[Check]:
    """Try each part; a part that fails is a line, not an exception."""
    parts: dict[str, Callable[[], str]] = {
        "weights": lambda: _weights(pack()),
        "models": lambda: _models(recogniser()),
        "key": lambda: vault.key_place,
        "vault": lambda: _vault(vault),
        "index": index_name,
        "formats": formats_line,
        "guard": _guard,
        "sandbox": _sandbox,
        "telemetry": _telemetry,
        "folders": lambda: _folders(home),
        "room": lambda: _room(home),
        "clock": lambda: _clock(vault),
        "resources": lambda: resource("icons").name,
    }
    return [_try(name, part) for name, part in parts.items()]


def _try(name: str, part: Callable[[], str]) -> Check:
    try:
        return Check(name, is_ok=True, detail=part())
    except _Amiss as amiss:
        return Check(name, is_ok=False, detail=amiss.word.replace("_", " "), trouble=amiss.word)
    except (ExposureError, OSError, ImportError, RuntimeError, AssertionError) as problem:
        return Check(name, is_ok=False, detail=type(problem).__name__)


def _weights(pack: ModelPack) -> str:
    verify(pack)
    return _("{pack}: SHA-256 as pinned").format(pack=pack.name)


def _models(recogniser: Recogniser) -> str:
    gray = np.full((112, 112, 3), 127, np.uint8)
    recogniser.detect(gray)
    length = len(recogniser.embed([gray])[0].vector)
    return _("{model}: {n} numbers a face").format(model=recogniser.model, n=length)


def _vault(vault: Vault) -> str:
    vault.check_integrity()
    return _("every page authenticates")


def _guard() -> str:
    if not guard.stands():
        raise _Amiss("down")
    return _("refuses, as it should")


def _sandbox() -> str:
    """A decoder is started for real; what confines it is asked of it."""
    with Decoder() as decoder:
        facts = decoder.wait_until_ready()
    holds, lacks = str(facts["holds"]).split(), str(facts["lacks"]).split()
    if not keeps_in(holds):
        raise _Amiss("open")
    return confinement_words(holds, lacks)


def _telemetry() -> str:
    if os.environ.get("ORT_DISABLE_TELEMETRY") != "1":
        raise _Amiss("on")
    return _("off")


def _folders(home: Home) -> str:
    for folder in (home.data, home.cache, home.log):
        probe = folder / ".writable"
        probe.write_bytes(b"")
        probe.unlink()
    return _("writable")


def _room(home: Home) -> str:
    free = min(shutil.disk_usage(folder).free for folder in (home.data, home.cache))
    if free < LEAST_FREE_BYTES:
        raise _Amiss("little")
    return _("{n} MB free").format(n=free // 1_000_000)


def _clock(vault: Vault) -> str:
    now = datetime.now(UTC)
    if trouble := clock_trouble(vault, now):
        raise _Amiss(trouble)
    return f"{now.astimezone():%Y-%m-%d %H:%M %z}"
