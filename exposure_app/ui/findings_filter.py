"""Which findings to show: of whom, how alike, and with which answer."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from exposure_app.domain.findings import Band, Finding, State
from exposure_app.i18n import _
from exposure_app.ui.blocks import row
from exposure_app.ui.flow import Flow
from exposure_app.ui.icons import band_icon, icon
from exposure_app.ui.theme import GRID
from exposure_app.wording import band_words, state_words
from exposure_app.wording.terms import ME


@dataclass(frozen=True, slots=True)
class Choice:
    """None lets everything through."""

    subject: str | None = None
    band: Band | None = None
    state: State | None = None


class FindingsFilter(QWidget):
    """Three choices in a row.

    Signals:
        changed(): another choice was made.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.person, self.band, self.state = QComboBox(), QComboBox(), QComboBox()
        labels = []
        for text, box in (
            (_("&Person"), self.person),
            (_("&Likeness"), self.band),
            (_("&Answer"), self.state),
        ):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            label = QLabel(text)
            label.setBuddy(box)
            labels.append(label)
        self.person.addItem(_("Everyone"), None)
        self.band.addItem(_("All"), None)
        for band in reversed(Band):
            words = band_words(band)
            self.band.addItem(icon(band_icon(band)), words[:1].upper() + words[1:], band)
        self.state.addItem(_("All"), None)
        for state in State:
            words = state_words(state)
            self.state.addItem(words[:1].upper() + words[1:], state)
        pairs = zip(labels, (self.person, self.band, self.state), strict=True)
        self._pairs = [_together(label, box) for label, box in pairs]
        self._line = Flow(*self._pairs, gap=2 * GRID)
        self.setLayout(self._line)
        for box in (self.person, self.band, self.state):
            box.currentIndexChanged.connect(self.changed)
        self.show_people([])

    def add(self, widget: QWidget) -> None:
        """Put something else at the end of the line."""
        self._line.addWidget(widget)

    @property
    def choice(self) -> Choice:
        """What is chosen now."""
        return Choice(self.person.currentData(), self.band.currentData(), self.state.currentData())

    @property
    def is_open(self) -> bool:
        """Whether everything is let through."""
        return self.choice == Choice()

    def open(self) -> None:
        """Let everything through."""
        for box in (self.person, self.band, self.state):
            box.setCurrentIndex(0)

    def lets_through(self, finding: Finding) -> bool:
        """Whether `finding` is among what is chosen."""
        choice = self.choice
        return (
            choice.subject in {None, finding.subject}
            and choice.band in {None, finding.band}
            and choice.state in {None, finding.state}
        )

    def show_people(self, names: list[str]) -> None:
        """Offer these people; with one or none there is nothing to choose."""
        offered = [self.person.itemData(row) for row in range(1, self.person.count())]
        if offered != names:
            chosen = self.person.currentData()
            was_blocked = self.person.blockSignals(True)
            while self.person.count() > 1:
                self.person.removeItem(1)
            for name in names:
                self.person.addItem(_("Me") if name == ME else name, name)
            self.person.setCurrentIndex(max(0, self.person.findData(chosen)))
            self.person.blockSignals(was_blocked)
        self._pairs[0].setVisible(len(names) > 1)


def _together(label: QLabel, box: QComboBox) -> QWidget:
    made = QWidget()
    made.setLayout(row(label, box))
    return made
