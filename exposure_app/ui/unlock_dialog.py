"""Asks for the vault's passphrase where no keychain keeps its key."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from exposure_app.i18n import _
from exposure_app.ui.blocks import Words, button, column, heading, muted
from exposure_app.ui.sheet import Sheet

LEAST_CHARACTERS = 10


class UnlockDialog(Sheet):
    """Asks once for a vault that is there, twice for a new one.

    Signals:
        given(str): a passphrase to try.
    """

    given = Signal(str)

    def __init__(self, parent: QWidget, *, is_new: bool, hint: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Choose a passphrase") if is_new else _("Open your vault"))
        self._is_new = is_new
        self.first, self.second = secret_line(), secret_line()
        labels = [
            QLabel(_("&New passphrase") if is_new else _("&Passphrase")),
            QLabel(_("The &same again")),
        ]
        for label, line in zip(labels, (self.first, self.second), strict=True):
            label.setBuddy(line)
        self.hint = Words(hint, is_strong=True)
        self.hint.setVisible(bool(hint))
        self.go = button(_("Make the vault") if is_new else _("Open"), self._give, role="primary")
        self.go.setDefault(True)
        body = column(
            heading(self.windowTitle()),
            muted(_explanation(is_new=is_new)),
            self.hint,
            labels[0],
            self.first,
            labels[1],
            self.second,
        )
        self.lay_out(body, button(_("Not now"), self.reject), self.go)
        for part in (labels[1], self.second):
            part.setVisible(is_new)
        self.first.setFocus()

    def _give(self) -> None:
        typed = self.first.text()
        if not typed:
            self._ask_again(_("Type your passphrase."), self.first)
        elif self._is_new and len(typed) < LEAST_CHARACTERS:
            self._ask_again(
                _("Make it longer: four or five unrelated words are easy to keep in mind."),
                self.first,
            )
        elif self._is_new and typed != self.second.text():
            self.second.clear()
            self._ask_again(_("The two are not the same. Type the second again."), self.second)
        else:
            self.accept()
            self.given.emit(typed)

    def _ask_again(self, hint: str, where: QLineEdit) -> None:
        self.hint.setText(hint)
        self.hint.show()
        self.fit()
        where.setFocus()


def secret_line() -> QLineEdit:
    """A line whose letters nobody else in the room can read."""
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    return line


def _explanation(*, is_new: bool) -> str:
    if is_new:
        return _(
            "No keychain was found on this computer, so a passphrase protects what is stored. It "
            "cannot be recovered: write it down and keep it somewhere safe."
        )
    return _("What is stored is encrypted. Your passphrase opens it, on this computer only.")
