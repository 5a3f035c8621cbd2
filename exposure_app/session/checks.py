"""The self-check: each part this program stands on is tried once, for real."""

import os
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from exposure_app.domain.errors import ExposureError
from exposure_app.faces.pack import ModelPack, verify
from exposure_app.faces.recogniser import Recogniser
from exposure_app.gallery.search import index_name
from exposure_app.i18n import _
from exposure_app.paths import Home
from exposure_app.resources import resource
from exposure_app.session.parts import formats_line
from exposure_app.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the self-check. `name` is a machine word; `detail` a few words, no sentence."""

    name: str
    is_ok: bool
    detail: str


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
        "telemetry": _telemetry,
        "folders": lambda: _folders(home),
        "resources": lambda: resource("icons").name,
    }
    return [_try(name, part) for name, part in parts.items()]


def _try(name: str, part: Callable[[], str]) -> Check:
    try:
        return Check(name, is_ok=True, detail=part())
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


def _telemetry() -> str:
    if os.environ.get("ORT_DISABLE_TELEMETRY") != "1":
        raise RuntimeError
    return _("off")


def _folders(home: Home) -> str:
    for folder in (home.data, home.cache, home.log):
        probe = folder / ".writable"
        probe.write_bytes(b"")
        probe.unlink()
    return _("writable")
