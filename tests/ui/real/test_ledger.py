"""Trust: the record of an audit's requests is shown, narrowed and kept; the air gap holds."""

import csv

import pytest

from exposure_app.domain.errors import UnknownFormat
from tests.ui.real.conftest import leave
from tests.ui.real.hands import audit, choosing, go, pick, press, settle, write


def cells(model, row):
    return [model.index(row, column).data() for column in range(model.columnCount())]


@pytest.fixture
def requests(qtbot, audited):
    return go(qtbot, audited, "trust").requests


def test_every_request_of_the_audit_is_there_newest_first(requests, site):
    model = requests.model
    assert requests.requests.text() == "8 requests, sent or refused"
    shown = [cells(model, row) for row in range(model.rowCount())]
    addresses = [row[2] for row in shown]
    assert [one.rpartition("/")[2].strip("\u2069") for one in addresses][-2:] == ["", "robots.txt"]
    asked = {row[2].strip("\u2066\u2068\u2069"): row for row in shown}
    assert asked[f"{site.url}gone.jpg"][3] == "Declined (404)"
    assert asked[f"{site.url}crowd.jpg"][1] == "Picture"
    assert asked[f"{site.url}crowd.jpg"][3] == "Answered"
    assert asked[f"{site.url}robots.txt"][1] == "The site's rules"
    assert requests.table.isVisible()


def test_they_are_narrowed_and_what_is_shown_is_saved(qtbot, audited, requests, site, tmp_path):
    pick(qtbot, requests.purpose, "image")
    assert requests.requests.text() == "5 of 8 requests"
    write(qtbot, requests.text, "crowd")
    assert requests.requests.text() == "1 of 8 requests"
    with choosing(tmp_path / "requests.csv"):
        press(qtbot, requests.save)
    settle(qtbot, audited)
    assert audited.problems.what.text() == "The requests are saved."
    with (tmp_path / "requests.csv").open(encoding="utf-8-sig", newline="") as file:
        [row] = list(csv.DictReader(file))
    assert row["url"] == f"{site.url}crowd.jpg"
    write(qtbot, requests.text, "")
    write(qtbot, requests.host, "elsewhere.example")
    assert requests.requests.text() == "0 of 8 requests"
    assert not requests.save.isEnabled()
    write(qtbot, requests.host, "127.0.0.1")
    pick(qtbot, requests.purpose, "")
    assert requests.requests.text() == "8 requests, sent or refused"


def test_a_format_that_nobody_knows_is_explained(qtbot, audited, requests, tmp_path, witness):
    with choosing(tmp_path / "requests.doc"):
        press(qtbot, requests.save)
    settle(qtbot, audited)
    assert witness.take() == [UnknownFormat]


def test_from_now_on_only_the_site_of_an_address_is_kept(qtbot, audited, requests, site):
    press(qtbot, requests.hides_paths)
    settle(qtbot, audited)
    audit(qtbot, audited)
    newest = [one.url for one in audited.session.requests.all()[8:]]
    assert newest
    assert all(one.startswith(site.url.rstrip("/")) for one in newest)
    assert not any("jpg" in one or "team" in one for one in newest)
    assert any("crowd.jpg" in one.url for one in audited.session.requests.all()[:8])


def test_behind_the_air_gap_a_site_is_a_gap_and_a_folder_is_looked_at(
    qtbot, open_real, audited, site
):
    trust = go(qtbot, audited, "trust")
    press(qtbot, trust.air_gap.switch)
    settle(qtbot, audited)
    assert audited.session.settings.current().air_gap
    site.asked.clear()
    page = audit(qtbot, audited)
    assert site.asked == []
    said = page.results.gaps.topLevelItem(0).text(0)
    assert "the air-gap switch is on. Nothing was sent." in said
    assert "Turn the switch off to look at places on the network." in said
    coverage = audited.session.audits.last().coverage
    assert coverage.images_decoded + coverage.images_unchanged == 4
    trust = go(qtbot, audited, "trust")
    press(qtbot, trust.requests.refused_only)
    assert cells(trust.requests.model, 0)[3] == "Not sent: air gap"
    leave(qtbot, audited)

    again = open_real()
    trust = go(qtbot, again, "trust")
    assert trust.air_gap.switch.isChecked()
    press(qtbot, trust.air_gap.switch)
    settle(qtbot, again)
    page = audit(qtbot, again)
    assert "/team" in site.paths_asked()
    assert page.results.gaps.total == 1
    assert len(again.session.findings.all()) == 6
