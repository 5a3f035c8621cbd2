"""What a person does: presses what can be pressed, types, drops, picks, answers what is asked."""

from contextlib import contextmanager

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLabel, QLineEdit

from exposure_app.domain.sources import Footing
from exposure_app.ui.shell.unlock_dialog import UnlockDialog
from exposure_app.ui.trust.tabs import KEYS as TRUST_KEYS
from tests.ui.conftest import activate
from tests.ui.gestures import drop as drop_urls
from tests.ui.real.shelf import PASSPHRASE

LONG_MS = 120_000


def settle(qtbot, window):
    """Wait until everything the window began has come to its end."""
    qtbot.waitUntil(lambda: window.jobs.is_idle, timeout=LONG_MS)
    QApplication.processEvents()  # what the last job brought is laid out in a turn of its own


def go(qtbot, window, key):
    """Go to a page by the list of pages, or by the names above it, and let it be read."""
    parts = window.trust_parts
    if key == "settings" and not parts.isVisible():
        go(qtbot, window, "trust")
    if key in TRUST_KEYS and parts.isVisible():
        where = parts.names.tabRect(TRUST_KEYS.index(key)).center()
        qtbot.mouseClick(parts.names, Qt.MouseButton.LeftButton, pos=where)
    else:
        pages = window.navigation.list
        item = pages.item(list(window.pages).index(key) - 1)
        where = pages.visualItemRect(item).center()
        qtbot.mouseClick(pages.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert window.stack.currentWidget() is window.pages[key]
    settle(qtbot, window)
    return window.pages[key]


def press(qtbot, control, *, modifier=Qt.KeyboardModifier.NoModifier):
    """Press a button or turn a switch that is there and can be used."""
    assert control.isVisible(), control.text()
    assert control.isEnabled(), control.text()
    qtbot.mouseClick(control, Qt.MouseButton.LeftButton, modifier)


def write(qtbot, line, text):
    """Type `text` in place of what a line holds."""
    assert line.isVisible()
    assert line.isEnabled()
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text) if text else qtbot.keyClick(line, Qt.Key.Key_Delete)


def pick(qtbot, box, data):
    """Unfold a box and choose the entry that stands for `data`."""
    assert box.isVisible()
    assert box.isEnabled()
    was_active = box.window().isActiveWindow()
    box.showPopup()
    view = box.view()
    row = box.findData(data)
    assert row >= 0, data
    view.setCurrentIndex(box.model().index(row, 0))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert box.currentData() == data
    if was_active:
        activate(qtbot, box.window())


def choose_row(qtbot, view, row, modifier=Qt.KeyboardModifier.NoModifier):
    """Click a row or a tile."""
    index = view.model().index(row, 0)
    view.scrollTo(index)
    where = view.visualRect(index).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, where)
    assert view.selectionModel().isSelected(index)


def drop(widget, *paths):
    """Drop files or folders; whether they were welcome."""
    return drop_urls(widget, *(QUrl.fromLocalFile(str(path)).toString() for path in paths))


def dialog_of(qtbot, parent, kind):
    """The dialog of this kind that is open."""

    def shown():
        return [one for one in parent.findChildren(kind) if one.isVisible()]

    qtbot.waitUntil(lambda: len(shown()) == 1, timeout=10_000)
    return shown()[0]


def words(widget):
    """All that can be read on it."""
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


@contextmanager
def choosing(*paths):
    """Answer the file dialog that opens within the block, which is Qt's own."""
    answered = []

    def answer():
        shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog)]
        shown = [one for one in shown if one.isVisible()]
        if not shown:
            return
        timer.stop()
        (dialog,) = shown
        named = " ".join(f'"{path}"' for path in paths) if len(paths) > 1 else str(paths[0])
        dialog.findChild(QLineEdit, "fileNameEdit").setText(named)
        buttons = dialog.findChild(QDialogButtonBox).buttons()
        roles = QDialogButtonBox.ButtonRole
        box = dialog.findChild(QDialogButtonBox)
        (accept,) = [one for one in buttons if box.buttonRole(one) is roles.AcceptRole]
        accept.click()
        answered.append(not dialog.isVisible())
        if dialog.isVisible():
            dialog.reject()

    timer = QTimer()
    timer.timeout.connect(answer)
    timer.start(10)
    yield
    timer.stop()
    assert answered == [True]


def unlock(qtbot, window, passphrase=PASSPHRASE):
    """Type the passphrase that the window asks for, twice where it is new."""
    dialog = dialog_of(qtbot, window, UnlockDialog)
    write(qtbot, dialog.first, passphrase)
    if dialog.second.isVisible():
        write(qtbot, dialog.second, passphrase)
    press(qtbot, dialog.go)


def add_site(qtbot, page, url, *, kind=None, footing=Footing.OWNED):
    """Add what lies at an address of this computer, without a pause between requests."""
    form = page.form
    write(qtbot, form.where, url)
    settle(qtbot, page.window())
    if kind:
        pick(qtbot, form.meaning.kinds, kind)
    press(qtbot, form.footings[footing])
    if not form.options.isVisible():
        press(qtbot, form.fold.switch)
    form.options.delay.setValue(0.0)
    if not form.options.allow_private.isChecked():
        press(qtbot, form.options.allow_private)
    press(qtbot, form.add_button)
    settle(qtbot, page.window())


def audit(qtbot, window):
    """Start an audit and wait for its end; the page."""
    page = go(qtbot, window, "audit")
    press(qtbot, page.start)
    settle(qtbot, window)
    return page
