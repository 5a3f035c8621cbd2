"""Jobs: one stream of work, off the window's thread, to exactly one ending."""

import threading

import pytest
from PySide6.QtCore import QObject, QThread

from exposure_app.domain.errors import KeychainUnavailable
from exposure_app.domain.work import Progress
from exposure_app.ui.kit.jobs import Job, Jobs

SIGNALS = ("arrived", "progressed", "completed", "failed", "cancelled", "settled")


class Recorder:
    def __init__(self, job):
        self.seen = []
        self.threads = set()
        for name in SIGNALS:
            getattr(job, name).connect(lambda *args, name=name: self._note(name, args))

    def _note(self, name, args):
        self.seen.append((name, *args))
        self.threads.add(threading.get_ident())

    def all(self, name):
        return [event[1] for event in self.seen if event[0] == name]


@pytest.fixture
def parent(qapp):
    parent = QObject()
    yield parent
    parent.deleteLater()


@pytest.fixture
def jobs(qtbot, qapp):
    jobs = Jobs()
    yield jobs
    jobs.cancel_all()
    qtbot.waitUntil(lambda: jobs.is_idle, timeout=5000)
    jobs.deleteLater()


class Gate:
    """Work that says when it has begun and waits to be let go on."""

    def __init__(self):
        self.reached, self.go_on = threading.Event(), threading.Event()

    def __call__(self, report, cancel):
        self.reached.set()
        while not self.go_on.is_set():
            cancel.sleep(0.005)
        yield "through"


def run(qtbot, parent, work, while_running=lambda job: None):
    job = Job(work, parent)
    recorder = Recorder(job)
    with qtbot.waitSignal(job.settled, timeout=5000):
        job.start()
        while_running(job)
    return recorder


def test_items_arrive_in_order_then_one_ending_all_on_the_owners_thread(qtbot, parent):
    recorder = run(qtbot, parent, lambda report, cancel: iter("abc"))
    assert [item for batch in recorder.all("arrived") for item in batch] == ["a", "b", "c"]
    assert [event[0] for event in recorder.seen][-2:] == ["completed", "settled"]
    assert recorder.threads == {threading.get_ident()}


def test_work_runs_off_the_interface_thread(qtbot, parent):
    main = QThread.currentThread()
    recorder = run(qtbot, parent, lambda report, cancel: [QThread.currentThread() is main])
    assert recorder.all("arrived") == [[False]]


def test_an_error_reaches_failed_after_what_was_found(qtbot, parent):
    def work(report, cancel):
        yield "found"
        raise KeychainUnavailable("none")

    recorder = run(qtbot, parent, work)
    assert [event[0] for event in recorder.seen] == ["arrived", "failed", "settled"]
    assert isinstance(recorder.all("failed")[0], KeychainUnavailable)


def test_stop_wakes_a_politeness_delay_and_keeps_what_was_found(qtbot, parent):
    def work(report, cancel):
        yield "found"
        cancel.sleep(60)

    recorder = run(qtbot, parent, work, while_running=lambda job: job.cancel())
    assert recorder.all("arrived") == [["found"]]
    assert [event[0] for event in recorder.seen][-2:] == ["cancelled", "settled"]


def test_ten_thousand_reports_become_a_handful_of_repaints(qtbot, parent):
    def work(report, cancel):
        for done in range(1, 10_001):
            report(Progress("looking", done, 10_000))
            yield done

    recorder = run(qtbot, parent, work)
    assert len(recorder.seen) < 100
    assert recorder.all("progressed")[-1].done == 10_000
    assert sum(map(len, recorder.all("arrived"))) == 10_000


def test_closing_waits_for_the_thread(qtbot, parent):
    def work(report, cancel):
        cancel.sleep(60)
        yield

    job = Job(work, parent)
    job.start()
    assert job.cancel_and_wait(3000)


def test_the_newest_of_each_stage_is_shown_not_only_the_newest_of_all(qtbot, parent):
    def work(report, cancel):
        report(Progress("pages", 1))
        report(Progress("pages", 2))
        report(Progress("pictures", 1))
        yield

    recorder = run(qtbot, parent, work)
    newest = {progress.stage: progress.done for progress in recorder.all("progressed")}
    assert newest == {"pages": 2, "pictures": 1}


def test_paused_work_rests_and_goes_on_where_it_was(qtbot, parent):
    first, second = threading.Event(), threading.Event()

    def work(report, cancel):
        first.set()
        while not second.is_set():
            cancel.sleep(0.005)
        cancel.check()
        yield "after the pause"

    job = Job(work, parent)
    recorder = Recorder(job)
    job.start()
    assert first.wait(5)
    job.pause()
    second.set()
    assert job.is_paused
    assert not job._thread.wait(50)  # still there: it rests
    assert recorder.all("arrived") == []
    with qtbot.waitSignal(job.settled, timeout=5000):
        job.resume()
    assert recorder.all("arrived") == [["after the pause"]]
    assert [event[0] for event in recorder.seen][-2:] == ["completed", "settled"]


def test_stop_ends_a_pause(qtbot, parent):
    def work(report, cancel):
        while True:
            cancel.sleep(0.005)
            yield "item"

    job = Job(work, parent)
    recorder = Recorder(job)
    job.start()
    job.pause()
    with qtbot.waitSignal(job.settled, timeout=5000):
        job.cancel()
    assert [event[0] for event in recorder.seen][-2:] == ["cancelled", "settled"]


def test_two_jobs_of_one_lane_never_run_at_once(qtbot, jobs):
    gate, order = Gate(), []

    def first(report, cancel):
        yield from gate(report, cancel)
        order.append("the first ends")

    one = jobs.start(first, lane="long")
    other = jobs.call(lambda: order.append("the second begins"), lane="long")
    assert gate.reached.wait(5)
    assert (one.has_begun, other.has_begun) == (True, False)
    with qtbot.waitSignal(other.settled, timeout=5000):
        gate.go_on.set()
    assert order == ["the first ends", "the second begins"]


def test_jobs_of_different_lanes_do_not_wait_for_each_other(qtbot, jobs):
    gate = Gate()
    jobs.start(gate, lane="long")
    with qtbot.waitSignal(jobs.call(lambda: 1, lane="short").settled, timeout=5000):
        pass
    assert not gate.go_on.is_set()


def test_a_job_in_line_that_is_cancelled_ends_without_having_begun(qtbot, jobs):
    gate = Gate()
    jobs.start(gate, lane="long")
    ran = []
    recorder = Recorder(jobs.call(lambda: ran.append(1), lane="long"))
    assert gate.reached.wait(5)
    assert jobs.cancel_and_wait(5000)
    qtbot.waitUntil(lambda: jobs.is_idle, timeout=5000)
    assert [event[0] for event in recorder.seen] == ["cancelled", "settled"]
    assert ran == []


def test_a_call_hands_over_what_it_returned(qtbot, jobs):
    job = jobs.call(lambda: {"answer": 42})
    recorder = Recorder(job)
    with qtbot.waitSignal(job.settled, timeout=5000):
        pass
    assert recorder.all("arrived") == [[{"answer": 42}]]
