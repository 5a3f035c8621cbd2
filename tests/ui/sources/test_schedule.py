"""Places that are looked at again, and what became of each at a glance."""

from PySide6.QtCore import Qt

from exposure_app.domain import errors
from exposure_app.ui.kit.rows import BAR_ROLE
from tests.ui.conftest import settle
from tests.ui.fake_session import finding, gap


def open_places(qtbot, window):
    window.enter("places")
    page = window.pages["places"]
    page.view.setCurrentIndex(page.sources.index(0))
    settle(qtbot, window)
    return page


def choose(page, days):
    page.again.box.setCurrentIndex(page.again.box.findData(days))
    page.again.box.activated.emit(page.again.box.currentIndex())


def test_a_rhythm_is_kept_and_shown(qtbot, window, session):
    page = open_places(qtbot, window)
    assert page.again.box.currentData() == 0
    choose(page, 7)
    settle(qtbot, window)
    [source] = session.sources.all()
    assert session.sources.schedules() == {source.id: 7}
    assert page.again.box.currentData() == 7
    spoken = page.sources.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Looked at every 7 days." in spoken


def test_a_rhythm_set_by_other_means_is_shown_too(qtbot, window, session):
    [source] = session.sources.all()
    session.sources.schedule(source.id, 3)
    page = open_places(qtbot, window)
    assert page.again.box.currentText() == "every 3 days"


def test_without_a_chosen_place_there_is_nothing_to_set(window):
    window.enter("places")
    assert not window.pages["places"].again.box.isEnabled()


def test_the_last_outcome_is_told_with_its_gaps(qtbot, window, session):
    session.audits.script = [finding("a"), gap(errors.NotFound, "https://example.org/x.jpg")]
    window.pages["audit"].begin()
    settle(qtbot, window)
    page = open_places(qtbot, window)
    bar = page.sources.index(0).data(BAR_ROLE)
    assert (bar.done, bar.left) == (1, 1)
    assert "1 picture looked at, 1 thing not" in bar.words
    assert bar.words in page.sources.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
