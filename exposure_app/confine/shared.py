"""Memory that two processes see: a picture's bytes go in, its pixels come out.

Each side copies what the other wrote before it goes on. Through a pipe the bytes would be copied
twice by the system, and the two sides wake each other for every megabyte.

It has room for the largest picture from the start and takes real memory only where it was written
to. It has no name that a third process could open, and is gone with the last of the two.
"""

import mmap
import os
import secrets
import sys
from types import TracebackType
from typing import Self

import numpy as np

from exposure_app.domain.images import Pixels

_WORTH_GIVING_BACK = 48_000_000
"""Bytes. Less is kept for the next picture: to take memory anew costs as much as to fill it."""


class SharedPixels:
    """Room for one picture's pixels, mapped into this process.

    Args:
        descriptor: of the memory; -1 on Windows, where `name` stands for it.
        name: by which the other process finds it on Windows, as long as this one holds it.
    """

    def __init__(self, size: int, descriptor: int = -1, name: str = "") -> None:
        self.size = size
        self.name = name
        self.descriptor = descriptor
        self._used = 0
        if sys.platform == "win32":
            self._map = mmap.mmap(-1, size, tagname=name)
        else:
            self._map = mmap.mmap(descriptor, size)

    @classmethod
    def made(cls, size: int) -> Self:
        """New memory.

        Raises:
            OSError: the system has none.
        """
        if sys.platform == "win32":
            return cls(size, name=f"exposure-{secrets.token_hex(16)}")
        descriptor = _nameless(size)
        try:
            return cls(size, descriptor)
        except BaseException:
            os.close(descriptor)
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def hold(self, body: bytes) -> bool:
        """Write what is to be read to the beginning; whether there is room."""
        if not 0 < len(body) <= self.size:
            return False
        self._used = max(self._used, len(body))
        self._map[: len(body)] = body
        return True

    def held(self, length: int) -> bytes:
        """A copy of what was written there to be read."""
        return self._map[:length]

    def room(self, height: int, width: int) -> Pixels:
        """Where a picture of this size is to be; other memory if it does not fit."""
        if 3 * height * width > self.size:
            return np.empty((height, width, 3), np.uint8)
        room = np.frombuffer(self._map, np.uint8, count=3 * height * width)
        return room.reshape(height, width, 3)

    def put(self, pixels: Pixels) -> None:
        """Write a picture to the beginning, unless it was made there. It must fit."""
        height, width, _ = pixels.shape
        room = self.room(height, width)
        if not np.may_share_memory(room, pixels):
            np.copyto(room, pixels)

    def taken(self, width: int, height: int) -> Pixels:
        """A copy of the picture at the beginning: what the other process does later is its own."""
        self._used = max(self._used, 3 * width * height)
        room = np.frombuffer(self._map, np.uint8, count=3 * width * height)
        pixels = room.reshape(height, width, 3).copy()
        pixels.setflags(write=False)
        return pixels

    def give_back(self) -> None:
        """Let the system have what a large picture took. Nobody may be writing."""
        if self._used > _WORTH_GIVING_BACK and hasattr(mmap, "MADV_REMOVE"):
            self._map.madvise(mmap.MADV_REMOVE)
            self._used = 0

    def close_descriptor(self) -> None:
        """Let go of what nobody is to be given any more; the mapping stays. Safe to call twice."""
        if self.descriptor >= 0:
            os.close(self.descriptor)
            self.descriptor = -1

    def close(self) -> None:
        """Let go of it. Safe to call twice."""
        self._map.close()
        self.close_descriptor()


def _nameless(size: int) -> int:
    """A descriptor of so many bytes of memory that no path leads to."""
    if sys.platform == "linux":
        import fcntl  # noqa: PLC0415 - not on Windows

        descriptor = os.memfd_create("pixels", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        os.ftruncate(descriptor, size)
        # Else the confined process could cut it short, and whoever reads on is ended by SIGBUS.
        seals = fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL
        fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, seals)
    elif sys.platform == "darwin":
        import _posixshmem  # noqa: PLC0415 - not on Windows

        name = f"/ex-{secrets.token_hex(8)}"
        descriptor = _posixshmem.shm_open(name, os.O_CREAT | os.O_EXCL | os.O_RDWR, mode=0o600)
        _posixshmem.shm_unlink(name)
        os.ftruncate(descriptor, size)  # macOS lets this be done once, so nobody can cut it short
    else:  # Windows has names instead
        raise OSError
    return descriptor
