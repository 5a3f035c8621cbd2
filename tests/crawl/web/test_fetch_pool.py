import random
import threading
import time

import pytest

from exposure_app.crawl.web.fetch_pool import FetchPool


@pytest.fixture
def crews():
    made = []

    def make(work, size=4):
        made.append(FetchPool(work, size))
        return made[-1]

    yield make
    for crew in made:
        crew.dismiss()


def results(crew, count):
    return [crew.next(5.0) for _ in range(count)]


def test_every_task_comes_back_with_its_result(crews):
    crew = crews(lambda number: number * number)
    for number in range(4):
        crew.send(number, turn=str(number))
    assert sorted(results(crew, 4)) == [(0, 0), (1, 1), (2, 4), (3, 9)]
    assert crew.under_way == 0


def test_tasks_of_one_turn_are_done_one_by_one_and_in_order(crews):
    now = []

    def work(task):
        now.append(task)
        time.sleep(random.random() / 200)
        assert now == [task]
        now.remove(task)
        return task

    crew = crews(work)
    done = []
    for number in range(30):
        crew.send(number, turn="a")
        if not crew.has_room:
            done.append(crew.next(5.0))
    done += results(crew, crew.under_way)
    assert done == [(number, number) for number in range(30)]


def test_tasks_of_several_turns_are_done_at_once(crews):
    together = threading.Barrier(4)
    crew = crews(lambda _: together.wait(5))
    for turn in "abcd":
        crew.send(turn, turn=turn)
    assert sorted(arrival for _, arrival in results(crew, 4)) == [0, 1, 2, 3]


def test_an_exception_is_a_result(crews):
    def work(_):
        raise KeyError("x")

    crew = crews(work)
    crew.send(1, turn="a")
    crew.send(2, turn="a")
    assert [type(result) for _, result in results(crew, 2)] == [KeyError, KeyError]


def test_nothing_done_by_then_is_none(crews):
    go = threading.Event()
    crew = crews(lambda _: go.wait(5))
    crew.send(1, turn="a")
    assert crew.next(0.01) is None
    go.set()
    assert crew.next(5.0) == (1, True)


def test_threads_start_when_needed_and_end_when_dismissed(crews):
    def ours():
        return [thread for thread in threading.enumerate() if thread.name.startswith("fetch-")]

    crew = crews(lambda task: task)
    assert ours() == []
    crew.send(1, turn="a")
    crew.next(5.0)
    crew.send(2, turn="a")
    assert len(ours()) == 1
    crew.dismiss()
    assert ours() == []


def test_a_thread_that_does_not_hear_is_left_behind_rather_than_waited_for(crews):
    go = threading.Event()
    crew = crews(lambda _: go.wait(20))
    crew.send(1, turn="a")
    began = time.monotonic()
    crew.dismiss()
    assert time.monotonic() - began < 2
    go.set()
