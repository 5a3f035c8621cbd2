"""The bundle for Windows, frozen under Wine; again when something it is frozen from has changed."""

import hashlib
import json
from pathlib import Path

from installers.wine import run
from installers.wine.kit import stamp
from installers.wine.places import ROOT, WINE
from installers.wine.steps import say

PROGRAM = ROOT / "build" / "frozen" / "exposure" / "exposure.exe"
STAMP = WINE / "frozen.json"
FROZEN_FROM = ("exposure_app", "resources", "installers")


def ready() -> int:
    """Freeze if need be: 0, or the exit code of the build that failed."""
    made_of = inputs()
    if PROGRAM.exists() and STAMP.exists() and STAMP.read_text("utf-8") == made_of:
        return 0
    STAMP.unlink(missing_ok=True)
    say("Freezing the program: three to ten minutes")
    code = run.python("-m", "installers.build", "--no-archive")
    if code == 0:
        STAMP.write_text(made_of, "utf-8")
    return code


def inputs() -> str:
    """A digest of the sources, and of what they are frozen with."""
    total = hashlib.sha256(json.dumps(stamp()).encode())
    for path in sources():
        total.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def sources() -> list[Path]:
    """Every file that the build reads."""
    within = [path for name in FROZEN_FROM for path in sorted((ROOT / name).rglob("*"))]
    files = [path for path in within if path.is_file() and "__pycache__" not in path.parts]
    return [ROOT / "pyproject.toml", *files]
