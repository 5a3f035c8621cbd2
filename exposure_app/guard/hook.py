"""The audit hook itself, and the question whether it stands."""

import sys
from typing import Any

from exposure_app.domain.errors import EscapeRefused
from exposure_app.guard import air_gap
from exposure_app.guard.doors import Door, is_open, is_within
from exposure_app.guard.events import LOOKS, Attempt, is_question_of_version
from exposure_app.guard.refusals import hold

_OF_THE_NETWORK = (Door.NAME, Door.ADDRESS)
_PROBE = ("the guard's own test", 0)
_installed: list[bool] = []


def install() -> None:
    """Put the guard up, for as long as the process lasts. Safe to call twice."""
    if not _installed:
        _installed.append(True)
        sys.addaudithook(_hook)


def is_installed() -> bool:
    """Whether it was put up."""
    return bool(_installed)


def stands() -> bool:
    """Whether the guard refuses a connection, tried without one: nothing is sent."""
    try:
        sys.audit("socket.connect", None, _PROBE)
    except EscapeRefused:
        return True
    return False


def decide(event: str, args: tuple[Any, ...]) -> Attempt | None:
    """What is to be refused; None for what may go on."""
    look = LOOKS.get(event)
    attempt = look(event, args) if look else None
    return None if attempt is None or _may_pass(attempt) else attempt


def _may_pass(attempt: Attempt) -> bool:
    if attempt.door is None:
        return False
    if attempt.door in _OF_THE_NETWORK and air_gap.is_closed_off():
        return air_gap.is_served(attempt.target) and is_open(attempt.door, attempt.target)
    if attempt.door is Door.KEYCHAIN:  # where the bus listens is the desktop's affair
        return is_within(Door.KEYCHAIN)
    return is_open(attempt.door, attempt.target)


def _is_no_news(refused: Attempt, args: tuple[Any, ...]) -> bool:
    """Whether it is refused and not written down: nobody meant anything to leave by it."""
    return (
        args[1:] == (_PROBE,)
        or (refused.door is Door.PROGRAM and is_within(Door.KEYCHAIN))
        or is_question_of_version(refused.event, args)
    )


def _hook(
    event: str,
    args: tuple[Any, ...],
    # Bound here: while the interpreter ends, a module's own names may be gone already.
    looks: dict[str, Any] = LOOKS,
) -> None:
    if event not in looks:
        return
    refused = decide(event, args)
    if refused is None:
        return
    if not _is_no_news(refused, args):
        hold(refused.event, refused.target)
    raise EscapeRefused(refused.event, refused.target)
