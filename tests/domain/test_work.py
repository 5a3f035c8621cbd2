import threading
import time

import pytest

from exposure_app.domain.work import Cancelled, CancelToken


def test_nothing_stops_until_asked_to():
    CancelToken().check()


def test_a_stop_is_heard_at_the_next_check():
    token = CancelToken()
    token.cancel()
    assert token.is_cancelled
    with pytest.raises(Cancelled):
        token.check()


def test_a_stop_wakes_a_wait():
    token = CancelToken()
    timer = threading.Timer(0.05, token.cancel)
    timer.start()
    began = time.monotonic()
    with pytest.raises(Cancelled):
        token.sleep(60)
    assert time.monotonic() - began < 10
    timer.join()


def test_paused_work_rests_until_resumed():
    token = CancelToken()
    token.pause()
    passed = threading.Event()
    worker = threading.Thread(target=lambda: (token.check(), passed.set()))
    worker.start()
    assert token.is_paused
    assert not passed.wait(0.1)
    token.resume()
    assert passed.wait(10)
    worker.join()


def test_a_stop_ends_a_pause():
    token = CancelToken()
    token.pause()
    token.cancel()
    with pytest.raises(Cancelled):
        token.check()
