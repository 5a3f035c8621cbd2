"""Runs a program for Windows in the foreground: what it prints, and its exit code, are ours."""

import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from threading import Thread
from typing import BinaryIO

from installers.wine import kit, prefix
from installers.wine.places import PYTHON, ROOT

SECONDS_TO_STOP = 20
"""What a program has to end by itself after Ctrl-C."""

SECONDS_FOR_THE_REST = 5
"""How long what was printed is waited for when a program has ended: a child may hold its pipe."""


def python(*words: str) -> int:
    """The exit code of Python for Windows."""
    return program([str(PYTHON / "python.exe"), *words])


def program(command: Sequence[str]) -> int:
    """The exit code of a program for Windows, run in the project's folder.

    Python for Windows wants pipes at both ends: with /dev/null or a file it does not start.
    """
    with kit.in_company():
        told = prefix.environment()
        prefix.start_services(told)
        child = subprocess.Popen(
            ["wine", *command],
            cwd=ROOT,
            env=told,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.close()
        pump = Thread(target=hand_on, args=(child.stdout, sys.stdout.buffer), daemon=True)
        code = ended(child, pump)
        if pump.is_alive():
            pump.join(SECONDS_FOR_THE_REST)
        return code


def ended(child: "subprocess.Popen[bytes]", pump: Thread) -> int:
    """The exit code a shell would show, once `child` has ended; 130 after Ctrl-C."""
    try:
        pump.start()
        code = child.wait()
    except KeyboardInterrupt:
        # It heard Ctrl-C too.
        with suppress(subprocess.TimeoutExpired, KeyboardInterrupt):
            child.wait(SECONDS_TO_STOP)
        child.kill()
        child.wait()
        return 130
    return code if code >= 0 else 128 - code


def hand_on(printed: BinaryIO, to: BinaryIO) -> None:
    """Pass on what is printed as it comes, with this system's line ends."""
    held = b""
    while chunk := os.read(printed.fileno(), 1 << 16):
        whole = held + chunk
        held = b"\r" if whole.endswith(b"\r") else b""
        with suppress(OSError):  # Nobody reads any more; the program still must not be held up.
            to.write(whole.removesuffix(held).replace(b"\r\n", b"\n"))
            to.flush()
