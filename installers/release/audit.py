"""Stops at what is known to be vulnerable among what we hand out: audit [--ignore-vuln ID ...].

The packages of this very environment are asked about, by name and version, with pip-audit. What
cannot be asked about stops it too: pip-audit by itself passes over such packages and is content.
"""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from installers.release.handed_out import packages


def main(arguments: Sequence[str]) -> int:
    """Return what pip-audit returns: 0 only if every package was known and none is vulnerable."""
    pins = [f"{package.metadata['Name']}=={package.version}" for package in packages()]
    print(f"release: asking about {len(pins)} packages", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder, "requirements.txt")
        listed.write_text("\n".join(pins) + "\n", encoding="utf-8")
        command = [
            sys.executable, "-m", "pip_audit", "--strict", "--disable-pip", "--no-deps",
            "--progress-spinner", "off", "--requirement", str(listed), *arguments,
        ]  # fmt: skip
        return subprocess.run(command, check=False).returncode
