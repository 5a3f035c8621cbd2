"""Asks whom to look for besides the person at the computer, who agreed to it, and until when."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QLabel,
    QLineEdit,
    QRadioButton,
    QWidget,
)

from exposure_app.domain.subjects import Consent
from exposure_app.i18n import _
from exposure_app.ui.kit.blocks import button, column, muted
from exposure_app.ui.kit.end_date import LastDay
from exposure_app.ui.kit.flow import Flow
from exposure_app.ui.kit.sheet import Sheet
from exposure_app.ui.people.people import Person
from exposure_app.wording import consent_words

_LONGEST = 80


class PersonDialog(Sheet):
    """A name and a consent, both required; for a child the guardian's name too.

    Signals:
        named(Person): the person at the computer pressed Add.
    """

    named = Signal(object)

    def __init__(self, taken: set[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Add a person"))
        self._taken = {name.casefold() for name in taken}
        self.name = QLineEdit()
        self.name.setMaxLength(_LONGEST)
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
        self._build_guardian()
        self._build_end()
        self.add_button = button(_("&Add"), self._add, role="primary")
        self.add_button.setDefault(True)
        body = column(
            muted(_("Only look for someone who knows about it and agreed.")),
            label,
            self.name,
            QLabel(_("Who agreed?")),
            *self.choices.values(),
            self._of_child,
            Flow(self.ends, self.end),
            self.hint,
        )
        body.addStretch(1)
        self.lay_out(body, button(_("Cancel"), self.reject), self.add_button)
        self.name.setFocus()

    def _build_guardian(self) -> None:
        self.guardian = QLineEdit()
        self.guardian.setMaxLength(_LONGEST)
        label = QLabel(_("Name of the &guardian who agreed"))
        label.setBuddy(self.guardian)
        self._of_child = QWidget()
        self._of_child.setLayout(
            column(
                label,
                self.guardian,
                muted(
                    _(
                        "For children the program is about twice as often wrong as for adults, and "
                        "finding nothing means little."
                    )
                ),
            )
        )
        self._of_child.hide()
        self.choices[Consent.GUARDIAN].toggled.connect(self._turn_guardian)

    def _build_end(self) -> None:
        self.ends = QCheckBox(_("The consent &ends on"))
        self.end = LastDay()
        self.end.setEnabled(False)
        self.ends.toggled.connect(self.end.setEnabled)

    def _turn_guardian(self, is_child: bool) -> None:
        self._of_child.setVisible(is_child)
        self.fit()

    def _add(self) -> None:
        name, guardian = self.name.text().strip(), self.guardian.text().strip()
        chosen = [consent for consent, choice in self.choices.items() if choice.isChecked()]
        if not name:
            self._ask_again(_("Type the name you use for this person."), self.name)
        elif name.casefold() in self._taken:
            self._ask_again(_("There is somebody of this name already."), self.name)
        elif not chosen:
            self._ask_again(_("Say who agreed."), self.choices[Consent.ADULT])
        elif chosen == [Consent.GUARDIAN] and not guardian:
            self._ask_again(_("Type the name of the guardian who agreed."), self.guardian)
        else:
            is_child = chosen == [Consent.GUARDIAN]
            until = self.end.end() if self.ends.isChecked() else None
            self.named.emit(Person(name, chosen[0], guardian if is_child else "", until))
            self.accept()

    def _ask_again(self, hint: str, where: QWidget) -> None:
        self.hint.setText(hint)
        self.fit()
        where.setFocus()
