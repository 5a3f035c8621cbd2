"""Checks each signature, and only then takes `unsigned` out of the file's name: signed FOLDER.

A name that claims a signature has been looked at by the system that will look at it again.
"""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from installers.packagers import here
from installers.release.key_ring import key_ring

UNSIGNED = "-unsigned"
ENDINGS = {"windows": (".exe", ".msi"), "macos": (".dmg",), "linux": (".tar.xz", ".deb")}


def main(arguments: Sequence[str]) -> int:
    """Return 1 if there is nothing to check, or a signature does not hold."""
    (folder,) = arguments
    system = here()
    files = to_sign(Path(folder), system)
    bad = [path.name for path in files if not is_signed(system, path)]
    for name in bad:
        print(f"release: The signature of {name} does not hold.")
    if bad or not files:
        return 1
    for path in files:
        for one in (path, path.with_name(f"{path.name}.asc")):
            if one.exists():
                one.rename(one.with_name(one.name.replace(UNSIGNED, "")))
    return 0


def to_sign(folder: Path, system: str) -> list[Path]:
    """The files of a release that people are to know whom they are from."""
    return [path for path in sorted(folder.iterdir()) if path.name.endswith(ENDINGS[system])]


def is_signed(system: str, path: Path) -> bool:
    """Whether the signature on a file, or beside it, is there and holds."""
    if system != "linux":
        return all(holds(words) for words in checks(system, path))
    with key_ring(os.environ["EXPOSURE_GPG_PRIVATE_KEY"]) as gpg:
        return holds([*gpg, "--verify", f"{path}.asc", path])


def checks(system: str, path: Path) -> list[list[str]]:
    """The commands of macOS or Windows that must all go well."""
    name = str(path)
    if system == "macos":
        return [
            ["codesign", "--verify", "--strict", name],
            ["spctl", "--assess", "--type", "open", "--context", "context:primary-signature", name],
            ["xcrun", "stapler", "validate", name],
        ]
    status = f"(Get-AuthenticodeSignature -LiteralPath '{name}').Status"
    ask = f"if ({status} -ne 'Valid') {{ exit 1 }}"
    return [["powershell", "-NoProfile", "-NonInteractive", "-Command", ask]]


def holds(words: Sequence[str | Path]) -> bool:
    """Whether a command went well; what it says is shown."""
    return subprocess.run(words, check=False).returncode == 0
