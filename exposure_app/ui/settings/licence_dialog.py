"""Shows a licence in full; accepting it is possible once its end was seen."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from exposure_app.i18n import _
from exposure_app.ui.kit.blocks import button, column, heading, muted
from exposure_app.ui.kit.sheet import Sheet
from exposure_app.ui.kit.theme import GRID
from exposure_app.ui.settings.packs_model import licence_words


class LicenceDialog(Sheet):
    """A title, a text that scrolls, and two answers if one is asked for.

    Signals:
        agreed(): the person read to the end and accepted.
    """

    agreed = Signal()

    def __init__(
        self, title: str, licence: str, text: str, parent: QWidget, *, is_asked: bool
    ) -> None:
        super().__init__(parent, characters=84, lines=36)
        self.setWindowTitle(_("Licence of {title}").format(title=title))
        self.text = _Text(text)
        self.text.setMinimumHeight(8 * self.fontMetrics().height())
        self.text.setAccessibleName(_("Text of the licence"))
        self.hint = muted()
        self.leave = button(_("Not now") if is_asked else _("Close"), self.reject)
        self.accept_button = button(_("&I read it and accept"), self._accept, role="primary")
        self.accept_button.setVisible(is_asked)
        self.hint.setVisible(is_asked)
        said = (
            _(
                "These are the conditions of the model's makers, not of this program. That you "
                "accepted them is kept, with the day."
            )
            if is_asked
            else _("These are the conditions of the model's makers, not of this program.")
        )
        body = column(
            heading(f"{title}: {licence_words(licence)}"),
            muted(said),
            self.text,
            self.hint,
            gap=2 * GRID,
        )
        body.setStretch(2, 1)
        self.lay_out(body, self.leave, self.accept_button)
        self._was_seen = False
        bar = self.text.verticalScrollBar()
        bar.valueChanged.connect(self._look)
        bar.rangeChanged.connect(self._look)
        self._look()
        self.text.setFocus()

    def _look(self) -> None:
        """Remember whether the end came into view; a short text is seen as soon as it is shown."""
        bar = self.text.verticalScrollBar()
        self._was_seen |= self.isVisible() and bar.value() >= bar.maximum()
        self.accept_button.setEnabled(self._was_seen)
        self.hint.setText(
            "" if self._was_seen else _("Scroll to the end to accept it (Page Down, or End).")
        )

    def showEvent(self, event: QShowEvent, /) -> None:  # noqa: N802 - Qt's own spelling
        """Look at once whether the whole text fits."""
        super().showEvent(event)
        self._look()

    def _accept(self) -> None:
        self.agreed.emit()
        self.accept()


class _Text(QPlainTextEdit):
    """Text to read: the keys that scroll scroll, and Tab leaves it."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's own spelling
        """End and Home go to the ends of the text, not of a line; Space pages down."""
        bar = self.verticalScrollBar()
        pages = {
            Qt.Key.Key_End: bar.maximum(),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_Space: bar.value() + bar.pageStep(),
            Qt.Key.Key_PageDown: bar.value() + bar.pageStep(),
            Qt.Key.Key_PageUp: bar.value() - bar.pageStep(),
            Qt.Key.Key_Down: bar.value() + 1,
            Qt.Key.Key_Up: bar.value() - 1,
        }
        where = pages.get(Qt.Key(event.key()))
        if where is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(where)
