"""A key ring of GnuPG's for one release: holds the one key it was given, and is thrown away."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from installers.release import run


@contextmanager
def key_ring(private_key: str) -> Iterator[list[str | Path]]:
    """The beginning of a command of gpg that knows `private_key` (armoured) and no other."""
    with tempfile.TemporaryDirectory() as home:
        key = Path(home, "key.asc")
        key.touch(mode=0o600)
        key.write_text(private_key, encoding="utf-8")
        gpg: list[str | Path] = ["gpg", "--homedir", home, "--batch", "--yes", "--quiet"]
        run([*gpg, "--import", key])
        try:
            yield gpg
        finally:
            run(["gpgconf", "--homedir", home, "--kill", "gpg-agent"])
