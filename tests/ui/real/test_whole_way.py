"""The whole way with the real session: from the first photo to the report and the next day."""

from exposure_app.domain.findings import State, Verdict
from exposure_app.domain.sources import Footing
from tests.ui.conftest import activate
from tests.ui.real.conftest import leave
from tests.ui.real.hands import add_site, audit, choosing, drop, go, press, settle


def test_from_the_first_photo_to_the_report_and_the_next_day(
    qtbot, open_real, photo, site, tmp_path
):
    window = open_real()
    you = go(qtbot, window, "you")
    drop(you.intake.drop, photo)
    settle(qtbot, window)
    assert you.photos.enrolled.rowCount() == 1, you.intake.status.text()
    places = go(qtbot, window, "places")
    add_site(qtbot, places, site.url)
    assert places.sources.rowCount() == 1
    page = audit(qtbot, window)
    assert page.results.findings.rowCount() == 2
    assert page.results.gaps.total == 1
    assert "1 thing could not be checked." in page.outcome.headline.text()
    press(qtbot, page.results.open_findings)
    settle(qtbot, window)
    findings = window.pages["findings"]
    assert not findings.detail.found.is_blank
    assert not findings.detail.enrolled.is_blank
    activate(qtbot, window)
    for verdict in (Verdict.ME, Verdict.NOT_ME):
        press(qtbot, findings.buttons[verdict])
        settle(qtbot, window)
    press(qtbot, findings.undo)
    settle(qtbot, window)
    assert [one.verdict for one in window.session.findings.all()] == [Verdict.ME, None]
    trust = go(qtbot, window, "trust")
    with choosing(tmp_path / "report.html"):
        press(qtbot, trust.save)
    press(qtbot, trust.self_check.run_button)
    settle(qtbot, window)
    assert (tmp_path / "report.html").stat().st_size > 1000
    assert trust.requests.model.rowCount() >= 6
    leave(qtbot, window)
    again = open_real()
    assert "2 pictures" in again.pages["audit"].outcome.headline.text()
    [confirmed] = again.session.findings.all(state=State.CONFIRMED)
    assert confirmed.verdict is Verdict.ME
    assert [one.footing for one in again.session.sources.all()] == [Footing.OWNED]
