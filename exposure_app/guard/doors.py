"""The doors: where the program goes out on purpose, and says so first.

import-linter says who may announce themselves here (`pyproject.toml`): `net`, the keychain, and
what starts the confined processes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from threading import local


class Door(Enum):
    """By which way; beside it, what exactly is let through."""

    NAME = "name"
    """The name look-up of one host."""

    ADDRESS = "address"
    """A connection, or a packet, to one address: "192.0.2.1:443"."""

    KEYCHAIN = "keychain"
    """The local socket of the desktop's session bus. Programs are refused in silence here: on
    Linux too the keyring package asks compilers where macOS keeps its libraries."""

    PROGRAM = "program"
    """One program, by the path it is started from."""


class _Here(local):
    def __init__(self) -> None:
        self.permits: list[tuple[Door, str]] = []


_here = _Here()


@contextmanager
def passing(door: Door, target: str = "") -> Iterator[None]:
    """Let this thread through `door`, to `target` alone, within the block."""
    permit = (door, target)
    _here.permits.append(permit)
    try:
        yield
    finally:
        _here.permits.remove(permit)


def is_open(door: Door, target: str) -> bool:
    """Whether this thread may go to `target`."""
    return (door, target) in _here.permits


def is_within(door: Door) -> bool:
    """Whether this thread is at `door`, whatever its target."""
    return any(one is door for one, _ in _here.permits)


def address_text(host: str, port: int) -> str:
    """How an address is written for `Door.ADDRESS`."""
    return f"{host}:{port}"
