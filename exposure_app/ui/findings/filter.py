"""Which findings to show: of whom, where, how alike, how exposing, and with which answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from exposure_app.domain.findings import Band, Finding, State
from exposure_app.domain.severity import Severity, exposure_of
from exposure_app.i18n import _
from exposure_app.ui.kit.blocks import row
from exposure_app.ui.kit.flow import Flow
from exposure_app.ui.kit.icons import band_icon, icon
from exposure_app.ui.kit.theme import GRID
from exposure_app.wording import band_words, severity_words, state_words
from exposure_app.wording.terms import ME

_MOST_CHARACTERS = 28
"""Of a site's name in the box; the whole of it stands in the list that unfolds."""


@dataclass(frozen=True, slots=True)
class Choice:
    """None lets everything through.

    site: as `Location.site`.
    """

    subject: str | None = None
    site: str | None = None
    band: Band | None = None
    severity: Severity | None = None
    state: State | None = None

    def lets_through(self, finding: Finding) -> bool:
        """Whether `finding` is among what is chosen."""
        return (
            self.subject in {None, finding.subject}
            and self.band in {None, finding.band}
            and self.state in {None, finding.state}
            and (self.site is None or any(place.site == self.site for place in finding.locations))
            and (self.severity is None or exposure_of(finding).severity is self.severity)
        )


class FindingsFilter(QWidget):
    """Five choices in a row, or as many rows as they need.

    Signals:
        changed(): another choice was made.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.person, self.site = QComboBox(), QComboBox()
        self.band, self.severity, self.state = QComboBox(), QComboBox(), QComboBox()
        self._boxes = {
            "subject": (_("&Person"), self.person),
            "site": (_("&Where"), self.site),
            "band": (_("&Likeness"), self.band),
            "severity": (_("E&xposing"), self.severity),
            "state": (_("&Answer"), self.state),
        }
        self.person.addItem(_("Everyone"), None)
        self.site.addItem(_("Everywhere"), None)
        self.site.setMinimumContentsLength(10)
        for box in (self.band, self.severity, self.state):
            box.addItem(_("All"), None)
        for band in reversed(Band):
            self.band.addItem(icon(band_icon(band)), _capital(band_words(band)), band)
        for severity in reversed(Severity):
            self.severity.addItem(severity_words(severity), severity)
        for state in State:
            self.state.addItem(_capital(state_words(state)), state)
        self._pairs: dict[str, QWidget] = {}
        for name, (text, box) in self._boxes.items():
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            label = QLabel(text)
            label.setBuddy(box)
            self._pairs[name] = _together(label, box)
            box.currentIndexChanged.connect(self.changed)
        self._line = Flow(*self._pairs.values(), gap=2 * GRID)
        self.setLayout(self._line)
        self.show_people([])
        self.show_sites([])

    def add(self, widget: QWidget) -> None:
        """Put something else at the end of the line."""
        self._line.addWidget(widget)

    @property
    def choice(self) -> Choice:
        """What is chosen now."""
        return Choice(
            **{one.name: self._boxes[one.name][1].currentData() for one in fields(Choice)}
        )

    @property
    def is_open(self) -> bool:
        """Whether everything is let through."""
        return self.choice == Choice()

    def open(self) -> None:
        """Let everything through."""
        for _text, box in self._boxes.values():
            box.setCurrentIndex(0)

    def lets_through(self, finding: Finding) -> bool:
        """Whether `finding` is among what is chosen."""
        return self.choice.lets_through(finding)

    def show_people(self, names: Sequence[str]) -> None:
        """Offer these people; with one or none there is nothing to choose."""
        _offer(self.person, [(_("Me") if name == ME else name, name) for name in names])
        self._pairs["subject"].setVisible(len(names) > 1)

    def show_sites(self, sites: Iterable[str]) -> None:
        """Offer these sites and folders; with one or none there is nothing to choose."""
        named = sorted(sites)
        _offer(self.site, [(_short(site), site) for site in named])
        self._pairs["site"].setVisible(len(named) > 1)


def _offer(box: QComboBox, entries: Sequence[tuple[str, str]]) -> None:
    """Put these below the first entry of `box`, which stands for all; keep what is chosen."""
    offered = [box.itemData(row) for row in range(1, box.count())]
    if offered == [data for _text, data in entries]:
        return
    chosen = box.currentData()
    was_blocked = box.blockSignals(True)
    while box.count() > 1:
        box.removeItem(1)
    for text, data in entries:
        box.addItem(text, data)
    if chosen is not None and box.findData(chosen) < 0:
        # It stays chosen, and shows nothing: to let go of it unasked would show what was hidden.
        box.addItem(_short(chosen), chosen)
    box.setCurrentIndex(max(0, box.findData(chosen)) if chosen is not None else 0)
    box.blockSignals(was_blocked)


def _short(site: str) -> str:
    if len(site) <= _MOST_CHARACTERS:
        return site
    return f"{site[: _MOST_CHARACTERS // 2]}…{site[-_MOST_CHARACTERS // 2 :]}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _together(label: QLabel, box: QComboBox) -> QWidget:
    made = QWidget()
    made.setLayout(row(label, box))
    return made
