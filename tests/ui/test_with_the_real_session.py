"""The window over the real session: real vault, real models, a real site on loopback."""

import threading

import pytest
from PIL import ImageOps

from exposure_app import log
from exposure_app.domain.findings import State, Verdict
from exposure_app.domain.sources import Footing
from exposure_app.paths import Home
from exposure_app.ui.erase_dialog import EraseDialog
from exposure_app.ui.face_picker import FacePicker
from exposure_app.ui.main import open_session
from exposure_app.ui.unlock_dialog import UnlockDialog
from exposure_app.ui.window import Window
from tests.pictures import coffee, crowd, jpeg_bytes, portrait
from tests.site import Answer, Site, html, jpeg
from tests.ui.conftest import settle

PASSPHRASE = "four unrelated words here"


@pytest.fixture
def home(tmp_path):
    return Home.at(tmp_path / "profile")


@pytest.fixture
def site():
    woman = portrait()
    pages = {
        "/": html('<a href="/team">Team</a>', '<img src="/cup.jpg">', '<img src="/gone.jpg">'),
        "/team": html('<img src="/a.jpg">', '<img src="/b.jpg">', '<img src="/crowd.jpg">'),
        "/cup.jpg": jpeg(jpeg_bytes(coffee())),
        "/a.jpg": jpeg(jpeg_bytes(ImageOps.mirror(woman))),
        "/b.jpg": jpeg(jpeg_bytes(woman.resize((300, 300)))),
        "/crowd.jpg": jpeg(jpeg_bytes(crowd())),
    }
    with Site(pages) as site:
        yield site


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "me.jpg"
    path.write_bytes(jpeg_bytes(portrait().crop((100, 0, 400, 300))))
    return path


@pytest.fixture
def open_real(qtbot, qapp, home):
    opened = []

    def make():
        window = Window(lambda ask: open_session(home, ask))
        opened.append(window)
        window.show()
        qtbot.waitExposed(window)
        window.begin()
        qtbot.waitUntil(lambda: len(window.findChildren(UnlockDialog)) == 1, timeout=20_000)
        (dialog,) = window.findChildren(UnlockDialog)
        dialog.first.setText(PASSPHRASE)
        dialog.second.setText(PASSPHRASE)
        with qtbot.waitSignal(window.ready, timeout=20_000):
            dialog.go.click()
        settle_long(qtbot, window)
        return window

    yield make
    for window in opened:
        if window.session is not None:
            with qtbot.waitSignal(window.left, timeout=30_000):
                window.close()
        window.deleteLater()
    log.stop()


def settle_long(qtbot, window):
    qtbot.waitUntil(lambda: window.jobs.is_idle, timeout=120_000)


def enrol_and_add(qtbot, window, photo, site):
    you, places = window.pages["you"], window.pages["places"]
    window.go("you")
    you.intake.enrol([photo])
    settle_long(qtbot, window)
    assert you.photos.enrolled.rowCount() == 1, you.intake.status.text()
    window.go("places")
    places.form.where.setText(site.url)
    places.form.footings[Footing.OWNED].click()
    places.form.options.delay.setValue(0.0)
    places.form.options.allow_private.click()
    places.form.add_button.click()
    settle_long(qtbot, window)
    assert places.places.rowCount() == 1


def test_from_the_first_photo_to_the_report_and_the_next_day(
    qtbot, open_real, home, photo, site, tmp_path
):
    window = open_real()
    enrol_and_add(qtbot, window, photo, site)
    audit, findings, trust = (window.pages[name] for name in ("audit", "findings", "trust"))
    window.go("audit")
    audit.start.click()
    settle_long(qtbot, window)
    assert audit.findings.rowCount() == 2
    assert audit.gaps.total == 1
    assert "1 thing could not be checked." in audit.outcome.headline.text()
    window.go("findings")
    settle_long(qtbot, window)
    assert not findings.detail.found.is_blank
    assert not findings.detail.enrolled.is_blank
    findings.judge(Verdict.ME)
    findings.judge(Verdict.NOT_ME)
    settle_long(qtbot, window)
    findings.undo.click()
    settle_long(qtbot, window)
    assert [one.verdict for one in window.session.findings()] == [Verdict.ME, None]
    trust.write_report(tmp_path / "report.html")
    trust.self_check.run_button.click()
    window.go("trust")
    settle_long(qtbot, window)
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
    settle_long(qtbot, window)
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
    settle_long(qtbot, window)
    assert you.photos.enrolled.rowCount() == 0
    you.intake._pick_face(str(group))
    (picker,) = you.intake.findChildren(FacePicker)
    settle_long(qtbot, window)
    assert len(picker.faces) == 6
    picker.faces[3].click()
    settle_long(qtbot, window)
    assert you.photos.enrolled.rowCount() == 1
