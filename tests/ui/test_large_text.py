"""Text at twice its size: nothing is cut off, on any page and in any dialog."""

import pytest
from PySide6.QtWidgets import QWidget

from exposure_app.domain.findings import Band, BandChange, Note, Verdict
from exposure_app.domain.sources import Footing, Proof
from exposure_app.domain.subjects import Consent
from exposure_app.domain.work import CancelToken
from exposure_app.ui.findings.band_changes import ChangesDialog
from exposure_app.ui.kit.asking import ask
from exposure_app.ui.kit.blocks import Words
from exposure_app.ui.kit.end_date import RenewDialog
from exposure_app.ui.kit.jobs import Jobs
from exposure_app.ui.kit.thumbnails import Thumbnails
from exposure_app.ui.kit.tiles import tile_height
from exposure_app.ui.people.era_dialog import EraDialog
from exposure_app.ui.people.person_dialog import PersonDialog
from exposure_app.ui.settings.licence_dialog import LicenceDialog
from exposure_app.ui.settings.measure_dialog import MeasureDialog
from exposure_app.ui.shell.unlock_dialog import UnlockDialog
from exposure_app.ui.sources.proof_dialog import ProofDialog
from tests.ui.conftest import settle
from tests.ui.fake_session import FakeSession, finding
from tests.ui.fakes.newer import news


def cut_off(body):
    """The words in `body` that are lower than their text needs."""
    return [
        words.text()
        for words in body.findChildren(Words)
        if words.isVisible()
        and words.text()
        and words.height() < words.heightForWidth(words.width())
    ]


@pytest.mark.parametrize("page", ["you", "places", "audit", "findings", "trust", "settings"])
def test_at_twice_the_text_size_nothing_is_cut_off_sideways(
    qtbot, large_text, open_window, ready, page
):
    ready.audits.script = [finding("one")]
    for scripted in ready.audits.script:
        ready.findings.keep(scripted)
    ready.newer.answer = news("9.1.0", safe_since="9.0.0")
    window = open_window(ready)
    window.resize(1024, 700)
    window.go(page)
    window.pages["settings"].version.look.click()
    settle(qtbot, window)
    if page == "places":
        window.pages[page].form.fold.switch.click()
        window.pages[page].form.where.setText("https://social.example.org/@ada")
        settle(qtbot, window)
        assert window.pages[page].form.meaning.kinds.isVisible()
        where = window.pages[page].form.where
        assert where.width() > where.fontMetrics().horizontalAdvance(where.text())
    assert window.width() == 1024
    body = window.pages[page].body.parentWidget()
    assert body.minimumSizeHint().width() <= window.pages[page].width()
    for widget in body.findChildren(QWidget):
        if widget.isVisible() and not widget.objectName().startswith("qt_"):
            assert widget.width() >= min(widget.minimumSizeHint().width(), 1024), widget


@pytest.fixture
def learned(qtbot, large_text, open_window, ready):
    """An offer, findings that moved, and a finding with two notes."""
    ready.findings.keep(finding("one", band=Band.VERY_LIKELY))
    two = ready.findings.keep(finding("two", notes=(Note.SMALL_FACE, Note.LOOK_ALIKE)))
    ready.findings.keep(finding("three"))
    ready.findings.offered = {ready.findings.all()[0].id}
    ready.findings.moves.append({two.id: Band.POSSIBLY})
    window = open_window(ready)
    window.resize(1280, 800)
    window.go("findings")
    settle(qtbot, window)
    window.pages["findings"].judge(Verdict.ME)
    settle(qtbot, window)
    return window


def test_the_offer_and_what_moved_are_readable_and_nothing_is_squeezed(qtbot, learned):
    page = learned.pages["findings"]
    assert page.offering.isVisible()
    assert page.reconsidering.isVisible()
    qtbot.waitUntil(lambda: cut_off(page) == [], timeout=5000)
    for control in (*page.buttons.values(), page.offering.use, page.offering.leave):
        assert control.height() >= control.sizeHint().height()
        assert (
            page.body.parentWidget()
            .rect()
            .contains(control.mapTo(page.body.parentWidget(), control.rect().bottomRight()))
        )
    assert page.detail.height() >= 3 * page.fontMetrics().height()


def test_proposals_are_shown_whole(qtbot, large_text, open_window, ready, tmp_path):
    window = open_window(ready)
    window.resize(1280, 800)
    window.go("you")
    settle(qtbot, window)
    you = window.pages["you"]
    you.photos.find_more.click()
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "warm.jpg").write_bytes(b"one more")
    you.find_me.look_through(folder)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: cut_off(you) == [], timeout=5000)
    assert you.find_me.view.height() >= tile_height(you.find_me.view)
    assert you.photos.view.height() >= tile_height(you.photos.view)


def _moved(parent):
    change = BandChange(finding("one").finding, Band.LOOKS_LIKE_YOU, Band.POSSIBLY)
    return ChangesDialog(
        [change], Thumbnails(lambda _key: b"", Jobs(print, parent), parent), parent
    )


def _of_a_child(parent):
    dialog = PersonDialog(set(), parent)
    dialog.choices[Consent.GUARDIAN].setChecked(True)
    return dialog


def _of_a_site(parent):
    session = FakeSession()
    source = session.sources.add("https://choir.example.org/", Footing.OWNED)
    session.sources.shown[source.id] = Proof.DNS
    dialog = ProofDialog(source, session.sources.ways_to_prove(source.id), parent)
    dialog.show_source(session.sources.prove(source.id, cancel=CancelToken()))
    return dialog


@pytest.mark.parametrize(
    "make",
    [
        _of_a_child,
        _of_a_site,
        _moved,
        lambda parent: EraDialog("1994.jpg", parent, is_odd=True),
        lambda parent: RenewDialog("Ada", parent),
        lambda parent: LicenceDialog("Own", "MIT", "MIT\n" * 90, parent, is_asked=True),
        lambda parent: MeasureDialog("Own", parent),
        lambda parent: UnlockDialog(parent, is_new=True),
        lambda parent: ask(
            parent, "Remove?", "A long consequence. " * 20, yes="Remove", then=lambda: None
        ),
    ],
)
def test_a_dialog_shows_its_words_whole_and_fits_on_the_screen(qtbot, large_text, qapp, make):
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = make(parent)
    dialog.open()
    qtbot.waitUntil(lambda: cut_off(dialog) == [], timeout=5000)
    screen = dialog.screen().availableSize()
    assert dialog.width() <= screen.width()
    assert dialog.height() <= screen.height()
    dialog.reject()
