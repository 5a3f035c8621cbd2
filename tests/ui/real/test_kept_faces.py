"""Places: faces are kept of one place while that is turned on, and forgotten when it is wanted."""

import pytest

from exposure_app.domain.subjects import Consent
from exposure_app.ui.kit.rows import SECOND_ROLE
from exposure_app.ui.people.person_dialog import PersonDialog
from tests.pictures import crowd, jpeg_bytes
from tests.ui.real.hands import (
    audit,
    choose_row,
    dialog_of,
    drop,
    go,
    press,
    settle,
    write,
)


@pytest.fixture
def places(qtbot, audited):
    """The page with the site chosen, of which faces are kept from now on."""
    page = go(qtbot, audited, "places")
    choose_row(qtbot, page.view, 0)
    settle(qtbot, audited)
    press(qtbot, page.kept.keep.switch)
    settle(qtbot, audited)
    return page


@pytest.fixture
def kept(qtbot, audited, places):
    """The same after an audit that met faces there."""
    audit(qtbot, audited)
    page = go(qtbot, audited, "places")
    choose_row(qtbot, page.view, 0)
    settle(qtbot, audited)
    return page


def test_it_is_off_until_it_is_turned_on_for_one_place(qtbot, audited, places):
    session = audited.session
    assert [one.keep_faces_days for one in session.sources.all()] == [30, 0]
    assert "faces are kept" in places.sources.data(places.sources.index(0), SECOND_ROLE)
    assert places.kept.count.text() == "No face is kept yet: the next audit keeps those it meets."
    choose_row(qtbot, places.view, 1)
    settle(qtbot, audited)
    assert not places.kept.keep.switch.isChecked()
    assert session.kept.counts() == {}


def test_what_an_audit_met_is_counted_and_forgotten(qtbot, audited, kept):
    [count] = audited.session.kept.counts().values()
    assert count.faces == 8
    assert kept.kept.count.text().startswith("8 faces are kept, met last on ")
    press(qtbot, kept.kept.forget)
    settle(qtbot, audited)
    assert audited.session.kept.counts() == {}
    assert not kept.kept.forget.isVisible()
    assert kept.kept.count.text() == "No face is kept yet: the next audit keeps those it meets."


def test_turned_off_nothing_is_kept_any_more(qtbot, audited, kept):
    press(qtbot, kept.kept.keep.switch)
    settle(qtbot, audited)
    assert audited.session.kept.counts() == {}
    assert audited.session.sources.all()[0].keep_faces_days == 0
    assert not kept.kept.count.isVisible()


def test_somebody_enrolled_later_is_found_among_them_and_nobody_is_asked(
    qtbot, audited, kept, site, tmp_path
):
    site.asked.clear()
    you = go(qtbot, audited, "you")
    press(qtbot, you.add_person)
    dialog = dialog_of(qtbot, you, PersonDialog)
    write(qtbot, dialog.name, "Bo")
    press(qtbot, dialog.choices[Consent.ADULT])
    press(qtbot, dialog.add_button)
    photo = tmp_path / "bo.jpg"
    photo.write_bytes(jpeg_bytes(crowd().crop((640, 260, 900, 560))))
    drop(you.intake.drop, photo)
    settle(qtbot, audited)
    [found] = audited.session.findings.all(subject="Bo")
    assert found.locations[0].image_url == f"{site.url}crowd.jpg"
    assert site.asked == []
    findings = go(qtbot, audited, "findings")
    assert findings.reconsidering.isVisible()
    assert findings.count.text() == "7 findings"
    choose_row(qtbot, findings.view, findings.findings.where(found.id).row())
    settle(qtbot, audited)
    assert findings.detail.unseen.text() == (
        "Seen at the last audit. The picture is shown after the next one."
    )
    assert findings.detail.unseen.isVisible()
