"""Asks for a passphrase: a new one typed twice, the one in force before it, or just one."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QWidget

from exposure_app.i18n import _
from exposure_app.ui.blocks import Words, button, column, heading, muted
from exposure_app.ui.sheet import Sheet
from exposure_app.ui.unlock_dialog import LEAST_CHARACTERS, secret_line


class PassphraseDialog(Sheet):
    """Calls `then` with (the one in force or "", the new one), once both make sense.

    Args:
        asks_current: whether the one in force is asked for first.
        is_new: whether a new one is asked for, twice; else one that is known is, once.
        yes: a verb, never "OK".
    """

    def __init__(
        self,
        parent: QWidget,
        what: str,
        consequence: str,
        *,
        yes: str,
        then: Callable[[str, str], object],
        asks_current: bool = False,
        is_new: bool = True,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(what)
        self._then = then
        self._is_new = is_new
        self._asks_current = asks_current
        self.current, self.first, self.second = secret_line(), secret_line(), secret_line()
        self.hint = Words("", is_strong=True)
        self.hint.hide()
        self.go = button(yes, self._give, role="primary")
        self.go.setDefault(True)
        lines = [
            (_("&Current passphrase"), self.current, asks_current),
            (_("&New passphrase") if is_new else _("&Passphrase"), self.first, True),
            (_("The &same again"), self.second, is_new),
        ]
        parts: list[QWidget] = [heading(what), muted(consequence), self.hint]
        for text, line, is_shown in lines:
            label = QLabel(text)
            label.setBuddy(line)
            label.setVisible(is_shown)
            line.setVisible(is_shown)
            parts += [label, line]
        self.lay_out(column(*parts), button(_("Cancel"), self.reject), self.go)
        (self.current if asks_current else self.first).setFocus()

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
            self._then(self.current.text(), typed)

    def _ask_again(self, hint: str, where: QWidget) -> None:
        self.hint.setText(hint)
        self.hint.show()
        self.fit()
        where.setFocus()
