"""Keeping faces: said plainly, off at first, and ended by one click."""

import pytest

from exposure_app.domain.findings import Band, BandChange
from exposure_app.domain.kept_faces import KeptMatch
from exposure_app.domain.sources import Footing
from exposure_app.ui.kit.rows import SECOND_ROLE
from tests.ui.conftest import Never, settle
from tests.ui.fake_session import NOW, Hold, finding


@pytest.fixture
def place(session):
    return session.sources.add("https://example.org/", Footing.OWNED, keep_faces_days=30)


@pytest.fixture
def page(open_window, session, place):
    session.kept.meet(place.id, 1234)
    window = open_window(session)
    window.go("places")
    return window.pages["places"]


def choose(qtbot, page, row=0):
    page.view.setCurrentIndex(page.sources.index(row))
    settle(qtbot, page.window())


def test_a_new_place_keeps_no_faces_unless_it_is_turned_on(qtbot, page, session):
    for address, is_on in (("https://a.example/", False), ("https://b.example/", True)):
        qtbot.keyClicks(page.form.where, address)
        page.form.footings[Footing.OWNED].click()
        if is_on:
            page.form.options.keep_faces.switch.click()
            page.form.options.keep_faces.number.setValue(7)
        page.form.add_button.click()
        settle(qtbot, page.window())
    assert [one.keep_faces_days for one in session.sources.all()] == [30, 0, 7]
    assert page.form.options.keep_faces.days == 0


def test_what_it_means_for_others_is_said_before_it_is_turned_on(page):
    said = page.form.options.keep_faces.switch.accessibleDescription()
    assert "Most of them belong to people who never heard of it" in said


def test_the_place_that_is_chosen_says_what_is_kept_of_it(qtbot, page):
    assert not page.kept.isVisible()
    choose(qtbot, page)
    assert page.kept.isVisible()
    assert page.kept.keep.days == 30
    assert page.kept.count.text().startswith("1,234 faces are kept, met last on ")
    assert "faces are kept" in page.sources.data(page.sources.index(0), SECOND_ROLE)


def test_one_click_forgets_and_the_place_stays_as_it_is(qtbot, page, session):
    choose(qtbot, page)
    page.kept.forget.click()
    settle(qtbot, page.window())
    assert session.kept.counts() == {}
    assert session.sources.all()[0].keep_faces_days == 30
    assert page.kept.count.text() == "No face is kept yet: the next audit keeps those it meets."
    assert not page.kept.forget.isVisible()


def test_turning_it_off_forgets_at_once(qtbot, page, session):
    choose(qtbot, page)
    page.kept.keep.switch.click()
    settle(qtbot, page.window())
    assert session.sources.all()[0].keep_faces_days == 0
    assert session.kept.counts() == {}
    assert not page.kept.count.isVisible()
    page.kept.keep.switch.click()
    settle(qtbot, page.window())
    assert session.sources.all()[0].keep_faces_days == 30


def test_another_number_of_days_is_kept_once_it_is_typed(qtbot, page, session):
    choose(qtbot, page)
    page.kept.keep.number.setValue(90)
    settle(qtbot, page.window())
    assert session.sources.all()[0].keep_faces_days == 90


def test_choosing_a_place_changes_nothing_of_it(qtbot, page, session, place):
    session.sources.add("https://b.example/", Footing.OWNED)
    page.refresh()
    before = session.sources.all()
    for row in (0, 1, 0):
        choose(qtbot, page, row)
    assert session.sources.all() == before


def test_a_new_photo_is_compared_with_kept_faces_and_what_moved_is_told(
    qtbot, open_window, ready, photos
):
    new = finding("new").finding
    ready.kept.answer = KeptMatch(
        faces=7, sources=1, changes=(BandChange(new, None, Band.LOOKS_LIKE_YOU),)
    )
    window = open_window(ready)
    window.pages["you"].intake.enrol(photos("another.jpg"))
    settle(qtbot, window)
    assert ready.kept.searches == 1
    told = window.pages["findings"].reconsidering
    assert [one.before for one in told.changes.values()] == [None]
    assert "is new as" in told.words.text()


def test_an_answer_does_not_search_the_kept_faces(qtbot, open_window, ready):
    ready.findings.keep(finding("one"))
    window = open_window(ready)
    window.go("findings")
    settle(qtbot, window)
    page = window.pages["findings"]
    page.buttons[next(iter(page.buttons))].click()
    settle(qtbot, window)
    assert ready.kept.searches == 0


