import threading
import time

import pytest

from exposure_app.audit.stages import Ahead, side_by_side


def run(streams, step=lambda x: x, workers=2, ahead=4):
    for result in side_by_side(streams, step, workers=workers, ahead=Ahead(ahead)):
        if result is not None:
            yield result


def test_results_come_in_the_order_of_their_items():
    def step(item):
        time.sleep(0.002 * (item % 3))
        return item * 10

    assert list(run([lambda: iter(range(30))], step)) == [i * 10 for i in range(30)]


def test_every_item_of_every_stream_arrives_once():
    streams = [lambda start=s: iter(range(start, start + 10)) for s in range(0, 200, 10)]
    assert sorted(run(streams)) == list(range(200))


def test_no_stream_means_no_result():
    assert list(run([])) == []


def test_a_slow_stream_does_not_hold_up_what_it_already_gave():
    gate = threading.Event()

    def stream():
        yield "first"
        assert gate.wait(10)
        yield "second"

    results = run([stream])
    assert next(results) == "first"
    gate.set()
    assert list(results) == ["second"]


def test_streams_wait_side_by_side():
    meet = threading.Barrier(2, timeout=10)

    def stream():
        meet.wait()
        yield 1

    assert list(run([stream, stream])) == [1, 1]


def test_work_runs_while_its_stream_waits():
    meet = threading.Barrier(2, timeout=10)

    def stream():
        yield 1
        meet.wait()

    def step(item):
        meet.wait()
        return item

    assert list(run([stream], step)) == [1]


def test_a_stream_far_ahead_waits_for_the_reader():
    pulled = []

    def stream():
        for i in range(1000):
            pulled.append(i)
            yield i

    results = run([stream], ahead=4)
    next(results)
    time.sleep(0.3)
    assert len(pulled) <= 8
    results.close()


@pytest.mark.parametrize("where", ["stream", "step"])
def test_an_unforeseen_error_reaches_the_reader_after_what_came_before(where):
    def stream():
        yield 1
        yield 2
        if where == "stream":
            raise RuntimeError("boom")

    def step(item):
        if where == "step" and item == 2:
            raise RuntimeError("boom")
        return item

    results = run([stream], step)
    assert next(results) == 1
    with pytest.raises(RuntimeError, match="boom"):
        list(results)


def test_a_lull_is_told_so_that_the_reader_can_put_things_away():
    gate = threading.Event()

    def stream():
        yield 1
        assert gate.wait(10)

    results = side_by_side([stream], lambda x: x, workers=1, ahead=Ahead(4))
    assert [next(results), next(results)] == [1, None]
    gate.set()
    assert 1 not in list(results)


def test_closing_ends_every_thread_and_closes_the_streams():
    closed = []

    def stream():
        try:
            yield from range(1000)
        finally:
            closed.append(threading.current_thread().name)

    before = threading.active_count()
    results = run([stream, stream])
    next(results)
    results.close()
    assert threading.active_count() == before
    assert len(closed) == 2


def test_heavy_items_are_not_taken_from_their_stream_before_there_is_room():
    held, most = 0, 0
    counting = threading.Lock()

    def stream():
        nonlocal held, most
        for weight in [3, 3, 3, 3, 9, 1, 1, 1, 1]:
            with counting:
                held += weight
                most = max(most, held)
            yield weight

    def step(weight):
        nonlocal held
        time.sleep(0.002)
        with counting:
            held -= weight
        return weight

    ahead = Ahead(32, 6, lambda weight: weight)
    done = list(side_by_side([stream], step, workers=2, ahead=ahead))
    assert [one for one in done if one is not None] == [3, 3, 3, 3, 9, 1, 1, 1, 1]
    # What a stream gives next is weighed only once it is there: 6 held, and the 9.
    assert most <= 6 + 9


def test_a_stream_that_waits_for_room_stops_when_nobody_reads():
    gate = threading.Event()
    in_time = []

    def stream():
        try:
            yield from range(100)
        finally:
            gate.set()

    def step(item):
        if item:  # the second holds all the room until the stream has ended
            in_time.append(gate.wait(10))
        return item

    ahead = Ahead(8, 1, lambda _item: 1)
    results = side_by_side([stream], step, workers=1, ahead=ahead)
    assert next(one for one in results if one is not None) == 0
    results.close()
    assert all(in_time)


def test_work_that_takes_long_is_a_lull_too():
    gate = threading.Event()
    results = side_by_side([lambda: iter("a")], lambda _: gate.wait(10), workers=1, ahead=Ahead(4))
    assert next(results) is None
    gate.set()
    assert [one for one in results if one is not None] == [True]


def test_each_thread_begins_before_its_first_work():
    begun = set()

    def step(item):
        return (item, threading.current_thread().name in begun)

    results = side_by_side(
        [lambda: iter(range(20))],
        step,
        workers=2,
        ahead=Ahead(4),
        begin=lambda: begun.add(threading.current_thread().name),
    )
    assert all(is_begun for _, is_begun in filter(None, results))
    assert {name.partition("_")[0] for name in begun} == {"look", "stream"}
