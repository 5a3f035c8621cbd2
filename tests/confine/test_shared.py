"""The memory in which pixels cross: room for any picture, taken only as far as it is used."""

import ctypes

import numpy as np
import pytest

from exposure_app.confine.shared import SharedPixels
from tests.systems import only_on_windows

SIZE = 150_000_000
COMMITTED, RESERVED = 0x1000, 0x2000  # winnt.h: MEM_COMMIT, MEM_RESERVE


class Region(ctypes.Structure):
    """MEMORY_BASIC_INFORMATION of 64-bit Windows."""

    _fields_ = (
        ("BaseAddress", ctypes.c_void_p),
        ("AllocationBase", ctypes.c_void_p),
        ("AllocationProtect", ctypes.c_uint32),
        ("PartitionId", ctypes.c_uint16),
        ("RegionSize", ctypes.c_size_t),
        ("State", ctypes.c_uint32),
        ("Protect", ctypes.c_uint32),
        ("Type", ctypes.c_uint32),
    )


def regions(address):
    """What Windows says of the first two parts of a mapping, (state, bytes) each."""
    found, at = [], address
    for _ in range(2):
        said = Region()
        ctypes.WinDLL("kernel32").VirtualQuery(
            ctypes.c_void_p(at), ctypes.byref(said), ctypes.c_size_t(ctypes.sizeof(said))
        )
        found.append((said.State, said.RegionSize))
        at += said.RegionSize
    return found


@pytest.fixture
def two_sides():
    """One memory, mapped twice: as by the one who made it, and by the one it was handed to."""
    with SharedPixels.made(SIZE) as ours:
        theirs = SharedPixels.given(SIZE, ours.number)
        yield ours, theirs
        theirs._memory.number = -1  # the same one here, which the other lets go of
        theirs.close()


def test_what_one_side_writes_the_other_reads(two_sides):
    ours, theirs = two_sides
    assert ours.hold(b"x" * 1_000_000)
    assert theirs.held(1_000_000) == b"x" * 1_000_000
    picture = np.full((300, 200, 3), 7, np.uint8)
    theirs.put(picture)
    assert np.array_equal(ours.taken(200, 300), picture)


def test_who_reads_more_than_was_ever_written_gets_black(two_sides):
    ours, theirs = two_sides
    theirs.put(np.full((10, 10, 3), 7, np.uint8))
    seen = ours.taken(5_000, 5_000)
    assert (seen.max(), seen[-1].max()) == (7, 0)


@only_on_windows
def test_windows_promises_no_more_than_is_used_and_both_sides_see_it(two_sides):
    ours, theirs = (side._memory for side in two_sides)
    (state, _), _ = regions(ours._address)
    assert state == RESERVED
    theirs.need(1_000_000)
    (state, length), (rest, _) = regions(ours._address)
    assert (state, rest) == (COMMITTED, RESERVED)
    assert 1_000_000 <= length < 1_100_000
