"""What a decoder that was taken over might do; run confined, by the tests alone."""

# ruff: noqa: PTH102, PTH104, PTH108, PTH115, PTH116, PTH123, PTH208

import ctypes
import errno
import mmap
import os
import socket
import sys
import time
from functools import partial
from threading import Thread

import numpy as np

from exposure_app.confine.serve import Refusal, serve

PIXEL = np.zeros((2, 3, 3), np.uint8)
LIBC = ctypes.CDLL(None, use_errno=True)


def echo(untrusted, parameters):
    body = untrusted if isinstance(untrusted, bytes) else untrusted.read()
    yield {"length": len(body), **parameters}, PIXEL


def stream(_untrusted, parameters):
    for number in range(int(parameters["pictures"])):
        yield {"number": number}, np.full((4, 5, 3), number, np.uint8)


def tries(act, _untrusted, _parameters):
    """Facts: what came of it, as an errno's name, or "done"."""
    try:
        act()
    except OSError as refused:
        yield {"came": errno.errorcode.get(refused.errno, "?")}, PIXEL
    else:
        yield {"came": "done"}, PIXEL


def shorten_what_is_open():
    """Among them the memory that the parent reads from; it would be ended by SIGBUS."""
    refused = set()
    for number in range(3, 16):
        try:
            os.ftruncate(number, 0)
            return
        except OSError as why:
            refused.add(why.errno)
    raise OSError(errno.EPERM if refused == {errno.EPERM} else 0, "")


def in_c(name, *arguments):
    if getattr(LIBC, name)(*arguments) == -1:
        raise OSError(ctypes.get_errno(), name)


def run_as_code():
    mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_EXEC)


ESCAPES = {
    "read a file": lambda: open("/etc/passwd").close(),
    "write a file": lambda: open("/tmp/escaped", "w").close(),
    "list a folder": lambda: os.listdir("/"),
    "read a link": lambda: os.readlink("/proc/self/exe"),
    "look at a file": lambda: os.stat("/etc/passwd"),
    "remove a file": lambda: os.unlink("/tmp/escaped"),
    "make a folder": lambda: os.mkdir("/tmp/escaped"),
    "rename a file": lambda: os.rename("/tmp/a", "/tmp/b"),
    "shorten what is open": shorten_what_is_open,
    "open a socket": lambda: socket.socket(socket.AF_INET),
    "open a local socket": lambda: socket.socket(socket.AF_UNIX),
    "a pair of sockets": socket.socketpair,
    "fork": os.fork,
    "vfork, in C": partial(in_c, "vfork"),
    "start a program": lambda: os.execv("/bin/true", ["true"]),
    "spawn a program": lambda: os.posix_spawn("/bin/true", ["true"], {}),
    "trace another": partial(in_c, "ptrace", 16, os.getppid(), 0, 0),
    "read another's memory": partial(in_c, "process_vm_readv", os.getppid(), 0, 0, 0, 0, 0),
    "end another": lambda: os.kill(os.getppid(), 0),
    "io_uring": partial(in_c, "syscall", 425, 1, 0),
    "another limit": partial(in_c, "prlimit", 0, 7, None, None),
    "another filter": partial(in_c, "prctl", 22, 0, 0, 0, 0),
    "memory that runs": run_as_code,
    "a pipe": os.pipe,
    "one descriptor more": lambda: os.dup(0),
    "a name space": partial(in_c, "unshare", 0x10000000),
}


def bomb(_untrusted, _parameters):
    held = []
    while True:
        held.append(bytearray(50_000_000))
        if not held:
            yield


def hang(_untrusted, _parameters):
    while True:
        pass
    yield


def sleep(_untrusted, _parameters):
    time.sleep(1_000)
    yield


def crash(_untrusted, _parameters):
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
    os.write(int(sys.argv[-5]), raw)
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
    "picture": hang,
    **{name: partial(tries, act) for name, act in ESCAPES.items()},
    **{name: partial(says, raw) for name, raw in GARBAGE.items()},
}


def main(arguments):
    return serve(arguments, lambda _room: JOBS)
