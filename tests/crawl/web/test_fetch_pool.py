import random
import threading
import time

import pytest

from exposure_app.crawl.web.fetch_pool import FetchPool


@pytest.fixture
def pools():
    made = []

    def make(work, size=4):
        made.append(FetchPool(work, size))
        return made[-1]

    yield make
    for pool in made:
        pool.dismiss()


def results(pool, count):
    return [pool.next(5.0) for _ in range(count)]


def test_every_task_comes_back_with_its_result(pools):
    pool = pools(lambda number: number * number)
    for number in range(4):
        pool.send(number, host=str(number))
    assert sorted(results(pool, 4)) == [(0, 0), (1, 1), (2, 4), (3, 9)]
    assert pool.under_way == 0


def test_tasks_of_one_host_are_done_one_by_one_and_in_order(pools):
    now = []

    def work(task):
        now.append(task)
        time.sleep(random.random() / 200)
        assert now == [task]
        now.remove(task)
        return task

    pool = pools(work)
    done = []
    for number in range(30):
        pool.send(number, host="a")
        if not pool.has_room:
            done.append(pool.next(5.0))
    done += results(pool, pool.under_way)
    assert done == [(number, number) for number in range(30)]


def test_tasks_of_several_hosts_are_done_at_once(pools):
    together = threading.Barrier(4)
    pool = pools(lambda _: together.wait(5))
    for host in "abcd":
        pool.send(host, host=host)
    assert sorted(arrival for _, arrival in results(pool, 4)) == [0, 1, 2, 3]


def test_an_exception_is_a_result(pools):
    def work(_):
        raise KeyError("x")

    pool = pools(work)
    pool.send(1, host="a")
    pool.send(2, host="a")
    assert [type(result) for _, result in results(pool, 2)] == [KeyError, KeyError]


def test_nothing_done_by_then_is_none(pools):
    go = threading.Event()
    pool = pools(lambda _: go.wait(5))
    pool.send(1, host="a")
    assert pool.next(0.01) is None
    go.set()
    assert pool.next(5.0) == (1, True)


def test_threads_start_when_needed_and_end_when_dismissed(pools):
    def ours():
        return [thread for thread in threading.enumerate() if thread.name.startswith("fetch")]

    pool = pools(lambda task: task)
    assert ours() == []
    pool.send(1, host="a")
    pool.next(5.0)
    pool.send(2, host="a")
    assert len(ours()) == 1
    pool.dismiss()
    assert ours() == []


def test_what_is_under_way_is_waited_for_and_nothing_else_is_begun(pools):
    begun, go = [], threading.Event()

    def work(task):
        begun.append(task)
        go.wait(5)
        time.sleep(0.1)
        return task

    pool = pools(work, size=2)
    pool.send(1, host="a")
    pool.send(2, host="a")
    while not begun:
        time.sleep(0.001)
    go.set()
    pool.dismiss()
    assert begun == [1]
    assert pool.next(0.0) == (1, 1)
    assert pool.next(0.0) is None
