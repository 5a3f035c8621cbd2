"""Half of the cores, last in the queue, and considerate of a battery."""

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from exposure_app.domain.work import Cancelled, CancelToken
from exposure_app.session.work import effort
from exposure_app.session.work.effort import NICE, Effort, go_gently, workers
from exposure_app.settings import OnBattery, Settings


class Mains:
    """A computer that is plugged in, or not."""

    def __init__(self, *, is_plugged_in):
        self.is_plugged_in = is_plugged_in
        self.times_asked = 0

    def __call__(self):
        self.times_asked += 1
        return not self.is_plugged_in


def effort_of(choice, mains, cancel=None, **settings):
    settings = Settings(on_battery=choice, **settings)
    return Effort(settings, cancel or CancelToken(), on_battery=mains, poll_s=0)


@pytest.mark.parametrize(
    ("there", "chosen", "used"),
    [(1, 0, 1), (2, 0, 1), (3, 0, 1), (8, 0, 4), (8, 3, 3), (8, 8, 8), (8, 64, 8), (1, 64, 1)],
)
def test_half_of_the_cores_work_unless_chosen_otherwise(monkeypatch, there, chosen, used):
    monkeypatch.setattr(effort, "cores", lambda: there)
    assert workers(Settings(cores=chosen)) == used


def test_no_more_cores_are_counted_than_this_process_may_use():
    assert 1 <= effort.cores() <= os.cpu_count()


def niceness_in_a_thread(step):
    """Of a thread that called `step`; and of the one that started it, after."""

    def read():
        step()
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    with ThreadPoolExecutor(1) as pool:
        there = pool.submit(read).result()
    return there, os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


@pytest.mark.skipif(sys.platform != "linux", reason="niceness of a thread is Linux's")
def test_a_gentle_thread_goes_last_and_the_one_that_started_it_does_not():
    before = os.getpriority(os.PRIO_PROCESS, 0)
    gentle = Effort(Settings(is_gentle=True), CancelToken())
    there, here = niceness_in_a_thread(gentle.begin)
    assert there == max(before, NICE)
    assert here == before


@pytest.mark.skipif(sys.platform != "linux", reason="niceness of a thread is Linux's")
def test_a_thread_that_need_not_be_gentle_is_left_as_it_is():
    before = os.getpriority(os.PRIO_PROCESS, 0)
    there, _ = niceness_in_a_thread(Effort(Settings(is_gentle=False), CancelToken()).begin)
    assert there == before


def test_a_system_that_declines_is_not_an_error(monkeypatch):
    def refuse(*_args):
        raise PermissionError

    monkeypatch.setattr(os, "setpriority", refuse, raising=False)
    go_gently()


def test_a_computer_whose_battery_nobody_knows_is_plugged_in(monkeypatch):
    monkeypatch.delattr("psutil.sensors_battery", raising=False)
    assert not effort.is_on_battery()


def test_work_waits_on_battery_and_goes_on_once_plugged_in():
    mains = Mains(is_plugged_in=False)
    careful = effort_of(OnBattery.PAUSE, mains)
    began = threading.Event()

    def work():
        with careful.turn():
            began.set()

    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(work)
        assert careful.waits_for_mains
        assert not began.wait(0.3)
        mains.is_plugged_in = True
        assert began.wait(10)
        done.result()
    assert not careful.waits_for_mains


def test_a_stop_is_heard_while_work_waits_for_the_mains():
    cancel = CancelToken()
    careful = effort_of(OnBattery.PAUSE, Mains(is_plugged_in=False), cancel)

    def work():
        with careful.turn():
            pass

    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(work)
        cancel.cancel()
        with pytest.raises(Cancelled):
            waiting.result(10)


def test_nobody_waits_for_the_mains_once_the_work_is_over():
    careful = effort_of(OnBattery.PAUSE, Mains(is_plugged_in=False))
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(careful.turn().__enter__)
        careful.end()
        with pytest.raises(Cancelled):
            waiting.result(10)


@pytest.mark.parametrize(
    ("choice", "is_plugged_in", "at_once"),
    [
        (OnBattery.ONE_CORE, False, 1),
        (OnBattery.ONE_CORE, True, 3),
        (OnBattery.AS_USUAL, False, 3),
        (OnBattery.PAUSE, True, 3),
    ],
)
def test_on_battery_one_core_means_one_picture_at_a_time(choice, is_plugged_in, at_once):
    careful = effort_of(choice, Mains(is_plugged_in=is_plugged_in))
    inside = threading.Semaphore(0)
    leave = threading.Event()

    def work():
        with careful.turn():
            inside.release()
            leave.wait(10)

    with ThreadPoolExecutor(3) as pool:
        for _ in range(3):
            pool.submit(work)
        seen = sum(inside.acquire(timeout=0.5) for _ in range(3))
        leave.set()
    assert seen == at_once


def test_the_battery_is_not_asked_for_each_picture():
    mains = Mains(is_plugged_in=True)
    careful = Effort(Settings(), CancelToken(), on_battery=mains)
    for _ in range(50):
        with careful.turn():
            pass
    assert mains.times_asked == 1
