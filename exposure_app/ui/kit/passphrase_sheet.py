"""Lines for a passphrase: one for a known one, two for a new one, and what is amiss with them."""

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from exposure_app.i18n import _
from exposure_app.ui.kit.blocks import Words, button, column, heading, muted
from exposure_app.ui.kit.sheet import Sheet

LEAST_CHARACTERS = 10


class PassphraseSheet(Sheet):
    """Asks again until what was typed makes sense; a subclass says what is done with it then.

    Args:
        what, explanation: above the lines. yes: a verb, never "OK". no: the way back.
        is_new: whether a new passphrase is asked for, twice; else one that is known is, once.
        asks_current: whether the one in force is asked for first.
    """

    def __init__(
        self,
        parent: QWidget,
        what: str,
        explanation: str,
        *,
        yes: str,
        no: str,
        is_new: bool,
        asks_current: bool = False,
        hint: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(what)
        self._is_new = is_new
        self._asks_current = asks_current
        self.current, self.first, self.second = _secret_line(), _secret_line(), _secret_line()
        self.hint = Words(hint, is_strong=True)
        self.hint.setVisible(bool(hint))
        self.go = button(yes, self._give, role="primary")
        self.go.setDefault(True)
        lines = [
            (_("&Current passphrase"), self.current, asks_current),
            (_("&New passphrase") if is_new else _("&Passphrase"), self.first, True),
            (_("The &same again"), self.second, is_new),
        ]
        parts: list[QWidget] = [heading(what), muted(explanation), self.hint]
        for text, line, is_shown in lines:
            label = QLabel(text)
            label.setBuddy(line)
            label.setVisible(is_shown)
            line.setVisible(is_shown)
            parts += [label, line]
        self.lay_out(column(*parts), button(no, self.reject), self.go)
        (self.current if asks_current else self.first).setFocus()

    def take(self, current: str, typed: str) -> None:
        """Do what the passphrase was asked for. `current`: the one in force, or ""."""
        raise NotImplementedError

    def _give(self) -> None:
        typed = self.first.text()
        if self._asks_current and not self.current.text():
            self._ask_again(_("Type your current passphrase."), self.current)
        elif not typed:
            self._ask_again(_("Type a passphrase."), self.first)
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
            self.take(self.current.text(), typed)

    def _ask_again(self, hint: str, where: QLineEdit) -> None:
        self.hint.setText(hint)
        self.hint.show()
        self.fit()
        where.setFocus()


def _secret_line() -> QLineEdit:
    """A line whose letters nobody else in the room can read."""
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    return line
