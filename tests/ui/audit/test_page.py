"""Audit: progress never lies, Stop keeps what was found, gaps are counted."""

import pytest
from PySide6.QtCore import Qt

from exposure_app.domain import errors
from exposure_app.domain.findings import Band
from exposure_app.domain.sources import Footing
from exposure_app.domain.work import Progress
from exposure_app.report.document.coverage import GAPS_LISTED
from exposure_app.ui.audit.progress import AuditProgress
from tests.ui.conftest import activate, settle
from tests.ui.fake_session import Hold, finding, gap


@pytest.fixture
def page(window):
    window.go("audit")
    return window.pages["audit"]


def start(qtbot, page, hold):
    """Begin, and come back when the audit has reached `hold` and the page has heard of it."""
    page.start.click()
    qtbot.waitUntil(hold.reached.is_set, timeout=5000)


def test_findings_and_gaps_appear_while_the_audit_runs(qtbot, page, session):
    hold = Hold()
    session.audits.script = [
        finding("one"),
        gap(errors.NotFound, "https://example.org/a.jpg"),
        gap(errors.NotFound, "https://example.org/b.jpg"),
        hold,
        finding("two"),
    ]
    start(qtbot, page, hold)
    qtbot.waitUntil(
        lambda: page.results.findings.rowCount() == 1 and page.results.gaps.total == 2, timeout=5000
    )
    assert page.is_running
    assert page.results.gap_words.text() == "2 things were not looked at"
    assert page.results.gaps.topLevelItem(0).text(0).startswith("2 addresses have nothing at them")
    hold.go_on.set()
    settle(qtbot, page.window())
    assert page.results.findings.rowCount() == 2
    assert not page.is_running
    assert page.outcome.headline.text().startswith("2 pictures on 1 page look like you.")
    assert "one audit of this size in 50" in page.outcome.false_alarms.text()


def test_of_very_many_addresses_the_rest_is_said_to_be_where_it_is(qtbot, page):
    met = [gap(errors.TimedOut, f"https://example.org/{n}") for n in range(GAPS_LISTED + 7)]
    gaps = page.results.gaps
    gaps.add(met)
    branch = gaps.topLevelItem(0)
    branch.setExpanded(True)
    # As many as in the report to read: it has no more of them either.
    assert branch.childCount() == GAPS_LISTED + 1
    last = branch.child(GAPS_LISTED).text(0)
    assert last == "and 7 more, listed in the CSV and JSON reports"


def test_a_file_that_was_not_looked_at_is_shown_by_its_path(page):
    gaps = page.results.gaps
    gaps.add([gap(errors.OnlineOnly, "file:///C:/my%20photos/a.jpg")])
    branch = gaps.topLevelItem(0)
    branch.setExpanded(True)
    assert branch.text(0).startswith("1 file or folder is only online.")
    assert branch.child(0).text(0) == "C:\\my photos\\a.jpg"


def test_the_addresses_of_a_gap_unfold_below_its_reason(qtbot, page, session):
    session.audits.script = [gap(errors.TimedOut, f"https://example.org/{n}") for n in range(3)]
    page.start.click()
    settle(qtbot, page.window())
    branch = page.results.gaps.topLevelItem(0)
    assert branch.childCount() == 0
    branch.setExpanded(True)
    shown = [branch.child(n).text(0) for n in range(branch.childCount())]
    assert shown == [f"https://example.org/{n}" for n in range(3)]


def test_stop_keeps_what_was_found(qtbot, page, session):
    hold = Hold()
    session.audits.script = [finding("one"), finding("two"), hold, finding("never reached")]
    start(qtbot, page, hold)
    page.stop.click()
    settle(qtbot, page.window())
    assert len(session.findings.all()) == 2
    assert page.results.findings.rowCount() == 2
    assert "stopped before its end" in page.outcome.looked_at.text()
    assert not page.window().problems.isVisible()
    assert page.start.isVisible()


def test_pause_rests_and_resume_goes_on(qtbot, page, session):
    hold = Hold()
    session.audits.script = [finding("one"), hold, finding("two")]
    start(qtbot, page, hold)
    page.pause.click()
    assert page.progress.status.text() == "Paused"
    assert page.pause.text() == "&Resume"
    hold.go_on.set()
    job = page._job
    assert not job._thread.wait(50)
    assert len(session.findings.all()) == 1
    page.pause.click()
    assert page.progress.status.text() == "Looking…"
    settle(qtbot, page.window())
    assert len(session.findings.all()) == 2


def test_stop_ends_a_pause(qtbot, page, session):
    hold = Hold()
    session.audits.script = [finding("one"), hold, finding("two")]
    start(qtbot, page, hold)
    page.pause.click()
    page.stop.click()
    settle(qtbot, page.window())
    assert len(session.findings.all()) == 1
    assert page.pause.text() == "&Pause"


def test_the_keys_start_pause_and_stop(qtbot, page, session):
    hold = Hold()
    session.audits.script = [hold]
    activate(qtbot, page.window())
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(page, Qt.Key.Key_R, control)
    qtbot.waitUntil(hold.reached.is_set, timeout=5000)
    qtbot.keyClick(page, Qt.Key.Key_P, control)
    assert page._job.is_paused
    qtbot.keyClick(page, Qt.Key.Key_Period, control)
    settle(qtbot, page.window())
    assert not page.is_running


