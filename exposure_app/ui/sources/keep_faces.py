"""The switch *Keep faces for instant re-search*, with for how long, and what it means."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QSizePolicy, QSpinBox, QWidget

from exposure_app.domain.kept_faces import MAX_DAYS, USUAL_DAYS
from exposure_app.i18n import _
from exposure_app.ui.kit import theme
from exposure_app.ui.kit.blocks import column, muted, roomy
from exposure_app.ui.kit.flow import Flow
from exposure_app.ui.kit.mirroring import margins
from exposure_app.ui.kit.theme import GRID
from exposure_app.wording import keep_faces_meaning


class KeepFaces(QWidget):
    """Off at first. The days can be set while it is on.

    Args:
        has_letters: whether letters are underlined; two of these may be in view at a time.

    Signals:
        changed(): it was turned, or another number of days was chosen, by the person.
    """

    changed = Signal()

    def __init__(self, *, has_letters: bool = False) -> None:
        super().__init__()
        words, label = _("&Keep faces for instant re-search"), _("Forgotten after so ma&ny days")
        if not has_letters:
            words, label = words.replace("&", ""), label.replace("&", "")
        self.switch = QCheckBox(words)
        self.switch.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.switch.setAccessibleDescription(keep_faces_meaning())
        self.number = QSpinBox()
        roomy(self.number)
        self.number.setRange(1, MAX_DAYS)
        self.number.setKeyboardTracking(False)
        self.number.setValue(USUAL_DAYS)
        named = QLabel(label)
        named.setBuddy(self.number)
        for part in (named, self.number):
            part.setEnabled(False)
            self.switch.toggled.connect(part.setEnabled)
        self.switch.clicked.connect(self.changed)
        self.number.valueChanged.connect(self.changed)
        meaning = muted(keep_faces_meaning())
        how_long = QWidget()
        how_long.setLayout(Flow(named, self.number))
        below = column(meaning, how_long, gap=GRID // 2)
        # Under the words of the switch, past its box.
        below.setContentsMargins(margins(theme.mark() + GRID + 2, 0, 0, 0))
        self.setLayout(column(self.switch, below, gap=GRID // 2))

    @property
    def days(self) -> int:
        """For how many days; 0 while it is off."""
        return self.number.value() if self.switch.isChecked() else 0

    def show_days(self, days: int) -> None:
        """Show what was chosen before, without a signal."""
        was_blocked = self.number.blockSignals(True)
        self.number.setValue(days or USUAL_DAYS)
        self.number.blockSignals(was_blocked)
        self.switch.setChecked(days > 0)
