"""What is left in a cycle is collected on the window's thread, whoever allocates meanwhile."""

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject, QTimer

from exposure_app.ui.kit.jobs import Jobs
from exposure_app.ui.shell.garbage_collection import Collector
from tests.ui.conftest import settle_jobs


class Left(QObject):
    """A QObject in a cycle, as a widget with a lambda on its own signal is."""

    def __init__(self):
        super().__init__()
        self.timer = QTimer(self)
        self.timer.start(1)
        self.itself = self


@pytest.fixture
def collector(qapp):
    (collector,) = qapp.findChildren(Collector)
    return collector


def allocate():
    """Enough objects at once for Python's own collector to run a hundred times."""
    return len([[number] for number in range(200 * gc.get_threshold()[0])])


def test_a_job_that_allocates_collects_nothing(qtbot, qapp):
    where = []
    left = Left()
    weakref.finalize(left, lambda: where.append(threading.get_ident()))
    del left
    jobs = Jobs(print, qapp)
    jobs.ask(allocate)
    settle_jobs(qtbot, jobs)
    assert set(where) <= {threading.get_ident()}
    gc.collect()
    assert where == [threading.get_ident()]


def test_what_is_due_is_collected_by_and_by(qtbot, qapp, collector):
    gone = []
    left = Left()
    weakref.finalize(left, lambda: gone.append(True))
    del left
    kept = [[number] for number in range(2 * gc.get_threshold()[0])]
    qtbot.waitUntil(lambda: gone == [True], timeout=10_000)
    assert kept


def test_nothing_is_collected_before_it_is_due(collector):
    gc.collect()
    heard = []
    gc.callbacks.append(lambda phase, _facts: heard.append(phase))
    try:
        collector.collect()
    finally:
        gc.callbacks.pop()
    assert not heard


def test_there_is_one_however_often_the_application_is_asked_for(qapp):
    from exposure_app.ui.main import application

    application()
    assert len(qapp.findChildren(Collector)) == 1
    assert not gc.isenabled()
