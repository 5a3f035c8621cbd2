"""Which system calls a locked-down process may still make, as a program for Linux's seccomp.

An allow list: memory, time, threads, and reading and writing what is open already. No call that
opens, connects, starts or traces anything is on it, nor any that Linux will add.

Numbers: arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h. Instructions:
linux/bpf_common.h, linux/seccomp.h.
"""

import struct
from dataclasses import dataclass

_LOAD, _EQUALS, _ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06
_KILL_PROCESS, _ERRNO, _ALLOW = 0x8000_0000, 0x0005_0000, 0x7FFF_0000

# struct seccomp_data: int nr; __u32 arch; __u64 instruction_pointer; __u64 args[6]. Little-endian.
_NUMBER_AT, _ARCHITECTURE_AT = 0, 4
_FLAGS_OF_CLONE_AT, _PROTECTION_AT = 16, 16 + 2 * 8

_EPERM, _ENOSYS = 1, 38  # asm-generic/errno.h; what `errno` says is this system's, not Linux's
_CLONE_THREAD = 0x0001_0000  # linux/sched.h
_PROT_EXEC = 0x4  # asm-generic/mman-common.h


@dataclass(frozen=True, slots=True)
class Calls:
    """The numbers of one kind of processor.

    allowed: whatever their arguments.
    clone: for threads alone.
    mapping: mmap and mprotect, for memory that cannot be run as code.
    absent: as if this kernel did not have it; clone3, whose flags cannot be looked at from here.
    seccomp: how the filter itself is put up.
    """

    architecture: int
    allowed: tuple[int, ...]
    clone: int
    mapping: tuple[int, int]
    absent: int
    seccomp: int


ALLOWED = (
    "read", "write", "close", "fstat", "lseek", "pread64", "readv", "writev", "munmap", "mremap",
    "madvise", "brk", "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack",
    "sched_yield", "sched_getaffinity", "nanosleep", "clock_nanosleep", "clock_gettime",
    "clock_getres", "gettimeofday", "getrusage", "sysinfo", "getpid", "gettid", "futex",
    "set_robust_list", "rseq", "membarrier", "restart_syscall", "getrandom", "ppoll", "pselect6",
    "exit", "exit_group",
)  # fmt: skip
"""What the numbers in `Calls.allowed` stand for; after them, on x86-64, poll, select and time."""

BY_MACHINE = {
    "x86_64": Calls(
        architecture=0xC000_003E,
        allowed=(
            0, 1, 3, 5, 8, 17, 19, 20, 11, 25, 28, 12, 13, 14, 15, 131, 24, 204, 35, 230, 228, 229,
            96, 98, 99, 39, 186, 202, 273, 334, 324, 219, 318, 271, 270, 60, 231, 7, 23, 201,
        ),
        clone=56,
        mapping=(9, 10),
        absent=435,
        seccomp=317,
    ),
    "aarch64": Calls(
        architecture=0xC000_00B7,
        allowed=(
            63, 64, 57, 80, 62, 67, 65, 66, 215, 216, 233, 214, 134, 135, 139, 132, 124, 123, 101,
            115, 113, 114, 169, 165, 179, 172, 178, 98, 99, 293, 283, 128, 278, 73, 72, 93, 94,
        ),
        clone=220,
        mapping=(222, 226),
        absent=435,
        seccomp=277,
    ),
}  # fmt: skip
"""By what `platform.machine` says on Linux."""


def program(calls: Calls) -> list[bytes]:
    """The filter, one `struct sock_filter` of 8 bytes for each instruction."""
    steps = [
        _step(_LOAD, _ARCHITECTURE_AT),
        # Another architecture's numbers mean other calls.
        _step(_EQUALS, calls.architecture, then=1),
        _step(_RETURN, _KILL_PROCESS),
        _step(_LOAD, _NUMBER_AT),
        *_if_called(calls.absent, [_step(_RETURN, _ERRNO | _ENOSYS)]),
        *_if_called(calls.clone, _if_bits(_FLAGS_OF_CLONE_AT, _CLONE_THREAD, _ALLOW, _REFUSE)),
    ]
    for call in calls.mapping:
        steps += _if_called(call, _if_bits(_PROTECTION_AT, _PROT_EXEC, _REFUSE, _ALLOW))
    for call in calls.allowed:
        steps += _if_called(call, [_step(_RETURN, _ALLOW)])
    return [*steps, _step(_RETURN, _REFUSE)]


_REFUSE = _ERRNO | _EPERM


def _step(code: int, value: int, *, then: int = 0, otherwise: int = 0) -> bytes:
    """An instruction; `then` and `otherwise` are how many of the next ones a test skips."""
    return struct.pack("<HBBI", code, then, otherwise, value)


def _if_called(number: int, steps: list[bytes]) -> list[bytes]:
    """`steps`, which must end in a return, for one call; the accumulator holds the number."""
    return [_step(_EQUALS, number, otherwise=len(steps)), *steps]


def _if_bits(at: int, bits: int, then: int, otherwise: int) -> list[bytes]:
    """Return `then` if any of `bits` is set in the lower half of an argument, else `otherwise`."""
    return [
        _step(_LOAD, at),
        _step(_ANY_BIT, bits, otherwise=1),
        _step(_RETURN, then),
        _step(_RETURN, otherwise),
    ]
