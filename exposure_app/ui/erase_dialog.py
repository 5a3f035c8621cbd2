"""Erasing everything asks for a typed word, so that no slip of the hand can do it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QWidget

from exposure_app.i18n import _
from exposure_app.ui.blocks import Words, button, column, muted, row
from exposure_app.ui.theme import GRID


class EraseDialog(QDialog):
    """Asks for the word, then says so.

    Signals:
        confirmed(): the word was typed and the button pressed.
    """

    confirmed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Erase everything"))
        self._word = _("erase")
        self.typed = QLineEdit()
        self.typed.textChanged.connect(self._compare)
        label = QLabel(_("&Type the word “{word}” to go on").format(word=self._word))
        label.setBuddy(self.typed)
        self.erase_button = button(_("Erase everything"), self._confirm, icon="remove")
        self.erase_button.setEnabled(False)
        cancel = button(_("Cancel"), self.reject)
        cancel.setDefault(True)
        body = column(
            Words(
                _(
                    "Every enrolled photo, place, finding, answer and record of requests is "
                    "removed from this computer, the key first."
                )
            ),
            muted(_("Nobody can bring it back. Reports you saved elsewhere stay where they are.")),
            label,
            self.typed,
            row(None, cancel, self.erase_button),
        )
        body.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        self.setLayout(body)
        self.setMinimumWidth(52 * GRID)

    def _compare(self, typed: str) -> None:
        self.erase_button.setEnabled(typed.strip().casefold() == self._word.casefold())

    def _confirm(self) -> None:
        self.accept()
        self.confirmed.emit()
