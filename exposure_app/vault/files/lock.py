"""One process per vault: an advisory lock that ends with the process, however it ends."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from threading import Lock
from time import monotonic, sleep

from exposure_app.domain.errors import VaultBusy
from exposure_app.vault.files.files import file_errors

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        # lockf, not flock: a forked child must not hold the vault after its parent is gone.
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


WAIT_S = 1.0
_POLL_S = 0.02

# POSIX locks belong to the process and go when it closes the file anywhere, so a second opening
# within this process has to be refused before the file is touched.
_held: set[Path] = set()
_held_guard = Lock()


class VaultLock:
    """The lock of one vault, held from `VaultLock.take` until `release` or `remove`."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor: int | None = descriptor

    @classmethod
    def take(cls, path: Path, *, wait_s: float = WAIT_S) -> "VaultLock":
        """Take the lock, waiting a moment for a process that is just closing.

        Args:
            path: the lock file, made if it is not there.

        Raises:
            VaultBusy: somebody holds it, in this process or another.
            DiskFull: the file cannot be made.
        """
        path = path.resolve()
        deadline = monotonic() + wait_s
        while (descriptor := _try(path)) is None:
            if monotonic() > deadline:
                raise VaultBusy
            sleep(_POLL_S)
        return cls(path, descriptor)

    def release(self) -> None:
        """Let go. Safe to call twice."""
        with _held_guard:
            if self._descriptor is None:
                return
            os.close(self._descriptor)
            self._descriptor = None
            _held.discard(self._path)

    def remove(self) -> None:
        """Delete the lock file and let go."""
        if sys.platform == "win32":
            self.release()  # Windows deletes no open file
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
        self.release()


def _try(path: Path) -> int | None:
    with _held_guard:
        if path in _held:
            return None
        with file_errors():
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(descriptor)
            # The holder before us may have deleted the file; then ours has no name any more.
            if os.fstat(descriptor).st_ino != path.stat().st_ino:
                raise FileNotFoundError
        except OSError:
            os.close(descriptor)
            return None
        _held.add(path)
        return descriptor
