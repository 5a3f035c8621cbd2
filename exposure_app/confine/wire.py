"""What the two sides say to each other: a fixed header, then as many bytes as it announces.

Requests go in, replies come out, each over a pipe of its own; what is to be read and the pixels
made of it do not, see `shared`. Facts
are flat JSON objects of short texts and numbers. A reply is hostile until it was read here: every
claim is held against its limit before a byte more is taken.
"""

import json
import math
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import IO

Fact = str | int | float
Facts = Mapping[str, Fact]

MAX_FACTS_BYTES = 16_384
MAX_FACTS = 64

LAST = "last"
"""A fact by which a job says that no picture follows: it spares both sides two turns."""

GO_ON = b"g"
"""What the parent says after each picture, once it has taken the pixels."""

_REQUEST = struct.Struct("<4sHHQQ")
_REPLY = struct.Struct("<4sBIII")
_MARK = b"EXc1"
_encoded = json.JSONEncoder(separators=(",", ":")).encode


class Garbled(Exception):
    """What came is no reply: short, unknown, or claiming more than is allowed."""


class ReplyKind(IntEnum):
    """What a reply says."""

    READY = 1
    PICTURE = 2
    END = 3
    REFUSED = 4
    LAST = 5
    """A picture after which there is none, so that nothing more need be said."""


@dataclass(frozen=True, slots=True)
class Request:
    """One job to do.

    untrusted_body: None if it lies in the shared memory, or the process was given an open file at
        its start.
    shared: how many bytes of the shared memory are the body.
    """

    job: str
    parameters: Facts
    untrusted_body: bytes | None
    shared: int = 0


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer. `size` is (width, height) of the pixels that lie in the shared memory."""

    kind: ReplyKind
    facts: Facts = field(default_factory=dict)
    size: tuple[int, int] = (0, 0)


def send_request(to: IO[bytes], request: Request) -> None:
    """Write a request.

    Raises:
        OSError: nobody reads any more.
    """
    job, parameters = request.job.encode(), _packed(request.parameters)
    body = request.untrusted_body
    body_bytes = 0 if body is None else len(body) + 1
    head = _REQUEST.pack(_MARK, len(job), len(parameters), body_bytes, request.shared)
    # In one piece, so that the other side is woken once, and not for the head alone.
    to.write(head + job + parameters + (body or b""))
    to.flush()


def read_request(come_from: IO[bytes]) -> Request | None:
    """The next request; None once the parent has gone."""
    header = come_from.read(_REQUEST.size)
    if len(header) < _REQUEST.size:
        return None
    _mark, job_bytes, parameter_bytes, body_bytes, shared = _REQUEST.unpack(header)
    job = come_from.read(job_bytes).decode()
    parameters = json.loads(come_from.read(parameter_bytes))
    body = come_from.read(body_bytes - 1) if body_bytes else None
    if body is not None and len(body) < body_bytes - 1:
        return None
    return Request(job, parameters, body, shared)


def send_reply(to: IO[bytes], reply: Reply) -> None:
    """Write a reply.

    Raises:
        OSError: nobody reads any more.
    """
    facts = _packed(reply.facts)
    to.write(_REPLY.pack(_MARK, reply.kind, len(facts), *reply.size) + facts)
    to.flush()


def read_reply(come_from: IO[bytes], *, max_pixels: int) -> Reply:
    """The next reply, every claim of it checked.

    Raises:
        EOFError: the process has ended.
        Garbled: see there. The process is not to be asked again.
    """
    header = _exactly(come_from, _REPLY.size)
    mark, kind, facts_bytes, width, height = _REPLY.unpack(header)
    if mark != _MARK or kind not in ReplyKind.__members__.values() or facts_bytes > MAX_FACTS_BYTES:
        raise Garbled
    is_picture = kind in (ReplyKind.PICTURE, ReplyKind.LAST)
    if is_picture != (width > 0 and height > 0) or width * height > max_pixels:
        raise Garbled
    return Reply(ReplyKind(kind), _unpacked(_exactly(come_from, facts_bytes)), (width, height))


def _exactly(come_from: IO[bytes], length: int) -> bytes:
    got = come_from.read(length)
    if len(got) == length:
        return got
    raise Garbled if got else EOFError


def _packed(facts: Facts) -> bytes:
    return _encoded(dict(facts)).encode()


def _unpacked(untrusted_facts: bytes) -> Facts:
    try:
        facts = json.loads(untrusted_facts)
    except (ValueError, RecursionError) as cause:
        raise Garbled from cause
    if not isinstance(facts, dict) or len(facts) > MAX_FACTS:
        raise Garbled
    if not all(_is_fact(one) for one in facts.values()):
        raise Garbled
    return facts


def _is_fact(value: object) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, str | int)
