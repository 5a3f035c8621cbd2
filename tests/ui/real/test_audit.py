"""Audit: watched while it runs, held and gone on with, and its gaps told by reason."""

import threading

import pytest
from PySide6.QtCore import Qt

from exposure_app.domain.findings import Band
from exposure_app.domain.sources import Footing
from tests.pictures import coffee, jpeg_bytes, portrait
from tests.site import Answer, html, jpeg
from tests.ui.real.hands import (
    add_site,
    audit,
    choose_row,
    drop,
    go,
    press,
    settle,
    words,
)


class Held:
    """An answer of the site that comes when the test lets it."""

    def __init__(self, page):
        self._page = page
        self.reached, self.go_on = threading.Event(), threading.Event()

    def __call__(self, handler):
        self.reached.set()
        self.go_on.wait(60)
        handler.answer(self._page)


@pytest.fixture
def held(site):
    """The newest answer is held back when a test wants so; let go at the end in any case."""
    made = []

    def hold(path):
        made.append(Held(site.pages[path]))
        site.pages[path] = made[-1]
        return made[-1]

    yield hold
    for one in made:
        one.go_on.set()


@pytest.fixture
def window(qtbot, enrolled, site, tmp_path):
    """A window with two places: the site, and a folder with one picture of her."""
    album = tmp_path / "album"
    album.mkdir()
    (album / "me.jpg").write_bytes(jpeg_bytes(portrait().resize((280, 280))))
    (album / "cup.jpg").write_bytes(jpeg_bytes(coffee()))
    places = go(qtbot, enrolled, "places")
    add_site(qtbot, places, site.url)
    drop(places.form, album)
    settle(qtbot, enrolled)
    press(qtbot, places.form.add_button)
    settle(qtbot, enrolled)
    return enrolled


def per_source(page):
    """The counts of each place: pages, pictures, not looked at."""
    tree = page.progress.per_source
    rows = [tree.topLevelItem(n) for n in range(tree.topLevelItemCount())]
    return [tuple(row.text(column) for column in (1, 2, 3)) for row in rows]


def begin(qtbot, window, held):
    page = go(qtbot, window, "audit")
    press(qtbot, page.start)
    qtbot.waitUntil(held.reached.is_set, timeout=60_000)
    return page


def note_of(window, key):
    """What the list of pages says beside the name of one."""
    return window.navigation.list.item(list(window.pages).index(key) - 1).text()


def test_each_stage_and_each_place_is_counted_and_findings_come_while_it_runs(qtbot, window, held):
    hold = held("/crowd.jpg")
    page = begin(qtbot, window, hold)
    qtbot.waitUntil(lambda: page.results.findings.rowCount() == 3, timeout=60_000)
    assert page.results.found_words.text() == "3 findings are new or changed"
    qtbot.waitUntil(lambda: per_source(page) == [("2", "3", "1"), ("0", "2", "0")], timeout=10_000)
    assert page.progress.words["pages"].text() == "Pages opened: 2"
    assert page.progress.words["pictures"].text() == "Pictures looked at: 5 of 7 met so far"
    # Its end is not known, so the bar shows none.
    assert page.progress.bars["pictures"].maximum() == 0
    assert page.results.gap_words.text() == "1 thing was not looked at"
    assert note_of(window, "audit").endswith("running")
    qtbot.waitUntil(lambda: note_of(window, "findings").endswith("3 new"), timeout=10_000)
    assert not page.start.isVisible()
    findings = go_while_busy(qtbot, window, "findings")
    assert findings.findings.rowCount() == 3
    hold.go_on.set()
    settle(qtbot, window)
    assert window.session.audits.last().is_complete
    assert note_of(window, "audit") == "Audit"


def go_while_busy(qtbot, window, key):
    """Go to another page while an audit is held, and let it be read."""
    qtbot.keyClick(window.navigation.list, Qt.Key.Key_Down)
    page = window.pages[key]
    assert window.stack.currentWidget() is page
    qtbot.waitUntil(lambda: page.findings.rowCount() > 0, timeout=10_000)
    return page


def test_it_rests_goes_on_and_comes_to_its_end(qtbot, window, held):
    hold = held("/team")
    page = begin(qtbot, window, hold)
    press(qtbot, page.pause)
    assert page.progress.status.text() == "Paused"
    assert page.pause.text() == "&Resume"
    hold.go_on.set()
    assert not window.jobs.is_idle
    press(qtbot, page.pause)
    assert page.progress.status.text() == "Looking…"
    settle(qtbot, window)
    assert window.session.audits.last().is_complete
    assert page.outcome.headline.text() == (
        "3 pictures on 2 pages look like you. 1 thing could not be checked."
    )
    assert not page.pause.isVisible()


def test_while_it_rests_nothing_is_asked_of_the_site(qtbot, window, site, held):
    hold = held("/team")
    page = begin(qtbot, window, hold)
    press(qtbot, page.pause)
    asked = len(site.asked)
    hold.go_on.set()
    # Another work of a second or so passes meanwhile: time enough to ask for a picture.
    window.enter("trust")
    check = window.pages["trust"].self_check
    press(qtbot, check.run_button)
    qtbot.waitUntil(check.run_button.isEnabled, timeout=60_000)
    assert site.paths_asked()[asked:] == [], site.paths_asked()
    window.enter("audit")
    press(qtbot, page.stop)
    settle(qtbot, window)
    assert not window.session.audits.last().is_complete
    assert "stopped before its end: what was found is kept" in page.outcome.looked_at.text()
    press(qtbot, page.start)
    settle(qtbot, window)
    assert window.session.audits.last().is_complete
    assert len(window.session.findings.all()) == 3


