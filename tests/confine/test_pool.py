"""Several confined processes: who asks gets one, and none outlives the pool."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Timer

import psutil
import pytest

from exposure_app.confine.confined import Lost
from exposure_app.confine.limits import Limits
from exposure_app.confine.pool import CannotStart, DecoderPool
from exposure_app.confine.start import Program
from exposure_app.domain.work import Cancelled, CancelToken
from tests.confine.conftest import asked, confined, pool


def until(holds, seconds=20):
    """Whether something comes true in time."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        Event().wait(0.01)
    return True


def test_those_at_hand_are_started_before_anybody_asks():
    with pool(at_hand=2) as them:
        assert until(lambda: len(them.numbers) == 2)
        them.wait_until_ready()


def test_one_who_finds_none_idle_gets_a_new_one():
    with pool(at_hand=1) as them, them.lent() as first, them.lent() as second:
        assert first.number != second.number


def test_the_same_process_serves_again():
    with pool() as them:
        numbers = []
        for _ in range(5):
            with them.lent() as process:
                asked(process, "echo")
                numbers.append(process.number)
    assert len(set(numbers)) == 1


@pytest.mark.parametrize("job", ["crash", "short"])
def test_after_a_loss_the_next_one_is_asked_of_a_fresh_process(job):
    with pool(at_hand=1, seconds=1.0) as them:
        with them.lent() as process:
            lost = process.number
            with pytest.raises(Lost):
                asked(process, job)
        with them.lent() as process:
            assert process.number != lost
            assert asked(process, "echo")
        assert until(lambda: not psutil.pid_exists(lost))


def test_a_worn_process_is_replaced():
    with pool(pictures=2) as them:
        numbers = []
        for _ in range(4):
            with them.lent() as process:
                asked(process, "echo")
                numbers.append(process.number)
        assert len(set(numbers)) == 2


def test_one_that_has_lived_too_long_is_not_asked_again():
    with pool(age_s=0.0) as them:
        with them.lent() as process:
            first = process.number
        with them.lent() as process:
            assert process.number != first


def test_one_that_died_while_idle_costs_nobody_anything():
    with pool() as them:
        with them.lent() as process:
            number = process.number
        psutil.Process(number).kill()
        assert until(
            lambda: (
                not psutil.pid_exists(number)
                or psutil.Process(number).status() == psutil.STATUS_ZOMBIE
            )
        )
        with them.lent() as process:
            assert asked(process, "echo")


def test_many_threads_are_served_at_once():
    def work(them, number):
        with them.lent() as process:
            [(facts, _)] = asked(process, "echo", body=b"x" * number)
            return facts["length"]

    with pool(at_hand=2) as them, ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda n: work(them, n), range(1, 60))) == list(range(1, 60))


def test_a_stop_is_heard_while_waiting_for_one_to_get_ready():
    cancel = CancelToken()
    with DecoderPool(Program("tests.confine.never_ready"), Limits(), at_hand=1) as them:
        Timer(0.2, cancel.cancel).start()
        with pytest.raises(Cancelled), them.lent(cancel):
            pass


def test_a_program_that_is_not_there_is_told_as_such():
    with (
        DecoderPool(Program("no.such.module"), Limits(), at_hand=1) as them,
        pytest.raises(CannotStart),
        them.lent(),
    ):
        pass


def test_an_interpreter_that_is_not_there_is_told_as_such(monkeypatch):
    monkeypatch.setattr(Program, "command", lambda _: ["/no/such/program"])
    with pool() as them:
        for _ in range(2):
            with pytest.raises(CannotStart), them.lent():
                pass


def test_no_process_outlives_its_pool_even_one_that_hangs():
    with pool(at_hand=2) as them:
        them.wait_until_ready()
        assert until(lambda: len(them.numbers) == 2)
        with ThreadPoolExecutor(1) as thread, them.lent() as process:
            numbers = them.numbers
            waiting = thread.submit(asked, process, "hang")
            assert until(lambda: psutil.Process(process.number).cpu_times().user > 0)
            them.close()
            with pytest.raises(Lost):
                waiting.result(20)
    assert not [number for number in numbers if psutil.pid_exists(number)]


def test_a_file_goes_to_a_process_of_its_own(tmp_path):
    (tmp_path / "film").write_bytes(b"x" * 99)
    with pool() as them:
        them.wait_until_ready()
        at_hand = them.numbers
        with (tmp_path / "film").open("rb") as film, them.lent(None, film) as process:
            assert process.number not in at_hand
            [(facts, _)] = asked(process, "echo", body=None)
        assert facts["length"] == 99
        assert until(lambda: them.numbers == at_hand)


PARENT = """
import sys, time
from threading import Thread
from tests.confine.conftest import asked, pool
with pool(at_hand=2) as them:
    them.wait_until_ready()
    with them.lent() as process:
        Thread(target=asked, args=(process, "hang"), daemon=True).start()
        while len(them.numbers) < 2:
            time.sleep(0.01)
        print(*them.numbers, flush=True)
        time.sleep(1_000)
"""


def test_none_is_left_when_the_program_is_killed():
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE) as parent:
        numbers = [int(one) for one in parent.stdout.readline().split()]
        assert len(numbers) == 2
        assert all(psutil.pid_exists(one) for one in numbers)
        parent.kill()
        parent.wait()
        assert until(lambda: not any(map(is_running, numbers)))


def is_running(number):
    try:
        return psutil.Process(number).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_two_pools_do_not_disturb_each_other():
    with pool() as them, confined() as other:
        with them.lent() as process, pytest.raises(Lost):
            asked(process, "crash")
        assert asked(other, "echo")
