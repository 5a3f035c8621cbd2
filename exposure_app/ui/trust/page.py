"""Trust: what left this computer, whether all parts work, a report to keep, and the way out."""

from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFileDialog, QSizePolicy, QWidget

from exposure_app.i18n import _
from exposure_app.ui.kit.blocks import Card, PageView, button, column, headed, heading, muted, row
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.flow import Beside
from exposure_app.ui.kit.jobs import SHORT
from exposure_app.ui.kit.theme import GRID
from exposure_app.ui.trust.air_gap_view import AirGapView
from exposure_app.ui.trust.erase_dialog import EraseDialog
from exposure_app.ui.trust.ledger_view import LedgerView
from exposure_app.ui.trust.self_check_view import SelfCheckView
from exposure_app.ui.trust.show_me_view import ShowMeView
from exposure_app.ui.trust.vault_view import VaultView


class TrustPage(PageView):
    """Report, self-check, air gap, the test of what is sent, the record of requests, erasing.

    Signals:
        erase_confirmed(): the person wants everything gone.
    """

    erase_confirmed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            _("Trust"), _("See for yourself what this program did, keep a copy, or undo it all.")
        )
        self._desk = desk
        self.self_check = SelfCheckView(desk)
        self.air_gap = AirGapView(desk)
        self.show_me = ShowMeView(desk)
        self.vault = VaultView(desk)
        self.requests = LedgerView(desk)
        self.body.addWidget(
            Beside(
                _stacked(self._build_report(), self.air_gap),
                _stacked(self.show_me, self.self_check, self.vault),
            )
        )
        self.body.addWidget(self.requests, 1)
        # As one reads: from line to line, not from column to column.
        across = (
            self.save, self.show_me.run_button, self.show_me.details, self.self_check.run_button,
            self.air_gap.switch,
        )  # fmt: skip
        for before, after in pairwise(across):
            QWidget.setTabOrder(before, after)
        self.erase = button(
            _("&Erase everything…"), self._ask_to_erase, icon="remove", role="quiet"
        )
        self.body.addLayout(
            headed(
                muted(_("Everything is kept encrypted, in one vault on this computer.")), self.erase
            )
        )

    def _build_report(self) -> Card:
        self.redacted = QCheckBox(_("Lea&ve out names, addresses and faces"))
        self.redacted.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.save = button(
            _("&Save a report…"), self._choose_file, icon="export", role="primary", key="Ctrl+S"
        )
        card = Card(
            heading(_("Report")),
            muted(
                _(
                    "The newest audit and all findings, as a page to read (HTML), on paper (PDF), "
                    "or as a table or data file (CSV, JSON)."
                )
            ),
            self.redacted,
            row(self.save, None),
        )
        card.body.addStretch(1)
        return card

    def refresh(self) -> None:
        """Read the record of requests, and what is chosen."""
        self.requests.refresh()
        self.air_gap.refresh()
        self.vault.refresh()

    def _choose_file(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self,
            _("Save a report"),
            "exposure-report.html",
            _("Page to read (*.html);;Paper (*.pdf);;Table (*.csv);;Data (*.json)"),
        )
        if chosen:
            self.write_report(Path(chosen))

    def write_report(self, path: Path) -> None:
        """Write the report to `path`, as its suffix says."""
        is_redacted = self.redacted.isChecked()
        self._desk.jobs.ask(
            lambda: self._desk.session.reports.write(path, redacted=is_redacted),
            then=lambda _none: self._tell_saved(path),
            lane=SHORT,
        )

    def _tell_saved(self, path: Path) -> None:
        self._desk.problems.say(
            _("The report is saved."),
            str(path),
            action=_("Open it"),
            then=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))),
        )

    def _ask_to_erase(self) -> None:
        dialog = EraseDialog(self)
        dialog.confirmed.connect(self.erase_confirmed)
        dialog.open()


def _stacked(*cards: Card) -> QWidget:
    """Cards below one another, each as high as it needs to be."""
    made = QWidget()
    box = column(*cards, gap=2 * GRID)
    box.addStretch(1)
    made.setLayout(box)
    return made