def test_only_the_places_that_are_ticked_are_looked_at(qtbot, window, site):
    page = go(qtbot, window, "audit")
    assert page.scope.text() == "All 2 places"
    press(qtbot, page.choose)
    choose_row(qtbot, page.choice, 0)
    qtbot.keyClick(page.choice, Qt.Key.Key_Space)
    assert page.scope.text() == "1 of 2 places"
    press(qtbot, page.start)
    settle(qtbot, window)
    assert site.asked == []
    assert page.outcome.headline.text() == (
        "1 picture on 1 page looks like you. Every page and picture that was met could be opened."
    )


def test_gaps_are_told_by_reason_with_what_to_do_and_unfold(qtbot, enrolled, site):
    site.pages |= {
        "/robots.txt": Answer(b"User-agent: *\nDisallow: /closed", "text/plain"),
        "/": html(
            '<a href="/closed/a">a</a><a href="/closed/b">b</a><a href="/inside">c</a>',
            '<img src="/gone.jpg"><img src="/words.jpg"><img src="/half.jpg">',
        ),
        "/inside": Answer(b"", status=401),
        "/words.jpg": Answer(b"these are words", "text/plain"),
        "/half.jpg": jpeg(jpeg_bytes(portrait())[:400]),
    }
    add_site(qtbot, go(qtbot, enrolled, "places"), site.url)
    page = audit(qtbot, enrolled)
    assert page.results.gap_words.text() == "6 things were not looked at"
    assert page.outcome.headline.text() == (
        "No picture that was looked at looks like you. 6 things could not be checked."
    )
    branches = [
        page.results.gaps.topLevelItem(n) for n in range(page.results.gaps.topLevelItemCount())
    ]
    said = dict(branch.text(0).split("\n") for branch in branches)
    assert said == {
        "2 addresses are closed to programs by their site's rules (robots.txt).": (
            "Open them in your browser; save pictures to a folder and add it as a source."
        ),
        "1 address is shown only after signing in.": (
            "Download your data from that site, and add the unpacked folder as a source."
        ),
        "1 address has nothing at it any more.": (
            "Nothing to do, unless you know that something should be there, or the place is a"
            " saved file that lacks it."
        ),
        "1 file is not a picture in a format we read.": (
            "If you can see a picture there, save it as JPEG or PNG and add the folder."
        ),
        "1 file is empty, damaged, closed to us, or too small to show a face.": (
            "Look for a better copy of those that matter to you."
        ),
    }
    page.results.gaps.setCurrentItem(branches[0])
    qtbot.keyClick(page.results.gaps, Qt.Key.Key_Right)
    closed = {branches[0].child(n).text(0) for n in range(branches[0].childCount())}
    assert {one.strip("\u2066\u2068\u2069") for one in closed} == {
        f"{site.url}closed/a",
        f"{site.url}closed/b",
    }


def test_false_alarms_are_foreseen_before_and_counted_after(qtbot, window):
    page = go(qtbot, window, "audit")
    assert page.expectation.text().startswith("For each 1,000 faces of other people")
    page = audit(qtbot, window)
    summary = window.session.audits.last()
    faces = summary.coverage.faces_found - summary.coverage.faces_too_small
    assert faces == 9
    assert 0 < summary.expected_false_alarms[Band.LOOKS_LIKE_YOU] < 0.1
    assert page.outcome.false_alarms.text().startswith("A false alarm is unlikely: about one audit")
    assert page.expectation.text().startswith(
        "If it meets as many faces as the last one, 9: A false alarm is unlikely"
    )


def test_the_second_time_only_what_changed_is_looked_at_again(qtbot, window, site):
    page = audit(qtbot, window)
    assert len(window.session.findings.all()) == 3
    site.pages["/cup.jpg"] = site.pages["/b.jpg"]
    press(qtbot, page.start)
    settle(qtbot, window)
    looked_at = page.outcome.looked_at.text()
    assert "more were known from an earlier audit and have not changed." in looked_at
    [finding] = [one for one in window.session.findings.all() if len(one.locations) == 2]
    assert {place.image_url for place in finding.locations} == {
        f"{site.url}b.jpg",
        f"{site.url}cup.jpg",
    }


def test_with_nobody_enrolled_or_nowhere_to_look_it_leads_there(qtbot, open_real, photo, tmp_path):
    window = open_real()
    page = go(qtbot, window, "audit")
    assert "First, whose face?" in words(page)
    window.pages["you"].intake.enrol([photo])
    settle(qtbot, window)
    page = go(qtbot, window, "you") and go(qtbot, window, "audit")
    assert "Now, where to look?" in words(page)
    window.session.sources.add(str(tmp_path), Footing.MY_EXPORT)
    page = go(qtbot, window, "places") and go(qtbot, window, "audit")
    assert page.start.isVisible()
