"""Places: asked why one may look there, scheduled, told how they stood last, and taken away."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QDate, Qt

from exposure_app.domain.errors import NotALocator, SourceExists
from exposure_app.domain.findings import Verdict
from exposure_app.domain.sources import Footing, Permission
from exposure_app.ui.kit.dates import day
from exposure_app.ui.kit.rows import BAR_ROLE, SECOND_ROLE
from exposure_app.ui.sources.removal_dialog import RemovalDialog
from tests.ui.conftest import activate
from tests.ui.real.conftest import leave
from tests.ui.real.hands import (
    add_site,
    audit,
    choose_row,
    choosing,
    dialog_of,
    go,
    pick,
    press,
    settle,
    words,
    write,
)


@pytest.fixture
def places(qtbot, enrolled):
    return go(qtbot, enrolled, "places")


def told(page, row, role=SECOND_ROLE):
    return page.sources.data(page.sources.index(row), role)


def test_what_is_missing_is_asked_for_in_plain_words(qtbot, places):
    form = places.form
    press(qtbot, form.add_button)
    assert form.hint.text() == "Type an address, or choose a folder."
    write(qtbot, form.where, "example.org")
    settle(qtbot, places.window())
    press(qtbot, form.add_button)
    assert form.hint.text() == "Say why you may look there."
    assert "Why may you look there?" in words(form)
    for meaning in ("A site, page or folder that belongs to you", "Whoever it belongs to said yes"):
        assert meaning in words(form)
    press(qtbot, form.footings[Footing.OPTED_IN])
    press(qtbot, form.add_button)
    assert form.hint.text() == "Type the name of whoever gave leave."
    assert places.window().session.sources.all() == []


def test_the_leave_somebody_gave_is_kept_with_the_place(qtbot, places):
    form = places.form
    write(qtbot, form.where, "https://club.example/")
    settle(qtbot, places.window())
    press(qtbot, form.footings[Footing.OPTED_IN])
    write(qtbot, form.leave.name, "Grace")
    write(qtbot, form.leave.words, "yes, you may check the club's site")
    press(qtbot, form.leave.ends)
    form.leave.end.setDate(QDate.currentDate().addDays(10))
    qtbot.keyClick(form.where, Qt.Key.Key_Return)
    settle(qtbot, places.window())
    [source] = places.window().session.sources.all()
    today = date.today()  # noqa: DTZ011 - the day on the person's own clock
    assert source.permission == Permission(
        "Grace", today, "yes, you may check the club's site", today + timedelta(days=10)
    )
    assert "leave given by Grace" in told(places, 0)
    assert "“yes, you may check the club's site”" in told(places, 0)
    assert form.where.text() == ""
    assert not form.leave.isVisible()


def test_what_is_no_place_or_one_already_is_explained(qtbot, places, tmp_path, witness):
    form = places.form
    write(qtbot, form.where, "htp:/nowhere")
    settle(qtbot, places.window())
    assert form.meaning.words.text().startswith("Not recognised yet.")
    press(qtbot, form.footings[Footing.OWNED])
    press(qtbot, form.add_button)
    settle(qtbot, places.window())
    assert witness.take() == [NotALocator]
    for _twice in range(2):
        (tmp_path / "album").mkdir(exist_ok=True)
        with choosing(tmp_path / "album"):
            press(qtbot, form.choose_folder)
        settle(qtbot, places.window())
        press(qtbot, form.footings[Footing.MY_EXPORT])
        press(qtbot, form.add_button)
        settle(qtbot, places.window())
    assert witness.take() == [SourceExists]
    assert places.window().problems.isVisible()
    assert len(places.window().session.sources.all()) == 1


def test_a_rhythm_is_kept_and_shown_the_next_day(qtbot, open_real, audited):
    places = go(qtbot, audited, "places")
    assert not places.again.box.isEnabled()
    choose_row(qtbot, places.view, 0)
    settle(qtbot, audited)
    pick(qtbot, places.again.box, 7)
    settle(qtbot, audited)
    assert told(places, 0, BAR_ROLE).words.endswith("Looked at every 7 days.")
    leave(qtbot, audited)
    again = open_real()
    places = go(qtbot, again, "places")
    choose_row(qtbot, places.view, 0)
    settle(qtbot, again)
    assert places.again.box.currentText() == "every week"
    assert told(places, 0, BAR_ROLE).words.endswith("Looked at every 7 days.")
    choose_row(qtbot, places.view, 1)
    settle(qtbot, again)
    assert places.again.box.currentText() == "only when I ask"


def test_a_place_that_is_due_is_looked_at_by_itself(qtbot, open_real, enrolled, site):
    places = go(qtbot, enrolled, "places")
    add_site(qtbot, places, site.url)
    pick(qtbot, places.again.box, 1)
    settle(qtbot, enrolled)
    # It was never looked at, so it is due at once.
    qtbot.waitUntil(lambda: len(enrolled.session.findings.all()) == 2, timeout=60_000)
    settle(qtbot, enrolled)
    [source] = enrolled.session.sources.all()
    assert enrolled.session.sources.outcomes()[source.id].is_complete


def test_how_each_place_stood_last_is_told_with_a_bar(qtbot, enrolled, site, tmp_path):
    places = go(qtbot, enrolled, "places")
    add_site(qtbot, places, site.url)
    assert told(places, 0, BAR_ROLE) is None
    audit(qtbot, enrolled)
    go(qtbot, enrolled, "places")
    bar = told(places, 0, BAR_ROLE)
    today = day(enrolled.session.audits.last().started_at)
    assert (bar.done, bar.left) == (4, 1)
    assert bar.words == f"{today}: 4 pictures looked at, 1 thing not."
    assert told(places, 0, Qt.ItemDataRole.AccessibleTextRole).endswith(bar.words)


def test_a_place_goes_with_what_was_found_there_alone_and_a_receipt(qtbot, audited, site):
    session = audited.session
    before = session.findings.all()
    at_the_site = [
        one for one in before if all(place.page_url.startswith(site.url) for place in one.locations)
    ]
    assert len(at_the_site) == 2
    session.findings.judge(at_the_site[0].id, Verdict.ME)
    places = go(qtbot, audited, "places")
    assert places.count.text() == "2 places"
    choose_row(qtbot, places.view, 0)
    settle(qtbot, audited)
    press(qtbot, places.remove)
    dialog = dialog_of(qtbot, places, RemovalDialog)
    said = words(dialog)
    assert "2 findings go: they were found there and nowhere else." in said
    assert "1 finding stays: it was found in another place too." in said
    assert "These go" in said
    for finding in at_the_site:
        assert finding.locations[0].image_url in said
    assert "1 answer of yours stays, so that you are not asked again." in said
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    settle(qtbot, audited)
    assert len(session.sources.all()) == 2

    activate(qtbot, audited)
    places.view.setFocus()
    qtbot.keyClick(places.view, Qt.Key.Key_Delete)
    settle(qtbot, audited)
    press(qtbot, dialog_of(qtbot, places, RemovalDialog).yes)
    settle(qtbot, audited)
    assert audited.problems.what.text() == f"Removed {site.url}."
    assert "The ledger of requests stays as it is." in audited.problems.remedy.text()
    assert len(session.sources.all()) == 1
    assert [one.id for one in session.findings.all()] == [
        one.id for one in before if one not in at_the_site
    ]
    assert session.requests.all() != []
    assert places.count.text() == "1 place"
