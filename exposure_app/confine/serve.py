"""The inside of a confined process: it locks itself down, then does one job after another.

A job is a function from untrusted bytes, or one untrusted open file, to pictures. It cannot open
anything: whatever it needs must have been imported, and tried once, before the doors are closed.
"""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO

from exposure_app.confine.limits import Limits
from exposure_app.confine.lock_down import lock_down
from exposure_app.confine.shared import SharedPixels
from exposure_app.confine.wire import (
    GO_ON,
    LAST,
    Facts,
    Reply,
    ReplyKind,
    Request,
    read_request,
    send_reply,
)
from exposure_app.domain.images import Pixels

if sys.platform == "linux":
    from exposure_app.confine import linux
elif sys.platform == "win32":
    import msvcrt

Job = Callable[[bytes | IO[bytes], Facts], Iterator[tuple[Facts, Pixels]]]
"""From what is untrusted, and parameters, to pictures: (height, width, 3) uint8, with facts."""


class Refusal(Exception):
    """A job says why there is no picture, or no further one. `facts` reach the parent."""

    def __init__(self, facts: Facts) -> None:
        super().__init__()
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Ends:
    """What this process was given at its start, and may keep."""

    requests: IO[bytes]
    replies: IO[bytes]
    shared: SharedPixels
    untrusted_file: IO[bytes] | None
    limits: Limits

    @classmethod
    def of(cls, arguments: Sequence[str]) -> "Ends":
        """By what stands behind the command; see `start`."""
        requests, replies, memory, file, memory_bytes, pixels = arguments
        limits = Limits(memory_bytes=int(memory_bytes), pixels=int(pixels))
        shared = SharedPixels.given(limits.shared_bytes, int(memory))
        shared.close_number()
        return cls(
            requests=_opened(int(requests), "rb"),
            replies=_opened(int(replies), "wb"),
            shared=shared,
            untrusted_file=None if int(file) < 0 else _opened(int(file), "rb"),
            limits=limits,
        )


def serve(
    arguments: Sequence[str], load: Callable[[Callable[[int, int], Pixels]], Mapping[str, Job]]
) -> int:
    """Do jobs until the parent has gone; the exit code.

    Args:
        load: imports and tries all that jobs need, and returns them by name. It is given
            `SharedPixels.room`: a picture that is made there need not be copied there.
    """
    if sys.platform == "linux":
        linux.end_with_parent()
        linux.keep_memory()
    ends = Ends.of(arguments)
    jobs = load(ends.shared.room)
    _say(ends, Reply(ReplyKind.READY, lock_down(ends.limits)))
    while (request := read_request(ends.requests)) is not None:
        if (reply := _done(ends, jobs, request)) is not None:
            _say(ends, reply)
    return 0


def _done(ends: Ends, jobs: Mapping[str, Job], request: Request) -> Reply | None:
    """Do one job and say each of its pictures; the reply that ends it, if any is needed."""
    untrusted = _given(ends, request)
    try:
        if untrusted is None:
            raise Refusal({"error": "Unreadable", "obstacle": "empty"})
        for facts, pixels in jobs[request.job](untrusted, request.parameters):
            height, width, _ = pixels.shape
            if width * height > ends.limits.pixels:
                raise Refusal({"error": "TooManyPixels", "width": width, "height": height})
            ends.shared.put(pixels)
            if facts.get(LAST):
                _say(ends, Reply(ReplyKind.LAST, facts, (width, height)))
                return None
            _say(ends, Reply(ReplyKind.PICTURE, facts, (width, height)))
            if ends.requests.read(1) != GO_ON:
                raise SystemExit
    except Refusal as refusal:
        return Reply(ReplyKind.REFUSED, refusal.facts)
    except MemoryError:
        return Reply(ReplyKind.REFUSED, {"error": "Unreadable", "obstacle": "memory"})
    except Exception:  # noqa: BLE001 - hostile bytes make decoders raise nearly everything
        return Reply(ReplyKind.REFUSED, {"error": "Unreadable", "obstacle": "damaged"})
    return Reply(ReplyKind.END)


def _given(ends: Ends, request: Request) -> bytes | IO[bytes] | None:
    if request.shared:
        return ends.shared.held(request.shared)
    return ends.untrusted_file if request.untrusted_body is None else request.untrusted_body


def _say(ends: Ends, reply: Reply) -> None:
    try:
        send_reply(ends.replies, reply)
    except OSError as cause:  # the parent has gone
        raise SystemExit from cause


def _opened(number: int, mode: str) -> IO[bytes]:
    if sys.platform == "win32":
        flags = os.O_RDONLY if mode == "rb" else os.O_WRONLY
        number = msvcrt.open_osfhandle(number, flags | os.O_BINARY)
    return os.fdopen(number, mode)
