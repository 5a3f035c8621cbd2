"""Erasing everything asks for a typed word, so that no slip of the hand can do it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from exposure_app.i18n import _
from exposure_app.ui.kit.blocks import Words, button, column, muted
from exposure_app.ui.kit.sheet import Sheet


class EraseDialog(Sheet):
    """Asks for the word, then says so.

    Signals:
        confirmed(): the word was typed and the button pressed.
    """

    confirmed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
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
        )
        self.lay_out(body, cancel, self.erase_button)
        self.typed.setFocus()

    def _compare(self, typed: str) -> None:
        self.erase_button.setEnabled(typed.strip().casefold() == self._word.casefold())

    def _confirm(self) -> None:
        self.accept()
        self.confirmed.emit()
