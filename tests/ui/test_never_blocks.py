"""The window's thread never works for longer than 50 ms at a stretch, whatever goes on."""

import gc

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from exposure_app.domain.findings import Band
from exposure_app.domain.sources import Footing
from tests.pictures import jpeg_bytes, portrait
from tests.session.profiles import enrol_portrait, opened
from tests.ui.conftest import settle
from tests.ui.fake_session import finding
from tests.ui.watchdog import LIMIT_S, ROUNDS, Watchdog, least_of

MANY = 10_000
BANDS = list(Band)


@pytest.fixture
def many(ready):
    for number in range(MANY):
        site = f"https://site{number % 40}.example/page{number}"
        ready.findings.keep(finding(f"f{number}", band=BANDS[number % 3], pages=[site]))
    return ready


@pytest.fixture
def dog(qapp):
    # What thousands of other tests left behind is nothing that a person's window goes through.
    gc.collect()
    gc.freeze()
    watching = Watchdog(qapp)
    yield watching
    watching.deleteLater()
    gc.unfreeze()


def test_ten_thousand_findings_scroll_without_a_halt(qtbot, open_window, many, dog):
    window = open_window(many)
    window.enter("findings")
    settle(qtbot, window)
    page = window.pages["findings"]
    assert page.findings.rowCount() == MANY
    bar = page.view.verticalScrollBar()

    def scroll():
        dog.begin()
        for step in range(60):
            bar.setValue(bar.maximum() * step // 59)
            QTest.qWait(1)
        settle(qtbot, window)
        return dog.end()

    assert least_of(ROUNDS, scroll) < LIMIT_S
    assert dog.beats > 60


def test_opening_ten_thousand_findings_holds_nothing_up(qtbot, open_window, many, dog):
    def open_page():
        window = open_window(many)
        settle(qtbot, window)
        dog.begin()
        window.enter("findings")
        settle(qtbot, window)
        return dog.end()

    assert least_of(ROUNDS, open_page) < LIMIT_S


def test_judging_among_ten_thousand_holds_nothing_up(qtbot, open_window, many, dog):
    window = open_window(many)
    window.enter("findings")
    settle(qtbot, window)
    page = window.pages["findings"]

    def judge():
        dog.begin()
        for _answer in range(10):
            qtbot.keyClick(page.view, Qt.Key.Key_N)
            settle(qtbot, window)
        return dog.end()

    assert least_of(ROUNDS, judge) < LIMIT_S


def test_an_audit_of_two_thousand_pictures_holds_nothing_up(qtbot, open_window, ready, dog):
    ready.audits.script = [
        finding(f"f{number}", band=BANDS[number % 3], pages=[f"https://e.example/{number}"])
        for number in range(2_000)
    ]

    def look():
        window = open_window(ready)
        window.enter("audit")
        page = window.pages["audit"]
        dog.begin()
        page.begin()
        settle(qtbot, window)
        assert page.results.findings.rowCount() == 2_000
        return dog.end()

    assert least_of(ROUNDS, look) < LIMIT_S


def test_a_real_audit_of_two_thousand_pictures_holds_nothing_up(qtbot, open_window, tmp_path, dog):
    """The real session: models on other threads, and a vault that is written meanwhile."""
    album = tmp_path / "album"
    album.mkdir()
    noise = np.random.default_rng(1)
    for number in range(2_000):
        pixels = noise.integers(0, 255, (48, 48, 3), np.uint8)
        Image.fromarray(pixels).save(album / f"{number}.jpg", quality=30)
    (album / "me.jpg").write_bytes(jpeg_bytes(portrait()))
    profiles = (tmp_path / f"profile {number}" for number in range(ROUNDS))

    def look():
        with opened(next(profiles)) as session:
            enrol_portrait(session, tmp_path)
            session.sources.add(str(album), Footing.MY_EXPORT)
            window = open_window(session)
            window.enter("audit")
            page = window.pages["audit"]
            settle(qtbot, window)
            dog.begin()
            page.begin()
            qtbot.waitUntil(lambda: not page.is_running, timeout=200_000)
            longest = dog.end()
            settle(qtbot, window)
            assert page.results.findings.rowCount() == 1
            assert session.audits.last().coverage.images_decoded == 2_001
            with qtbot.waitSignal(window.left, timeout=10_000):
                window.leave()
            return longest

    assert least_of(ROUNDS, look) < LIMIT_S
    assert dog.beats > 100
