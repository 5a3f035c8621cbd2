"""Two things at once: while an audit runs, a person goes on enrolling, answering and tidying."""

import threading

import pytest
from PySide6.QtCore import Qt

from exposure_app.domain.findings import State
from exposure_app.ui.kit.asking import Question
from exposure_app.ui.sources.removal_dialog import RemovalDialog
from tests.pictures import crowd, jpeg_bytes, portrait
from tests.ui.conftest import activate
from tests.ui.real.hands import choose_row, dialog_of, drop, pick, press, settle


@pytest.fixture
def held(qtbot, audited, site):
    """An audit that waits for the site; lets it come."""
    reached, go_on = threading.Event(), threading.Event()
    team = site.pages["/team"]

    def slow(handler):
        reached.set()
        go_on.wait(60)
        handler.answer(team)

    site.pages["/team"] = slow
    audited.enter("audit")
    press(qtbot, audited.pages["audit"].start)
    qtbot.waitUntil(reached.is_set, timeout=60_000)
    yield go_on.set
    go_on.set()


def end(qtbot, window, held):
    held()
    settle(qtbot, window)
    assert window.session.audits.last().is_complete


def test_photos_wait_for_the_end_of_an_audit_and_are_read_then(qtbot, audited, held, tmp_path):
    photo = tmp_path / "more.jpg"
    photo.write_bytes(jpeg_bytes(portrait().resize((400, 400)).rotate(8)))
    audited.enter("you")
    you = audited.pages["you"]
    drop(you.intake.drop, photo)
    assert you.intake.status.text() == "Waiting for the work under way to finish."
    assert len(audited.session.people.templates("me")) == 1
    end(qtbot, audited, held)
    assert you.intake.status.text() == "1 photo was enrolled."
    assert len(audited.session.people.templates("me")) == 2


def test_waiting_photos_can_be_called_off_and_the_audit_goes_on(qtbot, audited, held, tmp_path):
    photo = tmp_path / "more.jpg"
    photo.write_bytes(jpeg_bytes(portrait().resize((400, 400)).rotate(8)))
    audited.enter("you")
    you = audited.pages["you"]
    drop(you.intake.drop, photo)
    press(qtbot, you.intake.stop)
    end(qtbot, audited, held)
    assert len(audited.session.people.templates("me")) == 1
    assert you.intake.drop.isEnabled()


def test_answers_are_kept_while_an_audit_runs_and_outlast_it(qtbot, audited, held):
    activate(qtbot, audited)
    audited.enter("findings")
    page = audited.pages["findings"]
    qtbot.waitUntil(lambda: page.findings.rowCount() == 6, timeout=10_000)
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_N)
    qtbot.waitUntil(
        lambda: len(audited.session.findings.all(state=State.DISMISSED)) == 1, timeout=10_000
    )
    [before] = audited.session.findings.all(state=State.DISMISSED)
    end(qtbot, audited, held)
    [after] = audited.session.findings.all(state=State.DISMISSED)
    assert after.id == before.id


def test_a_place_that_is_removed_while_it_is_looked_at_leaves_nothing_behind(
    qtbot, audited, held, site
):
    audited.enter("places")
    places = audited.pages["places"]
    choose_row(qtbot, places.view, 0)
    qtbot.waitUntil(places.remove.isEnabled, timeout=10_000)
    press(qtbot, places.remove)
    press(qtbot, dialog_of(qtbot, places, RemovalDialog).yes)
    qtbot.waitUntil(lambda: len(audited.session.sources.all()) == 1, timeout=10_000)
    held()
    settle(qtbot, audited)
    assert len(audited.session.sources.all()) == 1
    addresses = {
        place.page_url for one in audited.session.findings.all() for place in one.locations
    }
    assert not any(one.startswith(site.url) for one in addresses)


def test_a_person_who_is_forgotten_while_they_are_looked_for_stays_so(qtbot, audited, held):
    audited.enter("you")
    you = audited.pages["you"]
    pick(qtbot, you.person, "Bea")
    press(qtbot, you.forget_person)
    press(qtbot, dialog_of(qtbot, you, Question).yes)
    qtbot.waitUntil(lambda: len(audited.session.people.all()) == 1, timeout=10_000)
    held()
    settle(qtbot, audited)
    assert audited.session.findings.all(subject="Bea") == []
    assert [one.name for one in audited.session.people.all()] == ["me"]


def test_a_place_is_added_while_an_audit_runs_and_looked_at_in_the_next(
    qtbot, audited, held, tmp_path
):
    album = tmp_path / "another album"
    album.mkdir()
    (album / "crowd.jpg").write_bytes(jpeg_bytes(crowd().resize((1000, 692))))
    audited.enter("places")
    places = audited.pages["places"]
    drop(places.form, album)
    qtbot.waitUntil(lambda: places.form.footing is not None, timeout=10_000)
    press(qtbot, places.form.add_button)
    qtbot.waitUntil(lambda: places.sources.rowCount() == 3, timeout=10_000)
    end(qtbot, audited, held)
    assert len(audited.session.findings.all()) == 6
    audited.enter("audit")
    settle(qtbot, audited)
    page = audited.pages["audit"]
    assert page.scope.text() == "All 3 places"
    press(qtbot, page.start)
    settle(qtbot, audited)
    assert len(audited.session.findings.all(subject="Bea")) == 2
