"""Whatever is under way, the window can be closed, locked, erased or switched, and nothing is torn.

What is under way is held by the site, or begun the moment before.
"""

import threading

import pytest

from exposure_app import i18n
from exposure_app.domain.languages import ENGLISH
from exposure_app.settings import SettingCard
from exposure_app.ui.kit.passphrase_dialog import PassphraseDialog
from exposure_app.ui.shell import switch_language
from exposure_app.ui.trust.erase_dialog import EraseDialog
from tests.ui.real.hands import (
    choosing,
    dialog_of,
    drop,
    go,
    pick,
    press,
    settle,
    unlock,
    words,
    write,
)


def reads_photos(qtbot, window, folder):
    drop(go(qtbot, window, "you").intake.drop, folder)


def looks_for_more_photos(qtbot, window, folder):
    you = go(qtbot, window, "you")
    press(qtbot, you.photos.find_more)
    with choosing(folder):
        press(qtbot, you.find_me.choose)


def backs_up(qtbot, window, folder):
    vault = go(qtbot, window, "trust").vault
    with choosing(folder.parent / "all.backup"):
        press(qtbot, vault.backup)
    dialog = dialog_of(qtbot, vault, PassphraseDialog)
    for line in (dialog.first, dialog.second):
        write(qtbot, line, "words for the backup alone")
    press(qtbot, dialog.go)


def shows_that_nothing_leaves(qtbot, window, _folder):
    press(qtbot, go(qtbot, window, "trust").show_me.run_button)


def checks_itself(qtbot, window, _folder):
    press(qtbot, go(qtbot, window, "trust").self_check.run_button)


def writes_a_report(qtbot, window, folder):
    trust = go(qtbot, window, "trust")
    with choosing(folder.parent / "report.pdf"):
        press(qtbot, trust.save)


def looks_at_everything(qtbot, window, _folder):
    press(qtbot, go(qtbot, window, "audit").start)


@pytest.mark.parametrize(
    "begin",
    [
        reads_photos,
        looks_for_more_photos,
        backs_up,
        shows_that_nothing_leaves,
        checks_itself,
        writes_a_report,
        looks_at_everything,
    ],
)
def test_closed_while_it(qtbot, open_real, audited, shelf, tmp_path, begin):
    before = audited.session.findings.all()
    begin(qtbot, audited, shelf.album)
    assert not audited.jobs.is_idle
    with qtbot.waitSignal(audited.left, timeout=60_000):
        audited.close()
    assert audited.session is None
    # A file is whole, or it is not there.
    assert [one for one in tmp_path.iterdir() if one.suffix in (".part", ".tmp")] == []
    again = open_real()
    assert [one.id for one in again.session.findings.all()] == [one.id for one in before]
    assert {one.name for one in again.session.people.all()} == {"me", "Bea"}
    # In the tests' own process no guard stands; every page of the vault authenticates.
    assert [one.name for one in again.session.self_check() if not one.is_ok] == ["guard"]


@pytest.fixture
def held(qtbot, audited, site):
    """An audit that waits for a page of the site; lets it come."""
    reached, go_on = threading.Event(), threading.Event()
    team = site.pages["/team"]

    def slow(handler):
        reached.set()
        go_on.wait(60)
        handler.answer(team)

    site.pages["/team"] = slow
    press(qtbot, go(qtbot, audited, "audit").start)
    qtbot.waitUntil(reached.is_set, timeout=60_000)
    yield go_on.set
    go_on.set()


def test_locked_in_the_middle_of_an_audit_it_stops_and_keeps(qtbot, audited, held):
    trust = audited.pages["trust"]
    audited.enter("trust")
    press(qtbot, trust.vault.lock)
    held()
    qtbot.waitUntil(lambda: audited.session is None, timeout=60_000)
    assert "Your vault is locked" in words(audited)
    with qtbot.waitSignal(audited.ready, timeout=20_000):
        audited.begin()
        unlock(qtbot, audited)
    settle(qtbot, audited)
    assert not audited.session.audits.last().is_complete
    assert len(audited.session.findings.all()) == 6


def test_erased_in_the_middle_of_an_audit_nothing_is_left(qtbot, audited, held, home):
    audited.enter("trust")
    trust = audited.pages["trust"]
    press(qtbot, trust.erase)
    dialog = dialog_of(qtbot, trust, EraseDialog)
    write(qtbot, dialog.typed, "erase")
    press(qtbot, dialog.erase_button)
    held()
    qtbot.waitUntil(lambda: audited.session is None and audited.jobs.is_idle, timeout=60_000)
    assert "Everything is erased" in words(audited)
    assert [path for path in home.data.parent.rglob("*") if path.is_file()] == []


def test_the_air_gap_holds_in_the_middle_of_an_audit_too(qtbot, audited, site, held):
    site.pages["/late"] = site.pages["/"]
    audited.enter("trust")
    press(qtbot, audited.pages["trust"].air_gap.switch)
    qtbot.waitUntil(lambda: audited.session.settings.current().air_gap, timeout=10_000)
    asked = site.paths_asked()
    held()
    settle(qtbot, audited)
    assert site.paths_asked() == asked
    gaps = [gap.why for gap in audited.session.audits.last().gaps]
    assert "air_gap" in gaps
    assert audited.session.audits.last().is_complete


def test_another_language_waits_for_the_end_of_an_audit(qtbot, qapp, audited, held):
    audited.enter("settings")
    page = audited.pages["settings"]
    pick(qtbot, page.cards[SettingCard.LANGUAGE].boxes["language"], "de")
    qtbot.waitUntil(lambda: audited.session.settings.current().language == "de", timeout=10_000)
    assert i18n.spoken() is ENGLISH
    assert audited.pages["audit"].is_running
    held()
    qtbot.waitUntil(lambda: i18n.spoken().tag == "de", timeout=60_000)
    settle(qtbot, audited)
    assert audited.session.audits.last().is_complete
    switch_language.switch_language(qapp, ENGLISH)
