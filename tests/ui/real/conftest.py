"""The window over the real session: real vault, real models, a real site on loopback."""

from collections import Counter
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from exposure_app import log
from exposure_app.domain.work import Cancelled
from exposure_app.paths import Home
from exposure_app.ui.kit.jobs import Jobs
from exposure_app.ui.kit.problems import Problems
from exposure_app.ui.main import open_session, restore
from exposure_app.ui.shell.window import Window
from tests.derived import remember_keys
from tests.prepared import lend_models
from tests.site import Site
from tests.ui.off_the_window import off_the_window
from tests.ui.real.hands import settle, unlock
from tests.ui.real.shelf import Shelf, pages, photo_jpeg

ENDINGS = ("completed", "failed", "cancelled")


@pytest.fixture(autouse=True)
def _remembered_keys(monkeypatch):
    remember_keys(monkeypatch)


class Witness:
    """Hears how each job ends, and each error that is shown."""

    def __init__(self):
        self.jobs = []
        self.errors = []

    def watch(self, job):
        heard = Counter()
        self.jobs.append(heard)
        for name in (*ENDINGS, "settled", "over"):
            getattr(job, name).connect(partial(self._hear, heard, name))

    def take(self):
        """The kinds of the errors shown so far, which the test expected."""
        taken, self.errors = self.errors, []
        return [type(one) for one in taken]

    def check(self):
        assert self.errors == []
        for heard in self.jobs:
            assert sum(heard[name] for name in ENDINGS) == 1, heard
            assert heard["settled"] == heard["over"] == 1, heard

    def _hear(self, heard, name, *_error):
        heard[name] += 1


@pytest.fixture(autouse=True)
def witness(monkeypatch):
    """After each test: every job ended once, and no error was shown that was not expected."""
    witness = Witness()
    follow, show = Jobs.follow, Problems.show_error

    def heard_follow(jobs, work, **how):
        job = follow(jobs, work, **how)
        witness.watch(job)
        return job

    def heard_error(problems, error):
        if not isinstance(error, Cancelled):
            witness.errors.append(error)
        show(problems, error)

    monkeypatch.setattr(Jobs, "follow", heard_follow)
    monkeypatch.setattr(Problems, "show_error", heard_error)
    yield witness
    witness.check()


@pytest.fixture(scope="session")
def standing_site():
    """One site at one address for all the tests here, so that a copied profile finds it again."""
    with Site(pages()) as site:
        yield site


@pytest.fixture(scope="session")
def standing_shelf(tmp_path_factory, standing_site):
    return Shelf(tmp_path_factory.mktemp("profiles"), standing_site)


@pytest.fixture
def site(standing_site):
    """The site as it is at first; a test may change it."""
    standing_site.pages = pages()
    standing_site.asked.clear()
    return standing_site


@pytest.fixture
def shelf(site, standing_shelf):
    """Made in a test, not before: each test has no keychain."""
    return standing_shelf


@pytest.fixture
def home(tmp_path):
    """Where a profile is not yet."""
    home = Home.at(tmp_path / "profile")
    lend_models(home)
    return home


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "me.jpg"
    path.write_bytes(photo_jpeg())
    return path


class Opening:
    """Opens windows over one profile."""

    def __init__(self, qtbot, home):
        self._qtbot = qtbot
        self._home = home
        self.windows = []

    def __call__(self, **how):
        """A window that is open, its passphrase typed, and whose pages have been read."""
        window = self.shown()
        with self._qtbot.waitSignal(window.ready, timeout=20_000):
            unlock(self._qtbot, window, **how)
        settle(self._qtbot, window)
        return window

    def shown(self):
        """A window that asks for the passphrase."""
        window = Window(
            lambda ask: off_the_window(open_session(self._home, ask)), partial(restore, self._home)
        )
        self.windows.append(window)
        window.show()
        self._qtbot.waitExposed(window)
        window.begin()
        return window


@pytest.fixture
def open_real(qtbot, qapp, home, witness):
    """Opens windows over the profile in `home`, and closes them."""
    attribute = Qt.ApplicationAttribute.AA_DontUseNativeDialogs
    is_native = not QApplication.testAttribute(attribute)
    QApplication.setAttribute(attribute)
    opening = Opening(qtbot, home)
    yield opening
    for window in opening.windows:
        if window.session is not None:
            leave(qtbot, window)
        window.deleteLater()
    QApplication.setAttribute(attribute, not is_native)
    log.stop()


def leave(qtbot, window):
    """Stop what runs and close the window, and wait until it is gone."""
    with qtbot.waitSignal(window.left, timeout=60_000):
        window.leave()


@pytest.fixture
def enrolled(open_real, home, shelf):
    """A window in which somebody is enrolled."""
    shelf.copy("enrolled", home)
    return open_real()


@pytest.fixture
def audited(open_real, home, shelf):
    """A window after an audit of the site and of a folder, in which two people are enrolled."""
    shelf.copy("audited", home)
    return open_real()
