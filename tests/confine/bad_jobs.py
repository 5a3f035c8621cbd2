"""What a decoder that was taken over might do; run confined, by the tests alone."""

import ctypes
import errno
import os
import sys
import time
from functools import partial
from threading import Thread

import numpy as np

from exposure_app.confine.serve import Refusal, serve
from tests.confine.escapes import ESCAPES

PIXEL = np.zeros((2, 3, 3), np.uint8)


def echo(untrusted, parameters):
    body = untrusted if isinstance(untrusted, bytes) else untrusted.read()
    yield {"length": len(body), **parameters}, PIXEL


def stream(_untrusted, parameters):
    for number in range(int(parameters["pictures"])):
        yield {"number": number}, np.full((4, 5, 3), number, np.uint8)


def tries(act, _untrusted, parameters):
    """Facts: what came of it, as an errno's name, or "done"."""
    try:
        act(**parameters)
    except OSError as refused:
        yield {"came": errno.errorcode.get(refused.errno, "?")}, PIXEL
    else:
        yield {"came": "done"}, PIXEL


def bomb(_untrusted, _parameters):
    held = []
    while True:
        held.append(bytearray(50_000_000))
        if not held:
            yield


def two_gigabytes(_untrusted, _parameters):
    held = np.ones(2 << 30, np.uint8)
    yield {"held": len(held)}, PIXEL


def hang(_untrusted, _parameters):
    while True:
        pass
    yield


def sleep(_untrusted, _parameters):
    time.sleep(1_000)
    yield


def crash(_untrusted, _parameters):
    if sys.platform == "win32":
        os.abort()  # what is read at 0 there is an exception like any other
    ctypes.string_at(0)
    yield


def leave(_untrusted, _parameters):
    os._exit(0)
    yield


def too_many_pixels(_untrusted, _parameters):
    yield {}, np.broadcast_to(np.zeros(3, np.uint8), (10_000, 10_000, 3))


def refuse(_untrusted, parameters):
    raise Refusal(dict(parameters))
    yield


def surprise(_untrusted, _parameters):
    raise ZeroDivisionError
    yield


def late(_untrusted, _parameters):
    yield {}, PIXEL
    time.sleep(1_000)


def many_threads(_untrusted, _parameters):
    done = []
    threads = [Thread(target=done.append, args=(1,)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    yield {"threads": len(done)}, PIXEL


def says(raw, _untrusted, _parameters):
    """Write bytes of its own to the pipe of replies, the second that it was given."""
    pipe = int(sys.argv[-5])
    if sys.platform == "win32":
        import msvcrt

        pipe = msvcrt.open_osfhandle(pipe, 0)
    os.write(pipe, raw)
    time.sleep(1_000)
    yield


def open_descriptors(_untrusted, _parameters):
    """Facts: how many descriptors answer to a harmless question."""
    found = []
    for number in range(64):
        try:
            os.lseek(number, 0, os.SEEK_CUR)
            found.append(number)
        except OSError as refused:
            if refused.errno != errno.EBADF:
                found.append(number)
    yield {"open": len(found)}, PIXEL


def surroundings(_untrusted, _parameters):
    yield {"environment": " ".join(sorted(os.environ)), "session": os.getpid()}, PIXEL


def arguments(_untrusted, _parameters):
    """Facts: what it was told at its start of its pipes, memory, file and limits."""
    yield {"ends": " ".join(sys.argv[-6:])}, PIXEL


GARBAGE = {
    "short": b"EXc1",
    "no mark": b"\0" * 17,
    "an unknown kind": b"EXc1\x63" + b"\0" * 12,
    "endless facts": b"EXc1\x03\xff\xff\xff\xff" + b"\0" * 8,
    "a picture without pixels": b"EXc1\x02" + b"\0" * 12,
    "more pixels than allowed": b"EXc1\x02\0\0\0\0\xff\xff\0\0\xff\xff\0\0",
    "facts that are no JSON": b"EXc1\x03\x02\0\0\0" + b"\0" * 8 + b"{]",
    "facts within facts": b"EXc1\x03\x08\0\0\0" + b"\0" * 8 + b'{"a":[]}',
    "facts that are no number": b"EXc1\x03\x0b\0\0\0" + b"\0" * 8 + b'{"a": NaN }',
    "ready once more": b"EXc1\x01\x02\0\0\0" + b"\0" * 8 + b"{}",
}

JOBS = {
    "echo": echo,
    "stream": stream,
    "bomb": bomb,
    "two gigabytes": two_gigabytes,
    "hang": hang,
    "sleep": sleep,
    "crash": crash,
    "leave": leave,
    "too many pixels": too_many_pixels,
    "refuse": refuse,
    "surprise": surprise,
    "late": late,
    "threads": many_threads,
    "descriptors": open_descriptors,
    "surroundings": surroundings,
    "arguments": arguments,
    "picture": hang,
    **{name: partial(tries, act) for name, act in ESCAPES.items()},
    **{name: partial(says, raw) for name, raw in GARBAGE.items()},
}


def main(arguments):
    return serve(arguments, lambda _room: JOBS)