def test_only_the_places_that_are_ticked_are_audited(qtbot, page, session):
    session.sources.add("https://other.example/", Footing.OWNED)
    page.refresh()
    settle(qtbot, page.window())
    asked = []
    audit = session.audits.run
    session.audits.run = lambda sources, **more: asked.append(sources) or audit(sources, **more)
    page.choose.click()
    first = page.sources.index(0)
    page.sources.setData(first, Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole)
    assert page.scope.text() == "1 of 2 places"
    page.start.click()
    settle(qtbot, page.window())
    assert asked == [[session.sources.all()[1].id]]


def test_an_audit_begins_with_the_places_as_they_are_not_as_the_page_last_read_them(
    qtbot, page, session
):
    asked = []
    audit = session.audits.run
    session.audits.run = lambda sources, **more: asked.append(sources) or audit(sources, **more)
    added = session.sources.add("https://other.example/", Footing.OWNED)
    page.begin([added.id])
    assert page.is_running
    settle(qtbot, page.window())
    page.begin()
    settle(qtbot, page.window())
    assert asked == [[added.id], [one.id for one in session.sources.all()]]
    assert not page.is_running


def test_where_the_places_cannot_be_read_it_is_said_and_no_audit_begins(qtbot, page, session):
    def broken():
        raise errors.VaultDamaged("sources")

    session.sources.all = broken
    page.begin()
    settle(qtbot, page.window())
    assert not page.is_running
    assert page.window().problems.isVisible()


def test_with_nobody_enrolled_the_page_says_what_to_do_first(qtbot, open_window, session):
    window = open_window(session)
    window.go("audit")
    page = window.pages["audit"]
    assert page.shown.currentWidget() is page.no_face
    page.went_to.emit("you")
    assert window.stack.currentWidget() is window.pages["you"]


def test_with_no_place_the_page_says_what_to_do_first(qtbot, open_window, ready):
    ready.sources.remove(ready.sources.all()[0].id)
    window = open_window(ready)
    window.go("audit")
    page = window.pages["audit"]
    assert page.shown.currentWidget() is page.no_place


def test_photos_enrolled_during_an_audit_wait_for_its_end(qtbot, page, session, photos):
    hold = Hold()
    session.audits.script = [hold]
    start(qtbot, page, hold)
    intake = page.window().pages["you"].intake
    intake.enrol(photos("later.jpg"))
    assert intake.status.text() == "Waiting for the work under way to finish."
    assert len(session.people.templates("me")) == 1
    hold.go_on.set()
    settle(qtbot, page.window())
    assert len(session.people.templates("me")) == 2


def test_the_newest_audit_is_there_when_the_window_opens_again(qtbot, open_window, ready):
    ready.audits.script = [finding("one"), gap(errors.TimedOut, "https://example.org/slow")]
    list(ready.audits.run(report=lambda _progress: None, cancel=_Never()))
    page = open_window(ready).pages["audit"]
    assert page.outcome.headline.text().startswith("1 picture on 1 page looks like you.")
    assert page.results.gaps.total == 1


def test_weak_findings_come_with_the_false_alarms_to_expect_among_them(qtbot, page, session):
    session.audits.script = [finding("weak", band=Band.POSSIBLY)]
    page.start.click()
    settle(qtbot, page.window())
    assert "there will be more. Expect about 1 false alarm" in page.outcome.false_alarms.text()


# --- bars --------------------------------------------------------------------------------------


@pytest.fixture
def progress(qtbot, qapp):
    shown = AuditProgress()
    qtbot.addWidget(shown)
    shown.begin()
    return shown


def is_moving(bar):
    return bar.minimum() == bar.maximum() == 0


def test_while_pages_still_come_no_bar_says_how_far(progress):
    progress.note(Progress("pages", 4))
    progress.note(Progress("pictures", 30, 30))
    assert is_moving(progress.bars["pages"])
    assert is_moving(progress.bars["pictures"])
    assert progress.words["pictures"].text() == "Pictures looked at: 30 of 30 met so far"


def test_once_all_pages_are_known_the_pictures_have_an_end(progress):
    progress.note(Progress("pages", 4, 4))
    progress.note(Progress("pictures", 30, 40))
    bar = progress.bars["pictures"]
    assert (bar.value(), bar.maximum()) == (30, 40)
    assert progress.words["pictures"].text() == "Pictures looked at: 30 of 40"


def test_a_resting_audit_has_no_moving_bar(progress):
    progress.note(Progress("pages", 4))
    progress.rest(is_resting=True)
    assert not is_moving(progress.bars["pages"])
    assert progress.bars["pages"].value() == 0
    progress.rest(is_resting=False)
    assert is_moving(progress.bars["pages"])


class _Never:
    def check(self):
        pass


def test_waiting_for_the_mains_is_said_and_is_no_pause_of_the_persons(qtbot, page, session):
    before, plugged_in = Hold(), Hold()
    session.audits.script = [Progress("mains", 0, 1), before, Progress("mains", 1, 1), plugged_in]
    page.begin()
    status = page.progress.status
    qtbot.waitUntil(lambda: "until the computer is plugged in" in status.text(), timeout=5000)
    assert page.pause.text() == "&Pause"
    before.go_on.set()
    qtbot.waitUntil(lambda: status.text() == "Looking…", timeout=5000)
    plugged_in.go_on.set()
    settle(qtbot, page.window())
