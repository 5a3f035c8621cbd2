"""The two lists an audit fills while it runs: what it found, and what it could not look at."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from exposure_app.domain.coverage import Gap
from exposure_app.domain.findings import Finding
from exposure_app.domain.work import Skipped
from exposure_app.i18n import _, ngettext
from exposure_app.ui.audit.gaps_view import GapsView
from exposure_app.ui.findings.model import FindingsModel
from exposure_app.ui.kit.blocks import button, column, headed, heading
from exposure_app.ui.kit.theme import GRID
from exposure_app.ui.kit.thumbnails import Thumbnails
from exposure_app.ui.kit.tiles import grid


class AuditResults(QWidget):
    """Findings that are new or changed, and gaps; each list is there while something is in it.

    Signals:
        went_to_findings(): the person wants to see more of what was found.
    """

    went_to_findings = Signal()

    def __init__(self, crops: Thumbnails) -> None:
        super().__init__()
        self.findings = FindingsModel(crops, self)
        self.strip = grid(_("Found in this audit"), side=96, rows=3, is_strip=True)
        self.strip.setModel(self.findings)
        self.strip.activated.connect(lambda _index: self.went_to_findings.emit())
        self.found_words = heading()
        self.open_findings = button(
            _("&Look at the findings"), self.went_to_findings.emit, icon="findings", role="quiet"
        )
        self._found = QWidget()
        self._found.setLayout(column(headed(self.found_words, self.open_findings), self.strip))
        self.gaps = GapsView()
        self.gaps.setMinimumHeight(16 * GRID)
        self.gaps.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.gap_words = heading()
        self._missed = QWidget()
        self._missed.setLayout(column(self.gap_words, self.gaps))
        lists = column(self._found, self._missed, gap=2 * GRID)
        lists.setStretch(1, 1)
        self.setLayout(lists)
        self._show_counts()

    def clear(self) -> None:
        """Show nothing found and nothing missed."""
        self.findings.show([])
        self.gaps.clear_gaps()
        self._show_counts()

    def take(self, found: list[Finding], skipped: list[Skipped]) -> None:
        """Show these beside those that are shown."""
        self.findings.put(found)
        self.gaps.add(skipped)
        self._show_counts()

    def show_gaps(self, gaps: tuple[Gap, ...]) -> None:
        """Show these gaps in place of those that are shown."""
        self.gaps.show_gaps(gaps)
        self._show_counts()

    def _show_counts(self) -> None:
        found, missed = self.findings.rowCount(), self.gaps.total
        self._found.setVisible(found > 0)
        self._missed.setVisible(missed > 0)
        self.setVisible(found > 0 or missed > 0)
        if found:
            self.strip.setFixedHeight(self.strip.sizeHintForRow(0) + 4 * GRID)
        self.found_words.setText(
            ngettext(
                "{n} finding is new or changed", "{n} findings are new or changed", found
            ).format(n=found)
        )
        self.gap_words.setText(
            ngettext("{n} thing was not looked at", "{n} things were not looked at", missed).format(
                n=missed
            )
        )
