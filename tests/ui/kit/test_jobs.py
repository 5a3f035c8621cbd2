"""Jobs: one stream of work, off the window's thread, to exactly one ending."""

import threading
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread

from exposure_app.domain.errors import KeychainUnavailable
from exposure_app.domain.work import Progress
from exposure_app.ui.kit.job import Job
from exposure_app.ui.kit.jobs import Jobs, Lane
from tests.ui.conftest import settle_jobs

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
def shown():
    """The errors that nobody wanted to hear, which the person is shown."""
    return []


@pytest.fixture
def jobs(qtbot, qapp, shown):
    jobs = Jobs(shown.append)
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
    job.cancel()
    assert job.wait(3000)


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

    lane = Lane()
    one = jobs.follow(first, lane=lane)
    other = jobs.ask(lambda: order.append("the second begins"), lane=lane)
    assert gate.reached.wait(5)
    assert (one.has_begun, other.has_begun) == (True, False)
    with qtbot.waitSignal(other.settled, timeout=5000):
        gate.go_on.set()
    assert order == ["the first ends", "the second begins"]


def test_jobs_of_different_lanes_do_not_wait_for_each_other(qtbot, jobs):
    gate = Gate()
    jobs.follow(gate, lane=Lane())
    with qtbot.waitSignal(jobs.ask(lambda: 1, lane=Lane()).settled, timeout=5000):
        pass
    assert not gate.go_on.is_set()


def test_a_job_in_line_that_is_cancelled_ends_without_having_begun(qtbot, jobs):
    gate = Gate()
    lane = Lane()
    jobs.follow(gate, lane=lane)
    ran = []
    recorder = Recorder(jobs.ask(lambda: ran.append(1), lane=lane))
    assert gate.reached.wait(5)
    assert jobs.cancel_and_wait(5000)
    qtbot.waitUntil(lambda: jobs.is_idle, timeout=5000)
    assert [event[0] for event in recorder.seen] == ["cancelled", "settled"]
    assert ran == []


def test_whoever_asks_hears_the_answer_and_then_that_it_is_over(qtbot, jobs):
    heard = []
    jobs.ask(lambda: {"answer": 42}, then=heard.append, ended=lambda: heard.append("over"))
    settle_jobs(qtbot, jobs)
    assert heard == [{"answer": 42}, "over"]


def test_an_answer_of_none_is_an_answer(qtbot, jobs):
    heard = []
    jobs.ask(lambda: None, then=heard.append)
    settle_jobs(qtbot, jobs)
    assert heard == [None]


def test_an_error_is_shown_where_nobody_said_who_should_hear_it(qtbot, jobs, shown):
    heard = []
    jobs.ask(fail, then=heard.append, ended=lambda: heard.append("over"))
    settle_jobs(qtbot, jobs)
    assert heard == ["over"]
    assert [type(error) for error in shown] == [KeychainUnavailable]


def test_an_error_goes_to_whoever_wanted_to_hear_it_and_to_nobody_else(qtbot, jobs, shown):
    heard = []
    jobs.ask(fail, failed=heard.append)
    settle_jobs(qtbot, jobs)
    assert [type(error) for error in heard] == [KeychainUnavailable]
    assert shown == []


def test_what_is_followed_is_heard_item_by_item_or_as_many_as_came(qtbot, jobs):
    one_by_one, many = [], []
    jobs.follow(lambda report, cancel: iter("abc"), each=one_by_one.append, batch=many.extend)
    settle_jobs(qtbot, jobs)
    assert one_by_one == many == ["a", "b", "c"]


def test_what_is_followed_says_whether_it_came_to_its_end_or_was_stopped(qtbot, jobs):
    heard = []
    gate = Gate()
    how = {"then": lambda: heard.append("end"), "stopped": lambda: heard.append("stopped")}
    jobs.follow(lambda report, cancel: [], **how)
    settle_jobs(qtbot, jobs)
    job = jobs.follow(gate, **how)
    assert gate.reached.wait(5)
    job.cancel()
    settle_jobs(qtbot, jobs)
    assert heard == ["end", "stopped"]


def test_a_page_that_is_gone_hears_nothing(qtbot, jobs):
    class Page(QObject):
        def show(self, _answer):
            heard.append("shown")

    heard = []
    gate = threading.Event()
    page = Page()
    jobs.ask(lambda: gate.wait(5), then=page.show)
    page.deleteLater()
    QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)
    gate.set()
    settle_jobs(qtbot, jobs)
    assert heard == []


# --- stopping everything -------------------------------------------------------------------------


def test_what_is_kept_is_done_in_order_before_everything_is_stopped(qtbot, jobs):
    gate, kept, written = threading.Event(), Lane(is_kept=True), []

    def write(number):
        gate.wait(5)
        written.append(number)

    for number in range(4):
        jobs.ask(partial(write, number), lane=kept)
    with qtbot.waitSignal(jobs.idle, timeout=5000):
        jobs.cancel_all()
        gate.set()
    assert written == [0, 1, 2, 3]


