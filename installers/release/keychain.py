"""A keychain for one release on macOS: keychain open, keychain close.

It lies beside the runner's other temporary files, holds the certificate alone, and is removed
afterwards whatever happened in between. Its password is made here and told to nobody.
"""

import base64
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from secrets import token_hex

from installers.release import run

LOCKS_AFTER_S = "3600"


def main(arguments: Sequence[str]) -> int:
    """Open or close it."""
    (word,) = arguments
    {"open": open_keychain, "close": close_keychain}[word]()
    return 0


def place() -> Path:
    """Where the keychain lies."""
    return Path(os.environ.get("RUNNER_TEMP", tempfile.gettempdir()), "exposure.keychain-db")


def open_keychain() -> None:
    """Make it, put the certificate in, and let codesign use that without a question."""
    keychain, password = place(), token_hex(16)
    certificate = keychain.with_suffix(".p12")
    run(["security", "create-keychain", "-p", password, keychain])
    run(["security", "set-keychain-settings", "-lut", LOCKS_AFTER_S, keychain])
    run(["security", "unlock-keychain", "-p", password, keychain])
    certificate.touch(mode=0o600)
    try:
        certificate.write_bytes(base64.b64decode(os.environ["MACOS_CERTIFICATE_P12"]))
        run([
            "security", "import", certificate, "-k", keychain, "-f", "pkcs12",
            "-P", os.environ["MACOS_CERTIFICATE_PASSWORD"], "-T", "/usr/bin/codesign",
        ])  # fmt: skip
    finally:
        certificate.unlink()
    run([
        "security", "set-key-partition-list", "-S", "apple-tool:,apple:", "-s",
        "-k", password, keychain,
    ])  # fmt: skip
    # Without the others no system certificate would be found; they come back with the next runner.
    run(["security", "list-keychains", "-d", "user", "-s", keychain, "login.keychain-db"])


def close_keychain() -> None:
    """Remove it, if it was made at all."""
    if place().exists():
        run(["security", "delete-keychain", place()])
