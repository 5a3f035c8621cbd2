"""Trust: what left this computer, whether all parts work, a report to keep, and the way out."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHeaderView,
    QSizePolicy,
    QTableView,
)

from exposure_app.i18n import _, ngettext
from exposure_app.ui.blocks import Card, Page, button, column, headed, heading, muted, row
from exposure_app.ui.erase_dialog import EraseDialog
from exposure_app.ui.flow import Beside
from exposure_app.ui.jobs import SHORT, Jobs
from exposure_app.ui.ledger_model import LedgerModel
from exposure_app.ui.problems import Problems
from exposure_app.ui.self_check_view import SelfCheckView
from exposure_app.ui.theme import GRID

if TYPE_CHECKING:
    from exposure_app.session import Session


class TrustPage(Page):
    """Report, self-check, the record of requests, erasing.

    Signals:
        erase_confirmed(): the person wants everything gone.
    """

    erase_confirmed = Signal()

    def __init__(self, session: "Session", jobs: Jobs, problems: Problems) -> None:
        super().__init__(
            _("Trust"), _("See for yourself what this program did, keep a copy, or undo it all.")
        )
        self._session = session
        self._jobs = jobs
        self._problems = problems
        self.self_check = SelfCheckView(session, jobs, problems)
        self.body.addWidget(Beside(self._build_report(), self.self_check))
        self._build_ledger()
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

    def _build_ledger(self) -> None:
        self.ledger = LedgerModel(self)
        self.table = QTableView()
        self.table.setModel(self.ledger)
        self.table.setAccessibleName(_("Every request"))
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setAlternatingRowColors(True)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.setResizeContentsPrecision(50)
        self.table.setMinimumHeight(30 * GRID)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.requests = heading(_("Requests"))
        self.body.addLayout(
            column(
                self.requests,
                muted(
                    _(
                        "Each asked for a page, a picture or a face model you wanted. None carried "
                        "a face, or any data."
                    )
                ),
                self.table,
            )
        )
        self.body.setStretch(self.body.count() - 1, 1)

    def refresh(self) -> None:
        """Read the record of requests."""
        job = self._jobs.call(self._session.ledger)
        job.arrived.connect(self._show_ledger)
        job.failed.connect(self._problems.show_error)

    def _show_ledger(self, items: list[list[object]]) -> None:
        self.ledger.show(items[0])  # type: ignore[arg-type]
        n = self.ledger.rowCount()
        self.requests.setText(
            ngettext("{n} request, sent or refused", "{n} requests, sent or refused", n).format(n=n)
            if n
            else _("No request was sent yet")
        )

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
        job = self._jobs.call(
            lambda: self._session.write_report(path, redacted=is_redacted), lane=SHORT
        )
        job.completed.connect(partial(self._tell_saved, path))
        job.failed.connect(self._problems.show_error)

    def _tell_saved(self, path: Path) -> None:
        self._problems.say(
            _("The report is saved."),
            str(path),
            action=_("Open it"),
            then=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))),
        )

    def _ask_to_erase(self) -> None:
        dialog = EraseDialog(self)
        dialog.confirmed.connect(self.erase_confirmed)
        dialog.open()
