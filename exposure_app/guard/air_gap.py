"""The air gap: while anybody in this process asks for it, nothing goes out, by no door.

Only a site that this very process serves on loopback can still be reached: the demo's, and that
of *Show me*.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_lock = Lock()
_asked_by: set[int] = set()
_served: set[str] = set()


def close_off(who: object) -> None:
    """Nothing goes out until `who` reopens."""
    with _lock:
        _asked_by.add(id(who))


def reopen(who: object) -> None:
    """`who` no longer asks for the air gap; others may still."""
    with _lock:
        _asked_by.discard(id(who))


def is_closed_off() -> bool:
    """Whether anybody asks for the air gap."""
    return bool(_asked_by)


@contextmanager
def serving(address: str) -> Iterator[None]:
    """Say that this process itself answers at `address`, on loopback."""
    _served.add(address)
    try:
        yield
    finally:
        _served.discard(address)


def is_served(address: str) -> bool:
    """Whether `address` is a site of our own."""
    return address in _served
