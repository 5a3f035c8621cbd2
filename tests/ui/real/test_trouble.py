"""What goes wrong is explained in words with a way on, and costs nothing that was kept."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from exposure_app.domain.errors import (
    CannotWrite,
    ConsentEnded,
    VaultBusy,
    VaultDamaged,
)
from exposure_app.domain.sources import Footing, Permission
from tests.site import Site, html
from tests.ui.real.conftest import leave
from tests.ui.real.hands import add_site, audit, choosing, go, press, settle, unlock, words


def ways_on(window):
    kind = type(window.navigation.help)
    return [one for one in window.stack.currentWidget().findChildren(kind) if one.isVisible()]


def test_a_vault_that_is_open_already_waits_for_the_other_window(
    qtbot, open_real, enrolled, witness
):
    second = open_real.shown()
    settle(qtbot, second)
    assert witness.take() == [VaultBusy]
    assert second.problems.isVisible()
    assert "Your vault is closed" in words(second.stack.currentWidget())
    leave(qtbot, enrolled)
    (again,) = ways_on(second)
    with qtbot.waitSignal(second.ready, timeout=20_000):
        press(qtbot, again)
        unlock(qtbot, second)
    settle(qtbot, second)
    assert len(second.session.people.templates("me")) == 1


def test_a_damaged_vault_is_told_and_left_as_it_is(qtbot, open_real, home, shelf, witness):
    shelf.copy("enrolled", home)
    [database] = [one for one in home.data.iterdir() if one.stat().st_size > 50_000]
    body = bytearray(database.read_bytes())
    body[len(body) // 2 :] = os.urandom(len(body) - len(body) // 2)
    body[:4096] = os.urandom(4096)
    database.write_bytes(body)
    window = open_real.shown()
    unlock(qtbot, window)
    settle(qtbot, window)
    assert witness.take() == [VaultDamaged]
    assert "Your vault is closed" in words(window.stack.currentWidget())
    assert database.read_bytes() == body


def test_a_site_that_is_gone_is_a_gap_and_no_all_clear(qtbot, enrolled):
    with Site({"/": html("<p>here")}) as site:
        add_site(qtbot, go(qtbot, enrolled, "places"), site.url)
    page = audit(qtbot, enrolled)
    assert page.outcome.headline.text() == (
        "No picture that was looked at looks like you. 1 thing could not be checked."
    )
    assert page.results.gaps.topLevelItem(0).text(0).startswith("1 address could not be reached")
    assert page.outcome.false_alarms.text() == (
        "No faces were compared, so there was nothing to mistake."
    )


def test_past_its_last_day_a_leave_opens_nothing(qtbot, enrolled, site):
    yesterday = (datetime.now().astimezone() - timedelta(days=1)).date()
    leave_given = Permission("Grace", yesterday - timedelta(days=9), "yes", yesterday)
    enrolled.session.sources.add(
        site.url, Footing.OPTED_IN, permission=leave_given, allow_private=True
    )
    go(qtbot, enrolled, "places")
    page = audit(qtbot, enrolled)
    assert site.asked == []
    said = page.results.gaps.topLevelItem(0).text(0)
    assert said.startswith(
        "1 place was not asked for anything: the leave to look there has ended.\n"
        "Ask whoever gave it."
    )


def test_a_page_that_wants_a_browser_is_offered_another_way(qtbot, enrolled, site):
    site.pages = {
        "/": html("<script>show()</script>", '<img class="lazy"><img class="lazy">' * 5),
    }
    add_site(qtbot, go(qtbot, enrolled, "places"), site.url)
    page = audit(qtbot, enrolled)
    assert (
        page.results.gaps.topLevelItem(0)
        .text(0)
        .startswith(
            "1 page shows pictures only once a browser has run its scripts.\n"
            "Open it in your browser, save what it loads as a HAR file"
        )
    )


def test_with_every_consent_ended_nothing_is_fetched(qtbot, enrolled, site, witness):
    add_site(qtbot, go(qtbot, enrolled, "places"), site.url)
    yesterday = datetime.now(UTC) - timedelta(days=1)
    [me] = enrolled.session.people.all()
    enrolled.session._profile.vault.subjects.renew(replace(me, consented_until=yesterday))
    page = go(qtbot, enrolled, "audit")
    press(qtbot, page.start)
    settle(qtbot, enrolled)
    assert witness.take() == [ConsentEnded]
    assert site.asked == []
    assert enrolled.problems.isVisible()
    assert page.start.isVisible()


def test_where_nothing_can_be_written_a_report_says_so(qtbot, audited, tmp_path, witness):
    trust = go(qtbot, audited, "trust")
    with choosing(tmp_path / "no such folder" / "report.html"):
        press(qtbot, trust.save)
    settle(qtbot, audited)
    assert witness.take() == [CannotWrite]
    assert audited.problems.isVisible()
