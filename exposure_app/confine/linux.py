"""Linux: a process gives up, for good, every way to files, network and other processes.

By system calls through ctypes, so that nothing has to be installed. What this kernel does not
have is left out, and said.
"""

import ctypes
import os
import platform
import struct

from exposure_app.confine.bpf import BY_MACHINE, program

# asm-generic/signal.h; not from `signal`, for Windows' has none and tests read this there too.
_SIGKILL = 9
# linux/prctl.h
_PDEATHSIG, _DUMPABLE, _SECCOMP, _NO_NEW_PRIVS = 1, 4, 22, 38
# linux/seccomp.h
_MODE_FILTER, _SET_MODE_FILTER, _ON_ALL_THREADS = 2, 1, 1
# linux/landlock.h; the numbers are those of every architecture.
_CREATE_RULESET, _RESTRICT_SELF, _ASK_VERSION = 444, 446, 1

# malloc.h of glibc, and the most that it takes for the first.
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
_LARGEST_ON_HEAP, _KEPT = 32 << 20, 128 << 20

_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
"""How many kinds of access to files each version of Landlock knows: bits from 0 on."""
_NET_RIGHTS = 0b11  # to bind and to connect TCP, from version 4 on
_SCOPES = 0b11  # abstract sockets and signals to others, from version 6 on


def lock_down() -> tuple[list[str], list[str]]:
    """Give up what can be given up; (what holds now, what this kernel lacks), as words."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    holds, lacks = [], []
    if not (libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(_DUMPABLE, 0, 0, 0, 0)):
        holds.append("no-new-privileges")
    else:
        lacks.append("no-new-privileges")
    version = _landlock(libc)
    (holds if version else lacks).append(f"landlock-{version}" if version else "landlock")
    # The last of all: it takes away the means to do any of the others.
    (holds if _seccomp(libc) else lacks).append("seccomp")
    return holds, lacks


def end_with_parent() -> None:
    """Have this process ended when the thread that started it ends."""
    ctypes.CDLL(None).prctl(_PDEATHSIG, _SIGKILL, 0, 0, 0)


def keep_memory() -> None:
    """Have freed memory kept for the next picture: to take it anew costs up to half of decoding it.

    Elsewhere than in glibc nothing happens.
    """
    libc = ctypes.CDLL(None)
    if hasattr(libc, "mallopt"):
        libc.mallopt(_MMAP_THRESHOLD, _LARGEST_ON_HEAP)
        libc.mallopt(_TRIM_THRESHOLD, _KEPT)


def has_one_thread() -> bool:
    """Whether it has: Landlock binds the thread that asks, and those it starts later."""
    return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208 - one system call fewer


def ruleset(version: int) -> bytes:
    """`struct landlock_ruleset_attr`, asking for all that this version can refuse."""
    files = (1 << _FILE_RIGHTS[min(version, max(_FILE_RIGHTS))]) - 1
    if version < 4:
        return struct.pack("<Q", files)
    if version < 6:
        return struct.pack("<QQ", files, _NET_RIGHTS)
    return struct.pack("<QQQ", files, _NET_RIGHTS, _SCOPES)


def _landlock(libc: ctypes.CDLL) -> int:
    """Refuse every path, and TCP; the version of Landlock that does so, or 0."""
    if not has_one_thread():
        return 0
    version: int = libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _ASK_VERSION)
    if version < 1:
        return 0
    asked = ruleset(version)
    handle = libc.syscall(_CREATE_RULESET, asked, ctypes.c_size_t(len(asked)), 0)
    if handle < 0:
        return 0
    refused = libc.syscall(_RESTRICT_SELF, handle, 0)
    os.close(handle)
    return 0 if refused else version


class _Program(ctypes.Structure):
    """`struct sock_fprog`."""

    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def _seccomp(libc: ctypes.CDLL) -> bool:
    """Allow the calls of the list and no others; whether the kernel does so now."""
    calls = BY_MACHINE.get(platform.machine())
    if calls is None:
        return False
    steps = program(calls)
    written = _Program(len(steps), b"".join(steps))
    address = ctypes.byref(written)
    if libc.syscall(calls.seccomp, _SET_MODE_FILTER, _ON_ALL_THREADS, address) == 0:
        return True
    return bool(libc.prctl(_SECCOMP, _MODE_FILTER, address, 0, 0) == 0)
