"""The whole way with the real session: from the first photo to the report and the next day."""

import threading

from exposure_app.domain.findings import State, Verdict
from exposure_app.domain.sources import Footing
from exposure_app.ui.erase_dialog import EraseDialog
from exposure_app.ui.face_picker import FacePicker
from tests.pictures import crowd, jpeg_bytes
from tests.site import Answer, html
from tests.ui.real.hands import settle


def enrol_and_add(qtbot, window, photo, site):
    you, places = window.pages["you"], window.pages["places"]
    window.go("you")
    you.intake.enrol([photo])
    settle(qtbot, window)
    assert you.photos.enrolled.rowCount() == 1, you.intake.status.text()
    window.go("places")
    places.form.where.setText(site.url)
    places.form.footings[Footing.OWNED].click()
    places.form.options.delay.setValue(0.0)
    places.form.options.allow_private.click()
    places.form.add_button.click()
    settle(qtbot, window)
    assert places.places.rowCount() == 1


def test_from_the_first_photo_to_the_report_and_the_next_day(
    qtbot, open_real, home, photo, site, tmp_path
):
    window = open_real()
    enrol_and_add(qtbot, window, photo, site)
    audit, findings, trust = (window.pages[name] for name in ("audit", "findings", "trust"))
    window.go("audit")
    audit.start.click()
    settle(qtbot, window)
    assert audit.findings.rowCount() == 2
    assert audit.gaps.total == 1
    assert "1 thing could not be checked." in audit.outcome.headline.text()
    window.go("findings")
    settle(qtbot, window)
    assert not findings.detail.found.is_blank
    assert not findings.detail.enrolled.is_blank
    findings.judge(Verdict.ME)
    findings.judge(Verdict.NOT_ME)
    settle(qtbot, window)
    findings.undo.click()
    settle(qtbot, window)
    assert [one.verdict for one in window.session.findings()] == [Verdict.ME, None]
    trust.write_report(tmp_path / "report.html")
    trust.self_check.run_button.click()
    window.go("trust")
    settle(qtbot, window)
    assert (tmp_path / "report.html").stat().st_size > 1000
    assert trust.requests.model.rowCount() >= 6
    # In the tests' own process no guard stands, and it says so.
    assert trust.self_check.outcome.text() == "1 part needs attention."
    with qtbot.waitSignal(window.left, timeout=30_000):
        window.close()
    again = open_real()
    assert "2 pictures" in again.pages["audit"].outcome.headline.text()
    assert len(again.session.findings(state=State.CONFIRMED)) == 1


def test_stop_in_a_real_audit_keeps_what_was_found(qtbot, open_real, photo, site):
    held, go_on = threading.Event(), threading.Event()

    def slow(handler):
        held.set()
        go_on.wait(20)
        handler.answer(Answer(b"", status=404))

    site.pages["/last"] = slow
    site.pages["/team"] = html(
        '<img src="/a.jpg">', '<img src="/b.jpg">', '<a href="/last">Last</a>'
    )
    window = open_real()
    enrol_and_add(qtbot, window, photo, site)
    audit = window.pages["audit"]
    window.go("audit")
    audit.start.click()
    assert held.wait(60)
    qtbot.waitUntil(lambda: audit.findings.rowCount() == 2, timeout=60_000)
    audit.stop.click()
    go_on.set()
    settle(qtbot, window)
    assert len(window.session.findings()) == 2
    assert not window.session.last_audit().is_complete
    assert "stopped before its end" in audit.outcome.looked_at.text()
    assert not window.problems.isVisible()


def test_closing_in_a_real_audit_is_safe(qtbot, open_real, photo, site):
    held, go_on = threading.Event(), threading.Event()

    def slow(handler):
        held.set()
        go_on.wait(20)
        handler.answer(Answer(b"", status=404))

    site.pages["/gone.jpg"] = slow
    window = open_real()
    enrol_and_add(qtbot, window, photo, site)
    window.pages["audit"].begin()
    assert held.wait(60)
    with qtbot.waitSignal(window.left, timeout=60_000):
        window.close()
        go_on.set()
    again = open_real()
    assert len(again.session.templates("me")) == 1
    assert len(again.session.sources()) == 1


def test_erasing_leaves_nothing_on_the_disk(qtbot, open_real, home, photo, site):
    window = open_real()
    enrol_and_add(qtbot, window, photo, site)
    window.go("trust")
    window.pages["trust"].erase.click()
    (dialog,) = window.pages["trust"].findChildren(EraseDialog)
    dialog.typed.setText("erase")
    dialog.erase_button.click()
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window.session is None, timeout=20_000)
    assert [path for path in home.data.parent.rglob("*") if path.is_file()] == []
    window.close()


def test_a_group_photo_offers_its_faces(qtbot, open_real, tmp_path):
    group = tmp_path / "group.jpg"
    group.write_bytes(jpeg_bytes(crowd()))
    window = open_real()
    you = window.pages["you"]
    you.intake.enrol([group])
    settle(qtbot, window)
    assert you.photos.enrolled.rowCount() == 0
    you.intake._pick_face(str(group))
    (picker,) = you.intake.findChildren(FacePicker)
    settle(qtbot, window)
    assert len(picker.faces) == 6
    picker.faces[3].click()
    settle(qtbot, window)
    assert you.photos.enrolled.rowCount() == 1
