"""Trust: what was asked, whether all works, a report, and the way out."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt

from exposure_app.domain.errors import DiskFull
from exposure_app.domain.requests import RequestRecord
from exposure_app.domain.self_check import Check
from exposure_app.domain.show_me import MarkerLook, ShowMeRun
from exposure_app.settings import LedgerPaths
from exposure_app.ui.kit.blocks import Words
from exposure_app.ui.trust.erase_dialog import EraseDialog
from exposure_app.ui.trust.show_me_view import BytesSheet
from tests.ui.conftest import settle
from tests.ui.fake_session import Hold


def record(url, **facts):
    known = {
        "at": datetime(2026, 11, 3, 14, 5, tzinfo=UTC),
        "source": "1",
        "purpose": "page",
        "address": "203.0.113.7",
        "status": 200,
        "refused": "",
        "bytes_up": 180,
        "bytes_down": 4096,
    }
    return RequestRecord(url=url, **{**known, **facts})


@pytest.fixture
def page(qtbot, window):
    window.go("trust")
    settle(qtbot, window)
    return window.pages["trust"]


def cells(page, row):
    columns = range(page.requests.model.columnCount())
    return [page.requests.model.index(row, column).data() for column in columns]


def test_every_request_is_listed_newest_first_in_words(qtbot, page, session):
    session.requests.records = [
        record("https://a.example/robots.txt", purpose="robots"),
        record("https://a.example/x.jpg", purpose="image", status=404, refused="not_found"),
        record("https://a.example/slow", status=None, refused="timed_out"),
        record("https://a.example/private", status=None, address="", refused="robots"),
    ]
    page.refresh()
    settle(qtbot, page.window())
    assert page.requests.requests.text() == "4 requests, sent or refused"
    assert [cells(page, row)[3] for row in range(4)] == [
        "Not sent: the site's rules", "No answer", "Declined (404)", "Answered",
    ]  # fmt: skip
    assert cells(page, 3)[1:3] == ["The site's rules", "https://a.example/robots.txt"]
    assert cells(page, 3)[4] == "180 bytes"


PAGES_ASKED = [
    record("https://a.example/x", purpose="page"),
    record("https://b.example/y.jpg", purpose="image"),
    record("https://b.example/private", status=None, address="", refused="robots"),
    record("socket.connect:192.0.2.1:443", purpose="guard", status=None, address="",
           refused="guard"),
]  # fmt: skip


def urls(page):
    return [cells(page, row)[2] for row in range(page.requests.model.rowCount())]


def test_the_requests_can_be_narrowed(qtbot, page, session):
    session.requests.records = PAGES_ASKED
    page.refresh()
    settle(qtbot, page.window())
    requests = page.requests
    requests.host.setText("B.example")
    assert urls(page) == ["https://b.example/private", "https://b.example/y.jpg"]
    assert requests.requests.text() == "2 of 4 requests"
    requests.purpose.setCurrentIndex(requests.purpose.findData("image"))
    assert urls(page) == ["https://b.example/y.jpg"]
    requests.purpose.setCurrentIndex(0)
    requests.host.clear()
    requests.refused_only.click()
    assert urls(page) == ["socket.connect:192.0.2.1:443", "https://b.example/private"]
    assert cells(page, 0)[3] == "Stopped by the guard"
    requests.text.setText("192.0")
    assert urls(page) == ["socket.connect:192.0.2.1:443"]
    requests.text.setText("nowhere")
    assert urls(page) == []
    assert not requests.save.isEnabled()


def test_the_requests_that_are_shown_can_be_kept_as_a_file(qtbot, page, session, tmp_path):
    session.requests.records = PAGES_ASKED
    page.refresh()
    settle(qtbot, page.window())
    page.requests.host.setText("a.example")
    page.requests.write(tmp_path / "requests.csv")
    settle(qtbot, page.window())
    assert (tmp_path / "requests.csv").read_text("utf-8").split() == ["https://a.example/x"]
    assert page.window().problems.what.text() == "The requests are saved."


def test_paths_can_be_kept_as_hashes(qtbot, page, session):
    page.requests.hides_paths.click()
    settle(qtbot, page.window())
    assert session.settings.current().ledger_paths is LedgerPaths.HASHED
    page.refresh()
    settle(qtbot, page.window())
    assert page.requests.hides_paths.isChecked()


def test_a_choice_that_could_not_be_kept_is_not_shown_as_kept(qtbot, page, session):
    session.settings.change = cannot_write
    for control in (page.requests.hides_paths, page.air_gap.switch):
        control.click()
        settle(qtbot, page.window())
        assert not control.isChecked()
    assert page.window().problems.isVisible()


def cannot_write(_settings):
    raise DiskFull


def test_the_air_gap_is_a_switch_that_says_what_it_means(qtbot, page, session):
    assert not page.air_gap.switch.isChecked()
    page.air_gap.switch.click()
    settle(qtbot, page.window())
    assert session.settings.current().air_gap
    assert page.air_gap.meaning.text().startswith("Nothing is asked of the network")
    page.air_gap.switch.click()
    settle(qtbot, page.window())
    assert not session.settings.current().air_gap


def shown(**facts):
    known = {
        "requests": ("GET / HTTP/1.1\nHost: a", "GET /b HTTP/1.1\nHost: a"),
        "sent_bytes": 60,
        "findings": 2,
        "markers": (MarkerLook("name", 12, ()),),
        "planted": 3,
        "planted_found": 3,
    }
    return ShowMeRun(**{**known, **facts})


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({}, "Nothing of the person left this program"),
        ({"markers": (MarkerLook("name", 12, (2,)),)}, "Something left this program"),
        ({"planted_found": 2}, "The test itself did not work"),
    ],
)
def test_show_me_says_what_came_of_it_and_shows_every_byte(qtbot, page, facts, verdict):
    page.show_me.test = lambda report, cancel: shown(**facts)
    assert page.show_me.details.isHidden()
    page.show_me.run_button.click()
    settle(qtbot, page.window())
    assert page.show_me.verdict.text().startswith(verdict)
    page.show_me.details.click()
    (sheet,) = page.show_me.findChildren(BytesSheet)
    assert "GET /b HTTP/1.1" in sheet.sent.toPlainText()
    assert sheet.sent.isReadOnly()
    sheet.accept()


def test_the_self_check_says_what_needs_attention(qtbot, page, session):
    session.checks = [
        Check("models", is_ok=True, facts={"model": "yunet-sface", "n": 128}),
        Check("index", is_ok=False, facts={"error": "ImportError"}),
    ]
    page.self_check.run_button.click()
    settle(qtbot, page.window())
    assert page.self_check.outcome.text() == "1 part needs attention."
    said = [label.text() for label in page.self_check.findChildren(Words)]
    assert "Search index" in said
    session.checks = session.checks[:1]
    page.self_check.run_button.click()
    settle(qtbot, page.window())
    assert page.self_check.outcome.text() == "Every part works."


@pytest.mark.parametrize("suffix", ["html", "csv", "json"])
def test_a_report_is_written_and_can_be_opened(qtbot, page, session, tmp_path, suffix):
    path = tmp_path / f"report.{suffix}"
    page.redacted.click()
    page.write_report(path)
    settle(qtbot, page.window())
    assert session.reports.written == [(path, True)]
    assert page.window().problems.what.text() == "The report is saved."
    assert page.window().problems._action.text() == "Open it"


def test_a_report_of_no_known_kind_is_explained(qtbot, page, tmp_path):
    page.write_report(tmp_path / "report.doc")
    settle(qtbot, page.window())
    assert "does not say which kind" in page.window().problems.what.text()


def erase(page, word):
    page.erase.click()
    (dialog,) = page.findChildren(EraseDialog)
    dialog.typed.setText(word)
    return dialog


def test_erasing_takes_a_typed_word(qtbot, page, session):
    dialog = erase(page, "eras")
    assert not dialog.erase_button.isEnabled()
    qtbot.keyClick(dialog.typed, Qt.Key.Key_Return)
    settle(qtbot, page.window())
    assert not session.vault.is_erased


def test_erasing_removes_everything_and_can_begin_anew(qtbot, page, session):
    window = page.window()
    erase(page, "erase").erase_button.click()
    qtbot.waitUntil(lambda: session.vault.is_erased, timeout=5000)
    settle(qtbot, window)
    assert window.session is None
    assert window.pages == {}
    assert window.stack.currentWidget().what.text() == "Everything is erased"
    assert not window.navigation.isEnabled()
    session.is_closed = False  # a new vault
    with qtbot.waitSignal(window.ready, timeout=5000):
        window.begin()
    assert set(window.pages) == {
        "first", "you", "places", "audit", "findings", "trust", "settings",
    }  # fmt: skip


def test_erasing_stops_a_running_audit_first(qtbot, page, session):
    window, hold = page.window(), Hold()
    session.audits.script = [hold]
    window.pages["audit"].begin()
    qtbot.waitUntil(hold.reached.is_set, timeout=5000)
    erase(page, "erase").erase_button.click()
    qtbot.waitUntil(lambda: session.vault.is_erased, timeout=5000)
    settle(qtbot, window)
    assert window.stack.currentWidget().what.text() == "Everything is erased"