def test_what_is_asked_while_everything_is_stopped_never_begins_save_what_is_kept(qtbot, jobs):
    gate, ran, written, asked = Gate(), [], [], []

    def ask_on():
        asked.append(Recorder(jobs.ask(lambda: ran.append(1))))
        jobs.ask(lambda: written.append(1), lane=Lane(is_kept=True))

    jobs.follow(gate, ended=ask_on)
    assert gate.reached.wait(5)
    with qtbot.waitSignal(jobs.idle, timeout=5000):
        jobs.cancel_all()
    assert [event[0] for event in asked[0].seen] == ["cancelled", "settled"]
    assert (ran, written) == ([], [1])
    with qtbot.waitSignal(jobs.ask(lambda: ran.append(2)).settled, timeout=5000):
        pass
    assert ran == [2]  # all had stopped, and so it may begin


def test_stopping_nothing_hinders_nothing(qtbot, jobs):
    heard = []
    jobs.cancel_all()
    jobs.ask(lambda: 1, then=heard.append)
    settle_jobs(qtbot, jobs)
    assert heard == [1]


def test_each_job_ends_once_where_the_end_of_one_asks_anew(qtbot, jobs):
    """As a page is read anew when a change of it has ended: the read in line gives way."""
    gate, changes, reads = Gate(), Lane(), Lane(newest_only=True)

    def read_anew():
        seen.append(Recorder(jobs.ask(lambda: 1, lane=reads)))

    seen = [Recorder(jobs.follow(gate, lane=changes))]
    seen.append(Recorder(jobs.follow(gate, lane=reads)))
    seen.append(Recorder(jobs.ask(lambda: 1, ended=read_anew, lane=changes)))
    read_anew()
    with qtbot.waitSignal(jobs.idle, timeout=5000):
        jobs.cancel_all()
    for one in seen:
        assert [event[0] for event in one.seen] == ["cancelled", "settled"]


def test_ending_what_ended_already_does_nothing(qtbot, parent):
    job = Job(lambda report, cancel: [], parent)
    recorder = Recorder(job)
    job.abandon()
    job.abandon()
    assert [event[0] for event in recorder.seen] == ["cancelled", "settled"]


# --- the newest question alone -------------------------------------------------------------------


def test_in_most_lanes_every_answer_is_heard_in_the_order_of_the_questions(qtbot, jobs):
    heard, lane = [], Lane()
    for number in range(5):
        jobs.ask(lambda number=number: number, then=heard.append, lane=lane)
    settle_jobs(qtbot, jobs)
    assert heard == [0, 1, 2, 3, 4]


def test_of_questions_asked_again_and_again_the_newest_is_answered(qtbot, jobs):
    heard, ran, gate, lane = [], [], threading.Event(), Lane(newest_only=True)

    def read(number):
        ran.append(number)
        gate.wait(5)
        return number

    for number in range(5):
        jobs.ask(partial(read, number), then=heard.append, lane=lane)
    gate.set()
    settle_jobs(qtbot, jobs)
    assert heard == [4]
    assert set(ran) <= {0, 4}  # the first ran already, those between never


def test_an_older_answer_that_came_late_takes_nobodys_place(qtbot, jobs):
    """The thread is done, and its answer on the way, when the newer question is asked."""
    heard, lane = [], Lane(newest_only=True)
    older = jobs.ask(lambda: "older", then=heard.append, lane=lane)
    recorder = Recorder(older)
    assert older._thread.wait(5000)
    jobs.ask(lambda: "newer", then=heard.append, lane=lane)
    settle_jobs(qtbot, jobs)
    assert heard == ["newer"]
    assert [event[0] for event in recorder.seen] == ["cancelled", "settled"]


def test_an_error_of_a_question_that_was_asked_anew_is_not_shown(qtbot, jobs, shown):
    heard, lane = [], Lane(newest_only=True)
    assert jobs.ask(fail, lane=lane)._thread.wait(5000)
    jobs.ask(lambda: "newer", then=heard.append, lane=lane)
    settle_jobs(qtbot, jobs)
    assert (heard, shown) == (["newer"], [])


def test_work_that_gave_way_is_asked_to_stop_and_ends_once(qtbot, jobs):
    gate, lane, heard = Gate(), Lane(newest_only=True), []
    first = Recorder(jobs.follow(gate, lane=lane))
    second = Recorder(jobs.ask(lambda: 1, then=heard.append, lane=lane))
    assert gate.reached.wait(5)
    third = Recorder(jobs.ask(lambda: 2, then=heard.append, lane=lane))
    settle_jobs(qtbot, jobs)
    assert not gate.go_on.is_set()
    for gave_way in (first, second):
        assert [event[0] for event in gave_way.seen] == ["cancelled", "settled"]
    assert [event[0] for event in third.seen] == ["arrived", "completed", "settled"]
    assert heard == [2]


def test_asking_anew_while_an_answer_is_heard_is_answered_too(qtbot, jobs):
    heard, lane = [], Lane(newest_only=True)

    def show(answer):
        heard.append(answer)
        if answer < 3:
            jobs.ask(lambda: answer + 1, then=show, lane=lane)

    jobs.ask(lambda: 1, then=show, lane=lane)
    settle_jobs(qtbot, jobs)
    assert heard == [1, 2, 3]


def test_lanes_that_are_empty_are_forgotten(qtbot, jobs):
    jobs.ask(lambda: 1, lane=Lane(newest_only=True))
    settle_jobs(qtbot, jobs)
    assert jobs._lanes == {}


def fail():
    raise KeychainUnavailable("none")
