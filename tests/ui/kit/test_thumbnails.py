"""Thumbnails are read when shown, off the window's thread, newest first, and not without end."""

import threading

import pytest
from PySide6.QtCore import QObject

from exposure_app.domain.errors import NoSuchFinding
from exposure_app.ui.kit import thumbnails
from exposure_app.ui.kit.jobs import Jobs
from exposure_app.ui.kit.thumbnails import Thumbnails
from tests.ui.album import face_jpeg


@pytest.fixture
def parent(qapp):
    parent = QObject()
    yield parent
    parent.deleteLater()


@pytest.fixture
def make(qtbot, parent):
    jobs = Jobs(print, parent)

    def made(read):
        return Thumbnails(read, jobs, parent), jobs

    yield made
    qtbot.waitUntil(lambda: jobs.is_idle, timeout=5000)


def test_a_picture_is_read_elsewhere_and_then_there(qtbot, make):
    threads = []

    def read(_key):
        threads.append(threading.get_ident())
        return face_jpeg()

    pictures, _jobs = make(read)
    assert pictures.get("a") is None
    with qtbot.waitSignal(pictures.loaded, timeout=5000) as heard:
        pass
    assert heard.args == ["a"]
    assert max(pictures.get("a").width(), pictures.get("a").height()) <= thumbnails.SIDE
    assert threads != [threading.get_ident()]
    assert len(threads) == 1


def test_a_picture_that_is_gone_is_blank_and_not_asked_for_again(qtbot, make):
    asked = []

    def read(key):
        asked.append(key)
        raise NoSuchFinding(key)

    pictures, jobs = make(read)
    pictures.get("a")
    qtbot.waitUntil(lambda: jobs.is_idle, timeout=5000)
    assert pictures.get("a").isNull()
    assert asked == ["a"]


def test_what_was_asked_for_last_comes_first(qtbot, make):
    order, gate = [], threading.Event()

    def read(key):
        gate.wait(5)
        order.append(key)
        return b""

    pictures, jobs = make(read)
    for key in ("first", "second", "third", "fourth"):
        pictures.get(key)
    gate.set()
    qtbot.waitUntil(lambda: jobs.is_idle, timeout=5000)
    assert order == ["first", "fourth", "third", "second"]


def test_only_so_many_are_kept(qtbot, make, monkeypatch):
    monkeypatch.setattr(thumbnails, "_KEPT", 5)
    pictures, jobs = make(lambda key: b"")
    for number in range(20):
        pictures.get(str(number))
    qtbot.waitUntil(lambda: jobs.is_idle, timeout=5000)
    assert len(pictures._kept) == 5
