"""How often the chosen place is looked at again by itself."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from exposure_app.i18n import _, ngettext
from exposure_app.ui.kit.blocks import row

_DAYS = (0, 1, 7, 30)


class Again(QWidget):
    """A choice of a few rhythms.

    Signals:
        chosen(int): after so many days; 0 for only when the person asks.
    """

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.box = QComboBox()
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for days in _DAYS:
            self.box.addItem(_words(days), days)
        self.box.setToolTip(_("While this window is open. The newest findings are announced."))
        self.box.activated.connect(lambda _row: self.chosen.emit(self.box.currentData()))
        label = QLabel(_("Look a&gain"))
        label.setBuddy(self.box)
        self.setLayout(row(label, self.box))

    def show_days(self, days: int | None) -> None:
        """Show the rhythm of the chosen place; None where none is chosen."""
        self.box.setEnabled(days is not None)
        # One that was set by other means, such as every 3 days, is shown too.
        if days is not None and self.box.findData(days) < 0:
            self.box.addItem(_words(days), days)
        self.box.setCurrentIndex(self.box.findData(days or 0))


def _words(days: int) -> str:
    named = {0: _("only when I ask"), 1: _("every day"), 7: _("every week"), 30: _("every month")}
    return named.get(days) or ngettext("every {n} day", "every {n} days", days).format(n=days)
