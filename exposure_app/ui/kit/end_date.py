"""The last day of a consent: a date to choose, and asking for another when one has passed."""

from datetime import date, datetime, time

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QLabel, QWidget

from exposure_app.domain.days import local
from exposure_app.i18n import _
from exposure_app.ui.kit.blocks import button, column, heading, muted, roomy
from exposure_app.ui.kit.dates import edited
from exposure_app.ui.kit.flow import Flow
from exposure_app.ui.kit.sheet import Sheet

_MOST_YEARS = 100


class LastDay(QDateEdit):
    """A day from today on; a year from now at first."""

    def __init__(self) -> None:
        super().__init__(QDate.currentDate().addYears(1))
        self.setAccessibleName(_("Last day of the consent"))
        self.setMinimumDate(QDate.currentDate())
        # Windows has no local time after the year 3000.
        self.setMaximumDate(QDate.currentDate().addYears(_MOST_YEARS))
        self.setDisplayFormat(edited())
        roomy(self)

    def end(self) -> datetime:
        """The end of that day, as this computer's clock counts days."""
        chosen = self.date()
        day = date(chosen.year(), chosen.month(), chosen.day())
        return local(datetime.combine(day, time(23, 59, 59)))


class RenewDialog(Sheet):
    """Asks whether somebody whose consent ended agrees again, and until when.

    Signals:
        renewed(datetime): they do, until then.
    """

    renewed = Signal(object)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Renew the consent"))
        self.last_day = LastDay()
        label = QLabel(_("They agree &until"))
        label.setBuddy(self.last_day)
        self.renew = button(_("&Renew"), self._renew, role="primary")
        body = column(
            heading(_("Does {name} agree again?").format(name=name)),
            muted(
                _(
                    "Ask them, or the guardian, before you go on. The photos that are enrolled are "
                    "used again from now on."
                )
            ),
            Flow(label, self.last_day),
        )
        self.lay_out(body, button(_("Cancel"), self.reject), self.renew)
        self.last_day.setFocus()

    def _renew(self) -> None:
        self.renewed.emit(self.last_day.end())
        self.accept()
