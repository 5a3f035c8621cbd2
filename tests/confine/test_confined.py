"""A process that misbehaves is ended, and costs what it was asked for."""

import sys
import time
from threading import Timer

import numpy as np
import psutil
import pytest

from exposure_app.confine.confined import Confined, JobRefused, Lost, Why
from exposure_app.confine.limits import Limits
from exposure_app.confine.start import Program
from exposure_app.confine.wire import Request
from exposure_app.domain.work import CancelToken
from tests.confine.bad_jobs import GARBAGE
from tests.confine.conftest import asked, confined, pool
from tests.systems import not_on_wine


def lost(process, job, cancel=None):
    with pytest.raises(Lost) as why:
        asked(process, job, cancel=cancel)
    assert process.is_lost
    return why.value.why


def test_a_job_gets_bytes_and_parameters_and_gives_pixels_and_facts(willing):
    [(facts, pixels)] = asked(willing, "echo", {"a": 1, "b": "c", "d": 0.5}, b"x" * 3_000_000)
    assert facts == {"length": 3_000_000, "a": 1, "b": "c", "d": 0.5}
    assert pixels.shape == (2, 3, 3)
    assert pixels.dtype == np.uint8


def test_pictures_are_streamed_and_each_is_the_readers_own(willing):
    found = asked(willing, "stream", {"pictures": 30})
    assert [facts["number"] for facts, _ in found] == list(range(30))
    assert all((pixels == facts["number"]).all() for facts, pixels in found)
    with pytest.raises(ValueError, match="read-only"):
        found[0][1][0, 0] = 1


def test_an_open_file_is_read_by_a_process_that_cannot_open_it(tmp_path):
    path = tmp_path / "film"
    path.write_bytes(b"x" * 12_345)
    with path.open("rb") as file, confined(file) as process:
        [(facts, _)] = asked(process, "echo", body=None)
    assert facts["length"] == 12_345


def test_a_job_that_refuses_says_why_and_the_process_lives_on(willing):
    for _ in range(2):
        with pytest.raises(JobRefused) as why:
            asked(willing, "refuse", {"error": "NotAnImage"})
        assert why.value.untrusted_facts == {"error": "NotAnImage"}


def test_whatever_a_job_raises_means_damage(willing):
    with pytest.raises(JobRefused) as why:
        asked(willing, "surprise")
    assert why.value.untrusted_facts["obstacle"] == "damaged"


def test_a_job_of_no_name_means_damage(willing):
    with pytest.raises(JobRefused):
        asked(willing, "no such job")


def test_more_pixels_than_allowed_are_refused_inside_already(willing):
    with pytest.raises(JobRefused) as why:
        asked(willing, "too many pixels")
    assert why.value.untrusted_facts["error"] == "TooManyPixels"


@pytest.mark.skipif(sys.platform == "darwin", reason="there it is ended from outside")
@not_on_wine("it counts no memory against a job's limit")
def test_a_memory_bomb_is_refused_and_the_process_lives_on():
    with confined(memory_bytes=500_000_000) as process:
        for _ in range(2):
            with pytest.raises(JobRefused) as why:
                asked(process, "bomb")
            assert why.value.untrusted_facts["obstacle"] == "memory"


@pytest.mark.parametrize("job", ["crash", "leave"])
def test_a_crash_is_told_as_such(job):
    with confined() as process:
        assert lost(process, job) is Why.ENDED


@pytest.mark.parametrize("name", GARBAGE)
def test_an_answer_that_breaks_the_rules_ends_the_process(name):
    with pool(seconds=1.0) as them, them.lent() as process:
        why = lost(process, name)
    # What is short might still come.
    assert why is (Why.TIMED_OUT if name == "short" else Why.ENDED)


@pytest.mark.parametrize("job", ["hang", "sleep", "late"])
def test_a_job_that_takes_too_long_is_ended(job):
    began = time.monotonic()
    with pool(seconds=0.5) as them, them.lent() as process:
        began = time.monotonic()
        assert lost(process, job) is Why.TIMED_OUT
        assert 0.5 <= time.monotonic() - began < 5


def test_a_stop_is_heard_while_waiting():
    cancel = CancelToken()
    with pool() as them, them.lent() as process:
        Timer(0.2, cancel.cancel).start()
        assert lost(process, "hang", cancel) is Why.STOPPED


def test_who_does_not_read_to_the_end_loses_the_process():
    with confined() as process:
        stream = process.pictures(Request("stream", {"pictures": 5}, b"x"))
        next(stream)
        stream.close()
        assert process.is_lost


def test_nothing_is_left_of_a_process_that_was_ended():
    def open_here():
        this = psutil.Process()
        return this.num_handles() if sys.platform == "win32" else this.num_fds()

    with confined() as process:
        asked(process, "echo")  # what is opened once and for all is open now
    before = open_here()
    with confined() as process:
        asked(process, "echo")
        number = process.number
    assert not psutil.pid_exists(number)
    assert open_here() <= before


def test_a_program_that_does_not_get_ready_is_told_as_lost():
    process = Confined(Program("no.such.module"), Limits())
    try:
        with pytest.raises(Lost):
            process.wait_until_ready()
    finally:
        process.end()


def test_it_is_worn_after_so_many_pictures():
    with confined(pictures=3) as process:
        asked(process, "stream", {"pictures": 2})
        assert not process.is_worn
        asked(process, "echo")
        assert process.is_worn
