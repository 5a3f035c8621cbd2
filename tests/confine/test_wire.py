"""What may be said, and what is refused before a byte more is read."""

import io
import json
import math
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exposure_app.confine.wire import (
    MAX_FACTS_BYTES,
    Garbled,
    Reply,
    ReplyKind,
    Request,
    read_reply,
    read_request,
    send_reply,
    send_request,
)

FACTS = st.dictionaries(
    st.text(max_size=8),
    st.text(max_size=20) | st.integers() | st.floats(allow_nan=False, allow_infinity=False),
    max_size=8,
)


@given(st.text(max_size=20), FACTS, st.none() | st.binary(max_size=200), st.integers(0, 1 << 40))
def test_a_request_arrives_as_it_was_sent(job, parameters, body, shared):
    pipe = io.BytesIO()
    send_request(pipe, Request(job, parameters, body, shared))
    pipe.seek(0)
    assert read_request(pipe) == Request(job, parameters, body, shared)
    assert read_request(pipe) is None


@given(st.sampled_from(ReplyKind), FACTS, st.integers(1, 7_000), st.integers(1, 7_000))
def test_a_reply_arrives_as_it_was_sent(kind, facts, width, height):
    reply = Reply(
        kind, facts, (width, height) if kind in (ReplyKind.PICTURE, ReplyKind.LAST) else (0, 0)
    )
    pipe = io.BytesIO()
    send_reply(pipe, reply)
    pipe.seek(0)
    assert read_reply(pipe, max_pixels=49_000_000) == reply


class Counting(io.BytesIO):
    """Counts what is asked of it."""

    asked = 0

    def read(self, length=-1):
        self.asked += length
        return super().read(length)


HEADER = struct.Struct("<4sBIII")


@given(st.binary(max_size=100) | st.builds(lambda tail: b"EXc1" + tail, st.binary(max_size=100)))
def test_no_bytes_are_an_answer_by_chance_or_raise_anything_else(raw):
    pipe = Counting(raw)
    try:
        reply = read_reply(pipe, max_pixels=100)
    except (Garbled, EOFError):
        pass
    else:
        assert math.prod(reply.size) <= 100
    assert pipe.asked <= HEADER.size + MAX_FACTS_BYTES


@pytest.mark.parametrize(
    "facts",
    [
        b"[" * 16_000,
        b"{" + b",".join(b'"%d":1' % n for n in range(65)) + b"}",
        b'{"a":null}',
        b'{"a":{}}',
        b'{"a":1e999}',
        b'{"a":%s}' % (b"9" * 10_000),
        b"\xff\xff",
        json.dumps([1]).encode(),
    ],
)
def test_facts_are_flat_short_and_finite(facts):
    pipe = io.BytesIO(HEADER.pack(b"EXc1", ReplyKind.END, len(facts), 0, 0) + facts)
    with pytest.raises(Garbled):
        read_reply(pipe, max_pixels=100)
