"""What each system is told, byte by byte: also of systems that these tests do not run on."""

import ctypes
import struct

import pytest

from exposure_app.confine import linux, macos, windows
from exposure_app.confine.bpf import ALLOWED, BY_MACHINE, program
from exposure_app.confine.limits import Limits

ALLOW, KILL, EPERM, ENOSYS = 0x7FFF0000, 0x80000000, 0x00050001, 0x00050026
X86, ARM = BY_MACHINE["x86_64"], BY_MACHINE["aarch64"]


def verdict(calls, number, *arguments, architecture=None):
    """Run the filter as the kernel does, on one call."""
    data = struct.pack(
        "<iIQ6Q",
        number,
        architecture or calls.architecture,
        0,
        *arguments,
        *[0] * (6 - len(arguments)),
    )
    steps = [struct.unpack("<HBBI", one) for one in program(calls)]
    at, accumulator = 0, 0
    while True:
        code, then, otherwise, value = steps[at]
        at += 1
        if code == 0x20:
            (accumulator,) = struct.unpack_from("<I", data, value)
        elif code == 0x15:
            at += then if accumulator == value else otherwise
        elif code == 0x45:
            at += then if accumulator & value else otherwise
        else:
            assert code == 0x06
            return value


@pytest.mark.parametrize("calls", [X86, ARM], ids=["x86_64", "aarch64"])
class TestTheFilter:
    def test_fits_into_what_the_kernel_takes(self, calls):
        assert len(program(calls)) < 4096
        assert all(len(one) == 8 for one in program(calls))

    def test_lets_pass_what_is_listed(self, calls):
        assert all(verdict(calls, number) == ALLOW for number in calls.allowed)

    def test_names_what_it_lets_pass(self, calls):
        further = {"x86_64": 3, "aarch64": 0}
        machine = next(name for name, one in BY_MACHINE.items() if one is calls)
        assert len(calls.allowed) == len(ALLOWED) + further[machine]
        assert len(set(calls.allowed)) == len(calls.allowed)

    def test_refuses_everything_else(self, calls):
        known = {*calls.allowed, *calls.mapping, calls.clone, calls.absent}
        for number in (*range(600), 0x4000_0000, 0x4000_0001, -1):
            if number not in known:
                assert verdict(calls, number) == EPERM

    def test_ends_a_process_that_speaks_for_another_processor(self, calls):
        assert verdict(calls, calls.allowed[0], architecture=0x40000003) == KILL

    def test_lets_threads_begin_and_no_process(self, calls):
        assert verdict(calls, calls.clone, 0x3D0F00) == ALLOW  # as pthread_create asks
        assert verdict(calls, calls.clone, 0x11) == EPERM  # as fork does
        assert verdict(calls, calls.clone, 0x4111) == EPERM  # as vfork does
        assert verdict(calls, calls.absent) == ENOSYS  # then C asks for clone

    def test_gives_memory_that_does_not_run(self, calls):
        for number in calls.mapping:
            assert verdict(calls, number, 0, 4096, 0x3) == ALLOW
            assert verdict(calls, number, 0, 4096, 0x5) == EPERM
            assert verdict(calls, number, 0, 4096, 0x7) == EPERM


# Among them openat, connect, execve, ptrace, io_uring_setup, socket, kill, prctl, unlinkat.
@pytest.mark.parametrize(
    ("calls", "numbers"),
    [
        (X86, (2, 257, 437, 41, 42, 49, 57, 58, 59, 322, 101, 425, 426, 62, 157, 263, 264, 321)),
        (ARM, (56, 437, 198, 203, 200, 221, 281, 117, 425, 426, 129, 167, 35, 38, 280)),
    ],
    ids=["x86_64", "aarch64"],
)
def test_no_way_out_is_on_the_list(calls, numbers):
    assert not set(numbers) & {*calls.allowed, *calls.mapping}


@pytest.mark.parametrize(
    ("version", "asked"),
    [
        (1, struct.pack("<Q", 0x1FFF)),
        (2, struct.pack("<Q", 0x3FFF)),
        (3, struct.pack("<Q", 0x7FFF)),
        (4, struct.pack("<QQ", 0x7FFF, 3)),
        (5, struct.pack("<QQ", 0xFFFF, 3)),
        (6, struct.pack("<QQQ", 0xFFFF, 3, 3)),
        (9, struct.pack("<QQQ", 0xFFFF, 3, 3)),
    ],
)
def test_landlock_is_asked_for_all_that_its_version_knows(version, asked):
    assert linux.ruleset(version) == asked


def test_a_windows_job_is_bounded_and_ends_with_its_owner():
    told = windows.extended_limits(Limits(memory_bytes=1_000, pixels=100))
    assert told.ProcessMemoryLimit == 1_300
    assert told.BasicLimitInformation.ActiveProcessLimit == 1
    assert told.BasicLimitInformation.LimitFlags == 0x8 | 0x100 | 0x400 | 0x2000


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="sizes of 64-bit Windows")
def test_windows_structures_have_the_sizes_of_its_headers():
    assert ctypes.sizeof(windows.BasicLimits) == 64
    assert ctypes.sizeof(windows.ExtendedLimits) == 144
    assert ctypes.sizeof(windows.Label) == 16
    assert windows.ExtendedLimits.ProcessMemoryLimit.offset == 112


def test_low_integrity_is_the_sid_s_1_16_4096():
    sid = windows.low_integrity()
    revision, count = sid[:2]
    authority, (rid,) = int.from_bytes(sid[2:8], "big"), struct.unpack("<I", sid[8:])
    assert (revision, count, authority, rid) == (1, 1, 16, 4096)


def test_the_macos_profile_denies_by_default_and_allows_nothing():
    assert macos.PROFILE.startswith(b"(version 1)(deny default)")
    assert b"allow" not in macos.PROFILE
