"""Ways out of a confined process, as this system has them."""

# ruff: noqa: PTH102, PTH104, PTH108, PTH115, PTH116, PTH123, PTH208

import ctypes
import errno
import mmap
import os
import socket
import subprocess
import sys
from functools import partial

ESCAPES = {}

if sys.platform != "win32":
    LIBC = ctypes.CDLL(None, use_errno=True)

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

if sys.platform == "win32":
    KERNEL = ctypes.WinDLL("kernel32", use_last_error=True)
    KERNEL.VirtualAlloc.restype = ctypes.c_void_p
    COMMIT, READ_WRITE_RUN = 0x1000, 0x40

    def write(path):
        with open(path, "w") as file:
            file.write("escaped")

    def start():
        program = rf"{os.environ['SYSTEMROOT']}\System32\cmd.exe"
        if subprocess.run([program, "/c", "exit"], check=False).returncode:
            raise OSError(errno.EPERM, "")  # begun, and ended before it did anything

    def make_code():
        if not KERNEL.VirtualAlloc(None, ctypes.c_size_t(4096), COMMIT, READ_WRITE_RUN):
            raise ctypes.WinError(ctypes.get_last_error())

    ESCAPES = {"write a file": write, "start a program": start, "memory that runs": make_code}
