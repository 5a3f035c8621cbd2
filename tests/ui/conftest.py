"""The window in a test: offscreen, over a fake session, and closed in order afterwards."""

import gc
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSystemTrayIcon

from exposure_app.domain.sources import Footing
from exposure_app.ui.kit import theme
from exposure_app.ui.main import application
from exposure_app.ui.shell.window import Window
from tests.ui.fake_session import FakeSession
from tests.ui.off_the_window import off_the_window


@pytest.fixture(scope="session")
def qapp():
    """The application as `main` makes it, in the light colours whatever the system says."""
    app = application()
    theme.dress(app, Qt.ColorScheme.Light)
    return app


@pytest.fixture(scope="package", autouse=True)
def collected():
    """Leave Python's own collector as it was, and nothing of Qt for it to find."""
    gc.disable()  # as `Collector` does, and again if other tests came between
    yield
    gc.collect()
    gc.enable()


@pytest.fixture
def session():
    return FakeSession()


@pytest.fixture
def photos(tmp_path):
    """Makes photo files; the fake session goes by their names."""

    def make(*names):
        made = []
        for name in names:
            path = tmp_path / name
            path.write_bytes(name.encode())
            made.append(path)
        return made

    return make


@pytest.fixture
def ready(session, photos):
    """A session in which somebody is enrolled and a place is added."""
    list(session.people.enrol(photos("me.jpg"), report=lambda _progress: None, cancel=Never()))
    session.sources.add("https://example.org/", Footing.OWNED)
    return session


@pytest.fixture
def open_window(qtbot, qapp):
    """Opens windows and closes them; no job may be left running."""
    opened = []

    def make(session):
        window = Window(lambda _ask: off_the_window(opened_again(session)))
        opened.append(window)
        window.show()
        qtbot.waitExposed(window)
        with qtbot.waitSignal(window.ready, timeout=5000):
            window.begin()
        settle(qtbot, window)
        return window

    yield make
    for window in opened:
        if window.session is not None:
            with qtbot.waitSignal(window.left, timeout=10_000):
                window.leave()
        window.deleteLater()


@pytest.fixture
def window(open_window, ready):
    """A window over `ready`."""
    return open_window(ready)


@pytest.fixture
def large_text(qapp):
    """Text at 200 %, for one test."""
    usual = qapp.font()
    large = qapp.font()
    large.setPointSizeF(usual.pointSizeF() * 2)
    qapp.setFont(large)
    yield
    qapp.setFont(usual)


@pytest.fixture
def tray(monkeypatch):
    """A system with a tray; what is announced in it."""
    said = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", staticmethod(lambda: True))
    monkeypatch.setattr(
        QSystemTrayIcon, "showMessage", lambda _icon, what, more, *_rest: said.append((what, more))
    )
    return said


def opened_again(session):
    """The same session, open whether or not it was closed before."""
    session.is_closed = False
    return session


def settle(qtbot, window):
    """Wait until everything the window began has come to its end."""
    settle_jobs(qtbot, window.jobs)


def settle_jobs(qtbot, jobs):
    """Wait until every job has come to its end."""
    qtbot.waitUntil(lambda: jobs.is_idle, timeout=20_000)


class Never:
    """A token that never cancels."""

    def check(self):
        pass


def activate(qtbot, window):
    """Give `window` the keyboard: shortcuts are heard in the active window only."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=10_000)


def findings_page(qtbot, open_window, session):
    """The page of findings over `session`, its pictures with the keyboard."""
    window = open_window(session)
    activate(qtbot, window)
    window.enter("findings")
    settle(qtbot, window)
    page = window.pages["findings"]
    qtbot.waitUntil(page.view.hasFocus, timeout=5000)
    return page
