"""Places: a site on this computer is shown to be one's own, by a file on it; or it is not."""

import pytest

from exposure_app.domain.sources import Proof
from exposure_app.ui.kit.dates import day
from exposure_app.ui.kit.rows import SECOND_ROLE
from exposure_app.ui.sources.proof_dialog import ProofDialog
from tests.site import Answer, html
from tests.ui.real.hands import add_site, audit, choose_row, dialog_of, go, press, settle

FILE = "/.well-known/exposure-app.txt"


@pytest.fixture
def window(qtbot, enrolled, site):
    """A window with a site that is closed to programs but for its first page."""
    site.pages["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /team", "text/plain")
    add_site(qtbot, go(qtbot, enrolled, "places"), site.url)
    return enrolled


@pytest.fixture
def dialog(qtbot, window):
    places = window.pages["places"]
    choose_row(qtbot, places.view, 0)
    settle(qtbot, window)
    press(qtbot, places.prove)
    settle(qtbot, window)
    return dialog_of(qtbot, places, ProofDialog)


def check(qtbot, window, dialog):
    press(qtbot, dialog.check)
    settle(qtbot, window)


def source(window):
    [only] = window.session.sources.all()
    return only


def test_a_file_on_the_site_proves_it_and_opens_what_its_rules_close(qtbot, window, dialog, site):
    where, line = (one.field.text() for one in dialog.lines[:2])
    assert where == f"{site.url.rstrip('/')}{FILE}"
    assert line == source(window).token
    check(qtbot, window, dialog)
    assert "does not show its token yet" in dialog.status.text()
    assert not dialog.lifts.isVisible()
    assert not source(window).is_proved

    site.pages[FILE] = Answer(f"{line}\n".encode(), "text/plain")
    check(qtbot, window, dialog)
    today = day(source(window).proved_at)
    assert source(window).proved_by is Proof.FILE
    assert dialog.status.text() == f"Proved by a file, {today}"
    press(qtbot, dialog.lifts)
    settle(qtbot, window)
    press(qtbot, dialog.leave)
    settle(qtbot, window)
    places = window.pages["places"]
    about = places.sources.data(places.sources.index(0), SECOND_ROLE)
    assert f"proved by a file, {today}" in about
    assert "robots.txt passed over" in about
    page = audit(qtbot, window)
    assert len(window.session.findings.all()) == 2
    assert page.results.gaps.total == 1
    assert {one.purpose for one in window.session.requests.all()} == {"proof", "page", "image"}


def test_an_element_of_the_first_page_proves_it_too(qtbot, window, dialog, site):
    site.pages["/"] = html(dialog.lines[2].field.text(), '<a href="/team">Team</a>')
    check(qtbot, window, dialog)
    assert source(window).proved_by is Proof.META
    assert dialog.status.text().startswith("Proved by its first page, ")


def test_a_site_that_shows_another_token_is_not_believed(qtbot, window, dialog, site):
    site.pages[FILE] = Answer(b"exposure-app-00000000000000000000000000000000", "text/plain")
    check(qtbot, window, dialog)
    assert "does not show its token yet" in dialog.status.text()
    assert "first page or the DNS record" in dialog.remedy.text()
    assert dialog.check.isEnabled()
    assert not source(window).is_proved
    press(qtbot, dialog.leave)
    page = audit(qtbot, window)
    assert "1 address is closed to programs by its site's rules" in page.results.gaps.topLevelItem(
        0
    ).text(0) + page.results.gaps.topLevelItem(1).text(0)
    assert window.session.findings.all() == []


def test_a_site_that_stopped_showing_it_is_one_s_own_no_more(qtbot, window, dialog, site):
    site.pages[FILE] = Answer(source(window).token.encode(), "text/plain")
    check(qtbot, window, dialog)
    press(qtbot, dialog.lifts)
    settle(qtbot, window)
    del site.pages[FILE]
    check(qtbot, window, dialog)
    assert "does not show its token yet" in dialog.status.text()
    assert not dialog.lifts.isVisible()
    assert not source(window).lifts_robots
