"""Windows: memory that two processes see, behind a handle that one gives the other.

A section without a file is charged whole against all that Windows can promise, memory and page file
together, as soon as it is made: 150 MB for each process. So it is only reserved. What is used of
it is committed in steps, by either side for both, and stays so until the section is gone.

Documentation: CreateFileMappingW (SEC_RESERVE), VirtualAlloc, MapViewOfFile. Numbers: winnt.h and
memoryapi.h of the Windows SDK.
"""

import ctypes
import sys
from ctypes import c_size_t, c_ubyte, c_uint32, c_void_p
from typing import Self

_INVALID_HANDLE = -1
_PAGE_READWRITE, _SEC_RESERVE = 0x04, 0x0400_0000
_FILE_MAP_READ_WRITE = 0x0004 | 0x0002
_MEM_COMMIT = 0x1000

if sys.platform == "win32":

    class Section:
        """So many bytes of it, mapped into this process.

        buffer: the bytes; none may be touched that nobody said to `need`.
        number: the handle, by which a process that inherits it finds the memory; -1 once it was
            let go.

        Raises:
            OSError: it cannot be mapped.
        """

        def __init__(self, size: int, number: int) -> None:
            self.number = number
            self._needed = 0
            self._address = _kernel().MapViewOfFile(
                c_void_p(number), _FILE_MAP_READ_WRITE, 0, 0, c_size_t(size)
            )
            if not self._address:
                raise ctypes.WinError(ctypes.get_last_error())
            self.buffer = memoryview((c_ubyte * size).from_address(self._address)).cast("B")

        @classmethod
        def made(cls, size: int) -> Self:
            """New memory.

            Raises:
                OSError: the system has none.
            """
            number = _kernel().CreateFileMappingW(
                c_void_p(_INVALID_HANDLE), None, _PAGE_READWRITE | _SEC_RESERVE,
                c_uint32(size >> 32), c_uint32(size & 0xFFFF_FFFF), None,
            )  # fmt: skip
            if not number:
                raise ctypes.WinError(ctypes.get_last_error())
            try:
                return cls(size, number)
            except BaseException:
                _kernel().CloseHandle(c_void_p(number))
                raise

        def need(self, length: int) -> None:
            """Say that so many bytes from the beginning are to be used.

            Whoever reads says it too: the other process may not have told the truth.

            Raises:
                MemoryError: Windows has no more to give.
            """
            if length <= self._needed:
                return
            address = c_void_p(self._address)
            if not _kernel().VirtualAlloc(address, c_size_t(length), _MEM_COMMIT, _PAGE_READWRITE):
                raise MemoryError
            self._needed = length

        def give_back(self) -> None:
            """Nothing: what was committed of a section cannot be taken back."""

        def close_number(self) -> None:
            """Let go of the handle; the bytes stay. Safe to call twice."""
            if self.number >= 0:
                _kernel().CloseHandle(c_void_p(self.number))
                self.number = -1

        def close(self) -> None:
            """Let go of the bytes. Safe to call twice."""
            self.buffer.release()
            if self._address:
                _kernel().UnmapViewOfFile(c_void_p(self._address))
                self._address = 0
            self.close_number()

    def _kernel() -> ctypes.WinDLL:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        for name in ("CreateFileMappingW", "MapViewOfFile", "VirtualAlloc"):
            getattr(kernel, name).restype = c_void_p
        return kernel
