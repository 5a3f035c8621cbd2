"""Asks what to call the time of life that a photo comes from."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from exposure_app.i18n import _
from exposure_app.ui.kit.blocks import Words, button, column, muted
from exposure_app.ui.kit.sheet import Sheet

_LONGEST = 40


class EraDialog(Sheet):
    """One line to type in.

    Signals:
        named(str): the label of the time of life, never empty.
    """

    named = Signal(str)

    def __init__(self, photo: str, parent: QWidget, *, is_odd: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keep this photo?"))
        self.era = QLineEdit()
        self.era.setMaxLength(_LONGEST)
        self.era.setPlaceholderText(_("such as “at school” or “with a beard”"))
        label = QLabel(_("What do you call that &time of life?"))
        label.setBuddy(self.era)
        self.keep = button(_("&Keep it"), self._keep, role="primary")
        self.keep.setDefault(True)
        self.keep.setEnabled(False)
        self.era.textChanged.connect(self._look_at)
        body = column(
            Words(photo, factor=1.1, is_strong=True),
            Words(
                _(
                    "This photo does not look like the others. Keep it only if it is the same "
                    "person, at another age perhaps."
                )
                if is_odd
                else _(
                    "There are as many photos of this time of life as are of use. If the person "
                    "looked different then, this one can stand beside them."
                )
            ),
            muted(
                _(
                    "Photos of one time of life are compared together, beside those of the others, "
                    "so that they do not blur one another."
                )
            ),
            label,
            self.era,
        )
        self.lay_out(body, button(_("Cancel"), self.reject), self.keep)
        self.era.setFocus()

    def _look_at(self, typed: str) -> None:
        self.keep.setEnabled(bool(typed.strip()))

    def _keep(self) -> None:
        self.named.emit(self.era.text().strip())
        self.accept()
