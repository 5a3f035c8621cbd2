"""What a confined process tells of time and place is believed as far as it makes sense."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exposure_app.confine.limits import Limits
from exposure_app.confine.start import Program
from exposure_app.decoder.decoder import Decoder
from exposure_app.decoder.taken import taken_of
from exposure_app.domain.context import NOT_SAID, Coordinates, Taken
from exposure_app.domain.work import Cancelled, CancelToken
from exposure_app.shots import MAGIC

WHEN = "2020:01:02 03:04:05"
AT = datetime.fromisoformat("2020-01-02T03:04:05")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"original": WHEN}, Taken(AT)),
        ({"digitized": WHEN, "original": "x"}, Taken(AT)),
        ({"latitude": 50.5, "longitude": -1}, Taken(where=Coordinates(50.5, -1.0))),
        ({}, NOT_SAID),
        ({"original": 20200102, "latitude": "50.5", "longitude": "1"}, NOT_SAID),
        ({"original": WHEN + " " * 10_000}, NOT_SAID),
        ({"original": "2020:02:30 03:04:05"}, NOT_SAID),
        ({"original": "9999:01:01 00:00:00"}, NOT_SAID),
        ({"original": "٢٠٢٠:01:02 03:04:05"}, NOT_SAID),
        ({"original": WHEN, "original_zone": 7}, Taken(AT)),
        ({"original": WHEN, "original_zone": "+24:00"}, Taken(AT)),
        ({"original": WHEN, "original_zone": "+02:00" * 9}, Taken(AT)),
        ({"latitude": True, "longitude": True}, NOT_SAID),
        ({"latitude": 91.0, "longitude": 1.0}, NOT_SAID),
        ({"latitude": 10**400, "longitude": 1}, NOT_SAID),
        ({"latitude": float("nan"), "longitude": 1.0}, NOT_SAID),
        ({"latitude": 50.5}, NOT_SAID),
    ],
)
def test_facts_are_checked_again_on_this_side(facts, expected):
    assert taken_of(facts) == expected


@given(
    st.dictionaries(
        st.sampled_from(["original", "original_zone", "digitized", "latitude", "longitude"]),
        st.one_of(
            st.text("0123456789:+- ", max_size=50), st.integers(), st.floats(), st.booleans()
        ),
    )
)
def test_no_facts_raise(facts):
    said = taken_of(facts)
    assert said.where is None or -90 <= said.where.latitude <= 90


@pytest.mark.parametrize("program", ["tests.decoder.endless_jobs", "tests.confine.bad_jobs"])
def test_a_process_that_does_not_say_it_costs_nothing_but_the_answer(program):
    with Decoder(program=Program(program), limits=Limits(seconds=0.5)) as bad:
        assert bad.taken_of(b"x", "") == NOT_SAID


def test_of_pixels_of_our_own_making_nobody_is_asked():
    with Decoder(program=Program("no.such.module")) as none:
        assert none.taken_of(MAGIC, "") == NOT_SAID


def test_a_stop_is_heard():
    cancel = CancelToken()
    cancel.cancel()
    with Decoder(cancel=cancel) as decoder, pytest.raises(Cancelled):
        decoder.taken_of(b"x", "")
