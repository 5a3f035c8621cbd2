"""Shows how a site can be proved to be one's own, and what came of asking it."""

from urllib.parse import urlsplit

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QSizePolicy, QWidget

from exposure_app.domain.sources import Proof, Source, WayToProve
from exposure_app.i18n import _
from exposure_app.ui.kit import theme
from exposure_app.ui.kit.blocks import Card, Words, button, column, heading, muted
from exposure_app.ui.kit.copying import CopyLine
from exposure_app.ui.kit.dates import day
from exposure_app.ui.kit.mirroring import margins
from exposure_app.ui.kit.sheet import Sheet
from exposure_app.ui.kit.theme import GRID
from exposure_app.wording import explain, proved_words, way_words


class ProofDialog(Sheet):
    """How it stands, the ways with their texts to copy, and a button that asks the site.

    Signals:
        asked(): the person wants the site asked now.
        lifted(bool): the person wants its robots.txt passed over, or heeded again.
    """

    asked = Signal()
    lifted = Signal(bool)

    def __init__(self, source: Source, ways: list[WayToProve], parent: QWidget) -> None:
        super().__init__(parent, characters=112)
        self.setWindowTitle(_("Prove that it is yours"))
        self.status, self.remedy = Words(is_strong=True), muted()
        self.lifts = QCheckBox(_("&Pass over this site's robots.txt (on this host only)"))
        self.lifts.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.lifts.clicked.connect(self.lifted)
        self.explained = muted(
            _(
                "The site is yours, so you may also have what it closes to programs looked at; "
                "other hosts, the pause and the limits stay as they are."
            )
        )
        self.explained.setContentsMargins(margins(theme.mark() + GRID + 2, 0, 0, 0))
        self.check = button(_("&Check now"), self._ask, icon="start", role="primary")
        self.check.setDefault(True)
        self.leave = button(_("Close"), self.reject)
        self.lines: list[CopyLine] = []
        body = column(
            heading(urlsplit(source.locator).netloc),
            Card(column(self.status, self.remedy, self.lifts, self.explained), role="notice"),
            muted(
                _(
                    "One of these is enough; the token in them is no secret. The site is asked "
                    "when you press “Check now”, and again at each audit."
                )
            ),
            self._lay_out_ways(ways),
            gap=2 * GRID,
        )
        body.addStretch(1)
        self.lay_out(body, self.leave, self.check)
        self.show_source(source)
        self.check.setFocus()

    def show_source(self, source: Source) -> None:
        """Say whether it is proved, and offer what is open to an owner."""
        if source.proved_by and source.proved_at:
            said = proved_words(source.proved_by, day(source.proved_at))
            self._say(said[:1].upper() + said[1:])
        else:
            self._say(_("Not proved yet"))
        self._offer(source)

    def show_failure(self, source: Source, error: Exception) -> None:
        """Say why the site did not prove it, and what to do."""
        said = explain(error)
        self._say(said.what, said.remedy)
        self._offer(source)

    def _offer(self, source: Source) -> None:
        self.lifts.setVisible(source.is_proved)
        self.explained.setVisible(source.is_proved)
        self.lifts.setChecked(source.lifts_robots)
        self.check.setEnabled(True)
        if self.focusWidget() is self.leave:
            self.check.setFocus()
        self.fit()

    def _ask(self) -> None:
        if self.focusWidget() is self.check:
            self.leave.setFocus()
        self.check.setEnabled(False)
        self._say(_("Asking the site…"))
        self.asked.emit()

    def _say(self, what: str, remedy: str = "") -> None:
        self.status.setText(what)
        self.remedy.setText(remedy)
        self.remedy.setVisible(bool(remedy))
        if self.isVisible():
            self.bring_into_view(self.status)
            QAccessible.updateAccessibility(
                QAccessibleAnnouncementEvent(self.status, f"{what} {remedy}")
            )

    def _lay_out_ways(self, ways: list[WayToProve]) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GRID)
        grid.setColumnStretch(1, 1)
        for way in ways:
            what = Words(way_words(way), is_strong=True)
            what.setContentsMargins(0, GRID, 0, 0)
            grid.addWidget(what, grid.rowCount(), 0, 1, 3)
            for name, text in _texts(way):
                line = CopyLine(name, text)
                line.add_to(grid)
                self.lines.append(line)
        return grid


def _texts(way: WayToProve) -> list[tuple[str, str]]:
    return {
        Proof.FILE: [(_("Address of the file"), way.where), (_("Line in it"), way.text)],
        Proof.META: [(_("Element"), way.text)],
        Proof.DNS: [(_("Name of the record"), way.where), (_("Content"), way.text)],
    }[way.proof]
