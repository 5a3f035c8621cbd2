"""Memory that two processes see: a picture's bytes go in, its pixels come out.

Each side copies what the other wrote before it goes on. Through a pipe the bytes would be copied
twice by the system, and the two sides wake each other for every megabyte.

It has room for the largest picture from the start, and takes real memory only as far as it is used.
It has no name that a third process could open, and is gone with the last of the two.
"""

import sys
from types import TracebackType
from typing import Self

import numpy as np

from exposure_app.domain.images import Pixels

if sys.platform == "win32":
    from exposure_app.confine.windows_memory import Section as Memory
else:
    from exposure_app.confine.posix_memory import PosixMemory as Memory

_WORTH_GIVING_BACK = 48_000_000
"""Bytes. Less is kept for the next picture: to take memory anew costs as much as to fill it."""


class SharedPixels:
    """Room for one picture's pixels, mapped into this process."""

    def __init__(self, memory: Memory, size: int) -> None:
        self.size = size
        self._memory = memory
        self._used = 0

    @classmethod
    def made(cls, size: int) -> Self:
        """New memory.

        Raises:
            OSError: the system has none.
        """
        return cls(Memory.made(size), size)

    @classmethod
    def given(cls, size: int, number: int) -> Self:
        """The memory that another process made; `number` is what it calls it.

        Raises:
            OSError: it cannot be had.
        """
        return cls(Memory(size, number), size)

    @property
    def number(self) -> int:
        """By which a process that inherits it finds the memory: a descriptor, or a handle."""
        return self._memory.number

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
        """Write what is to be read to the beginning; whether there is room.

        Raises:
            MemoryError: there is none left in this computer; so do all below.
        """
        if not 0 < len(body) <= self.size:
            return False
        self._use(len(body))
        self._memory.buffer[: len(body)] = body
        return True

    def held(self, length: int) -> bytes:
        """A copy of what was written there to be read."""
        return bytes(self._memory.buffer[:length])

    def room(self, height: int, width: int) -> Pixels:
        """Where a picture of this size is to be; other memory if it does not fit."""
        if 3 * height * width > self.size:
            return np.empty((height, width, 3), np.uint8)
        return self._seen(height, width)

    def put(self, pixels: Pixels) -> None:
        """Write a picture to the beginning, unless it was made there. It must fit."""
        height, width, _ = pixels.shape
        room = self.room(height, width)
        if not np.may_share_memory(room, pixels):
            np.copyto(room, pixels)

    def taken(self, width: int, height: int) -> Pixels:
        """A copy of the picture at the beginning: what the other process does later is its own."""
        pixels = self._seen(height, width).copy()
        pixels.setflags(write=False)
        return pixels

    def give_back(self) -> None:
        """Let the system have what a large picture took. Nobody may be writing."""
        if self._used > _WORTH_GIVING_BACK:
            self._memory.give_back()
            self._used = 0

    def close_number(self) -> None:
        """Let go of what nobody is to be given any more; the mapping stays. Safe to call twice."""
        self._memory.close_number()

    def close(self) -> None:
        """Let go of it. Safe to call twice."""
        self._memory.close()

    def _use(self, length: int) -> None:
        self._memory.need(length)
        self._used = max(self._used, length)

    def _seen(self, height: int, width: int) -> Pixels:
        length = 3 * height * width
        self._use(length)
        seen = np.frombuffer(self._memory.buffer, np.uint8, count=length)
        return seen.reshape(height, width, 3)