def test_a_finding_without_a_picture_says_when_there_will_be_one(
    qtbot, open_window, ready, monkeypatch
):
    ready.findings.keep(finding("one"))
    monkeypatch.setattr(ready.findings, "crop_jpeg", lambda _finding: b"")
    window = open_window(ready)
    window.go("findings")
    settle(qtbot, window)
    detail = window.pages["findings"].detail
    assert detail.unseen.isVisible()
    assert not detail.show_context.isVisible()
    assert "after the next one" in detail.unseen.text()


def test_the_clock_is_looked_at_while_the_window_is_open(qtbot, window, ready):
    timer = window._belongings.kept_ends.timer
    timer.timeout.emit()
    settle(qtbot, window)
    assert ready.kept.looks == 1
    assert timer.interval() <= 24 * 3_600_000
    window.close()
    assert not timer.isActive()


# --- searching them ------------------------------------------------------------------------------


def press(qtbot, page):
    page.kept_search.search.click()
    settle(qtbot, page.window())


def test_faces_can_be_searched_only_where_some_are_kept(qtbot, page, session, place):
    settle(qtbot, page.window())
    assert page.kept_search.count.text() == "1,234 faces are kept, of 1 place."
    assert page.kept_search.search.isVisible()
    session.kept.forget(place.id)
    page.refresh()
    settle(qtbot, page.window())
    assert not page.kept_search.isVisible()


def test_a_press_searches_them_and_what_is_found_appears(qtbot, page, session):
    new = [finding(name).finding for name in ("one", "two")]
    session.kept.answer = KeptMatch(
        faces=1234,
        sources=1,
        oldest_news=NOW,
        changes=tuple(BandChange(one, None, one.band) for one in new),
    )
    press(qtbot, page)
    view = page.kept_search
    assert session.kept.searches == 1
    assert view.outcome.text() == "2 new findings."
    assert view.extent.text().startswith("1,234 faces kept of 1 place were compared.")
    assert not view.working.isVisible()
    assert "2 new" in page.window().navigation.list.item(3).text()
    findings = page.window().pages["findings"]
    assert findings.findings.rowCount() == 2
    view.look.click()
    settle(qtbot, page.window())
    assert page.window().stack.currentWidget() is findings


def test_what_moved_among_the_kept_faces_is_said_beside_what_is_new(qtbot, page, session):
    new, known = finding("new").finding, finding("known").finding
    session.kept.answer = KeptMatch(
        faces=2,
        sources=1,
        oldest_news=NOW,
        changes=(BandChange(new, None, new.band), BandChange(known, Band.POSSIBLY, known.band)),
    )
    press(qtbot, page)
    assert page.kept_search.outcome.text() == (
        "1 new finding. 1 finding moved: 1 from “possibly you” to “looks like you”."
    )


def test_a_search_that_finds_nothing_says_what_it_compared(qtbot, page, session):
    session.kept.answer = KeptMatch(faces=7, sources=1, oldest_news=NOW)
    press(qtbot, page)
    assert page.kept_search.outcome.text() == "Nothing new was found among them."
    assert "takes an audit to see" in page.kept_search.extent.text()
    assert not page.kept_search.look.isVisible()
    session.kept.answer = KeptMatch()
    press(qtbot, page)
    assert "nobody is enrolled" in page.kept_search.outcome.text()


def test_a_search_shows_how_far_it_is_and_can_be_stopped(qtbot, page, session):
    settle(qtbot, page.window())
    session.kept.hold = Hold()
    view = page.kept_search
    view.search.click()
    qtbot.waitUntil(session.kept.hold.reached.is_set, timeout=5000)
    qtbot.waitUntil(
        lambda: view.working.status.text() == "Kept faces compared: 0 of 1234", timeout=5000
    )
    assert not view.search.isEnabled()
    assert view.working.stop.hasFocus()
    view.working.stop.click()
    settle(qtbot, page.window())
    assert session.kept.searches == 0
    assert view.outcome.text() == "Stopped. Nothing was changed."
    assert view.search.isEnabled()
    assert view.search.hasFocus()


def test_a_search_waits_for_the_audit_that_runs(qtbot, page, session, photos):
    list(session.people.enrol(photos("me.jpg"), report=lambda _progress: None, cancel=Never()))
    hold = Hold()
    session.audits.script = [hold]
    page.window().pages["audit"].begin()
    qtbot.waitUntil(hold.reached.is_set, timeout=5000)
    page.kept_search.search.click()
    assert page.kept_search.working.status.text() == "Waiting for the work under way to finish."
    assert session.kept.searches == 0
    hold.go_on.set()
    settle(qtbot, page.window())
    assert session.kept.searches == 1
