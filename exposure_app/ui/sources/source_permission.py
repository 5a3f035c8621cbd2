"""Who gave leave to look at a place that is theirs: a name, the day, their words, the end."""

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCheckBox, QDateEdit, QGridLayout, QLabel, QLineEdit, QWidget

from exposure_app.domain.sources import Permission
from exposure_app.i18n import _
from exposure_app.ui.kit import theme
from exposure_app.ui.kit.blocks import muted, roomy
from exposure_app.ui.kit.dates import edited
from exposure_app.ui.kit.flow import Flow
from exposure_app.ui.kit.mirroring import margins
from exposure_app.ui.kit.theme import GRID

_LONGEST_NAME, _LONGEST_WORDS = 80, 500


class SourcePermission(QWidget):
    """The record of a permission. The name is needed; the day is today at first."""

    def __init__(self) -> None:
        super().__init__()
        self.name = _line(_LONGEST_NAME)
        self.words = _line(_LONGEST_WORDS)
        self.words.setPlaceholderText(_("Such as: yes, you may check my club's site"))
        self.day = QDateEdit(QDate.currentDate())
        self.day.setMaximumDate(QDate.currentDate())
        self.ends = QCheckBox(_("It &ends on"))
        self.end = QDateEdit(QDate.currentDate().addYears(1))
        self.end.setMinimumDate(QDate.currentDate())
        self.end.setAccessibleName(_("Last day of the permission"))
        self.end.hide()
        self.ends.toggled.connect(self.end.setVisible)
        for edit in (self.day, self.end):
            edit.setDisplayFormat(edited())
            roomy(edit)
        lines = QGridLayout()
        lines.setContentsMargins(margins(theme.mark() + GRID + 2, GRID // 2, 0, 0))
        lines.setHorizontalSpacing(2 * GRID)
        lines.setVerticalSpacing(GRID)
        lines.setColumnStretch(1, 1)
        when = QWidget()
        when.setLayout(Flow(self.day, self.ends, self.end))
        named: list[tuple[str, QWidget, QWidget]] = [
            (_("Who gave &leave"), self.name, self.name),
            (_("On which da&y"), self.day, when),
            (_("In their wo&rds"), self.words, self.words),
        ]
        for place, (text, control, shown) in enumerate(named):
            label = QLabel(text)
            label.setBuddy(control)
            lines.addWidget(label, place, 0)
            lines.addWidget(shown, place, 1)
        kept = muted(_("This is kept with the place, encrypted, until you remove the place."))
        lines.addWidget(kept, lines.rowCount(), 0, 1, 2)
        self.setLayout(lines)

    @property
    def permission(self) -> Permission | None:
        """What was filled in; None as long as nobody is named."""
        name = self.name.text().strip()
        if not name:
            return None
        until = _date(self.end) if self.ends.isChecked() else None
        return Permission(name, _date(self.day), self.words.text().strip(), until)

    def clear(self) -> None:
        """Make room for the next one."""
        self.name.clear()
        self.words.clear()
        self.day.setDate(QDate.currentDate())
        self.ends.setChecked(False)


def _line(longest: int) -> QLineEdit:
    made = QLineEdit()
    made.setMaxLength(longest)
    return made


def _date(edit: QDateEdit) -> date:
    chosen = edit.date()
    return date(chosen.year(), chosen.month(), chosen.day())
