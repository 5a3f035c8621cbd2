"""The line of names above the pages that make up Trust: two pages behind one entry."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabBar, QWidget

from exposure_app.i18n import _
from exposure_app.ui.kit.blocks import row
from exposure_app.ui.kit.tabs import as_names
from exposure_app.ui.kit.theme import GRID

TRUST = "trust"
KEYS = (TRUST, "settings")


class TrustParts(QWidget):
    """Out of sight on every other page.

    Signals:
        chosen(str): the page to show.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.names = QTabBar()
        as_names(self.names, "")
        for _key in KEYS:
            self.names.addTab("")
        self.rename()
        line = row(self.names, None)
        line.setContentsMargins(4 * GRID, 2 * GRID, 4 * GRID, 0)
        self.setLayout(line)
        self.names.currentChanged.connect(lambda place: self.chosen.emit(KEYS[place]))
        self.hide()

    def rename(self) -> None:
        """Say everything anew, in the language of now."""
        self.names.setAccessibleName(_("Trust, or settings"))
        for place, words in enumerate((_("What this program did"), _("Settings"))):
            self.names.setTabText(place, words)

    def show_for(self, key: str) -> None:
        """Show which part is shown; or nothing, for a page that is none."""
        self.setVisible(key in KEYS)
        if key in KEYS:
            was_blocked = self.names.blockSignals(True)
            self.names.setCurrentIndex(KEYS.index(key))
            self.names.blockSignals(was_blocked)
