"""Linux and macOS: memory that two processes see, behind a descriptor that no path leads to.

It takes real memory only where it was written to.
"""

import mmap
import os
import secrets
import sys
from typing import Self

if sys.platform != "win32":

    class PosixMemory:
        """So many bytes of it, mapped into this process.

        buffer: the bytes.
        number: the descriptor, by which a process that inherits it finds the memory; -1 once it
            was let go.
        """

        def __init__(self, size: int, number: int) -> None:
            self.number = number
            self.buffer = mmap.mmap(number, size)

        @classmethod
        def made(cls, size: int) -> Self:
            """New memory.

            Raises:
                OSError: the system has none.
            """
            descriptor = _nameless(size)
            try:
                return cls(size, descriptor)
            except BaseException:
                os.close(descriptor)
                raise

        def need(self, length: int) -> None:
            """Say that so many bytes from the beginning are to be used: here they are taken."""

        def give_back(self) -> None:
            """Let the system have what was taken, where it takes it. Nobody may be writing."""
            if sys.platform == "linux":
                self.buffer.madvise(mmap.MADV_REMOVE)

        def close_number(self) -> None:
            """Let go of the descriptor; the bytes stay. Safe to call twice."""
            if self.number >= 0:
                os.close(self.number)
                self.number = -1

        def close(self) -> None:
            """Let go of the bytes. Safe to call twice."""
            self.buffer.close()
            self.close_number()


if sys.platform == "linux":
    import fcntl

    def _nameless(size: int) -> int:
        descriptor = os.memfd_create("pixels", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        os.ftruncate(descriptor, size)
        # Else the confined process could cut it short, and whoever reads on is ended by SIGBUS.
        seals = fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL
        fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, seals)
        return descriptor


if sys.platform == "darwin":
    import _posixshmem

    def _nameless(size: int) -> int:
        name = f"/ex-{secrets.token_hex(8)}"
        descriptor: int = _posixshmem.shm_open(name, os.O_CREAT | os.O_EXCL | os.O_RDWR, mode=0o600)
        _posixshmem.shm_unlink(name)
        os.ftruncate(descriptor, size)  # macOS lets this be done once, so nobody can cut it short
        return descriptor
