"""Asks whom to look for besides the person at the computer, and who agreed to it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QDialog, QLabel, QLineEdit, QRadioButton, QWidget

from exposure_app.domain.subjects import Consent
from exposure_app.i18n import _
from exposure_app.ui.blocks import button, column, muted, row
from exposure_app.ui.theme import GRID
from exposure_app.wording import consent_words


class PersonDialog(QDialog):
    """A name and a consent, both required.

    Signals:
        named(str, Consent): the person pressed Add.
    """

    named = Signal(str, object)

    def __init__(self, taken: set[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Add a person"))
        self._taken = {name.casefold() for name in taken}
        self.name = QLineEdit()
        self.name.setMaxLength(80)
        label = QLabel(_("&Name"))
        label.setBuddy(self.name)
        self.hint = muted()
        self.choices = {
            consent: QRadioButton(consent_words(consent))
            for consent in (Consent.ADULT, Consent.GUARDIAN)
        }
        group = QButtonGroup(self)
        for choice in self.choices.values():
            group.addButton(choice)
        self.add_button = button(_("&Add"), self._add, role="primary")
        self.add_button.setDefault(True)
        body = column(
            muted(_("Only look for someone who knows about it and agreed.")),
            label,
            self.name,
            QLabel(_("Who agreed?")),
            *self.choices.values(),
            self.hint,
            row(None, button(_("Cancel"), self.reject), self.add_button),
        )
        body.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        self.setLayout(body)
        self.setMinimumWidth(46 * GRID)

    def _add(self) -> None:
        name = self.name.text().strip()
        chosen = [consent for consent, choice in self.choices.items() if choice.isChecked()]
        if not name:
            self._ask_again(_("Type the name you use for this person."), self.name)
        elif name.casefold() in self._taken:
            self._ask_again(_("There is somebody of this name already."), self.name)
        elif not chosen:
            self._ask_again(_("Say who agreed."), self.choices[Consent.ADULT])
        else:
            self.named.emit(name, chosen[0])
            self.accept()

    def _ask_again(self, hint: str, where: QWidget) -> None:
        self.hint.setText(hint)
        where.setFocus()
