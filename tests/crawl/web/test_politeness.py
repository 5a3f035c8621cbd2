import threading
import time

import pytest

from exposure_app.crawl.web.politeness import Politeness
from exposure_app.domain.work import Cancelled, CancelToken


@pytest.fixture
def politeness():
    return Politeness()


def go(politeness, host, delay_s=0.0):
    with politeness.visit(cancel=CancelToken()) as visit:
        visit.go_to(host, delay_s)
        return time.monotonic()


def test_a_delay_of_nothing_costs_nothing(politeness):
    began = time.perf_counter()
    for _ in range(1_000):
        go(politeness, "a:80")
    assert time.perf_counter() - began < 0.5


def test_the_pause_lies_between_the_end_of_one_request_and_the_next(politeness):
    with politeness.visit(cancel=CancelToken()) as visit:
        visit.go_to("a:80", 0.2)
        time.sleep(0.1)
    ended = time.monotonic()
    assert politeness.wait_s("a:80", 0.2) == pytest.approx(0.2, abs=0.1)
    assert go(politeness, "a:80", 0.2) - ended >= 0.19


def test_the_first_request_to_a_host_does_not_wait(politeness):
    assert politeness.wait_s("a:80", 30.0) == 0
    began = time.monotonic()
    assert go(politeness, "a:80", 30.0) - began < 1
    assert go(politeness, "a:81", 30.0) - began < 1


def test_a_host_that_sent_retry_after_is_left_alone_for_that_long(politeness):
    politeness.rest("a:80", 0.3)
    politeness.rest("a:80", 0.1)
    began = time.monotonic()
    assert politeness.wait_s("b:80", 0.0) == 0
    assert go(politeness, "a:80") - began >= 0.29


def test_never_two_at_one_host_whoever_asks(politeness):
    here, most, lock = 0, 0, threading.Lock()

    def visit_often():
        nonlocal here, most
        for _ in range(20):
            with politeness.visit(cancel=CancelToken()) as visit:
                visit.go_to("a:80", 0.0)
                with lock:
                    here += 1
                    most = max(most, here)
                time.sleep(0.0005)
                with lock:
                    here -= 1

    threads = [threading.Thread(target=visit_often) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1


def test_two_that_redirect_to_each_other_s_host_do_not_wait_for_ever(politeness):
    both = threading.Barrier(2)
    done = []

    def visit(first, second):
        with politeness.visit(cancel=CancelToken()) as visit:
            visit.go_to(first, 0.0)
            both.wait(5)
            visit.go_to(second, 0.0)
            done.append(second)

    threads = [
        threading.Thread(target=visit, args=hosts, daemon=True)
        for hosts in [("a:80", "b:80"), ("b:80", "a:80")]
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(5)
    assert sorted(done) == ["a:80", "b:80"]


def test_a_stop_ends_a_wait_for_the_delay_and_gives_the_turn_back(politeness):
    cancel = CancelToken()
    go(politeness, "a:80")
    threading.Timer(0.1, cancel.cancel).start()
    began = time.monotonic()
    with pytest.raises(Cancelled), politeness.visit(cancel=cancel) as visit:
        visit.go_to("a:80", 60.0)
    assert time.monotonic() - began < 1
    assert go(politeness, "a:80") - began < 2


def test_a_stop_ends_a_wait_for_another_s_request(politeness):
    cancel = CancelToken()
    with politeness.visit(cancel=CancelToken()) as other:
        other.go_to("a:80", 0.0)
        threading.Timer(0.1, cancel.cancel).start()
        with pytest.raises(Cancelled), politeness.visit(cancel=cancel) as visit:
            visit.go_to("a:80", 0.0)


def test_a_long_pause_in_the_middle_of_a_visit_is_cut(politeness):
    cancel = CancelToken()
    slept = []
    cancel.sleep = slept.append
    go(politeness, "b:80")
    with politeness.visit(cancel=cancel) as visit:
        visit.go_to("a:80", 60.0)
        visit.go_to("b:80", 60.0)
    assert [pytest.approx(5.0)] == slept
