"""The record of requests: a table that can be narrowed, and kept as a file."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QTableView,
    QWidget,
)

from exposure_app.domain.requests import GUARD, PURPOSES, LedgerFilter, RequestRecord
from exposure_app.i18n import _, ngettext
from exposure_app.settings import LedgerPaths, Settings
from exposure_app.ui.kit.blocks import button, column, headed, heading, muted, row
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.flow import Flow
from exposure_app.ui.kit.jobs import SHORT, Lane
from exposure_app.ui.kit.theme import GRID
from exposure_app.ui.trust.ledger_model import LedgerModel
from exposure_app.wording import purpose_words

_FIELD_CHARACTERS = 18


class LedgerView(QWidget):
    """Filter, table, and a file to keep."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._reads = Lane(newest_only=True)
        self._records: list[RequestRecord] = []
        self._is_showing = False
        self.model = LedgerModel(self)
        self.requests = heading(_("Requests"))
        self.save = button(_("Save the re&quests…"), self._choose_file, icon="export")
        self.setLayout(
            column(
                headed(self.requests, self.save),
                muted(
                    _(
                        "Each asked for a page, a picture or a face model you wanted. None carried "
                        "a face, or any data. What was refused is here too."
                    )
                ),
                self._build_filter(),
                self._build_table(),
            )
        )

    def _build_filter(self) -> QWidget:
        self.host, self.text = QLineEdit(), QLineEdit()
        self.purpose = QComboBox()
        self.purpose.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.purpose.addItem(_("Everything"), "")
        for purpose in (*PURPOSES, GUARD):
            self.purpose.addItem(purpose_words(purpose), purpose)
        pairs = []
        for text, field in (
            (_("Si&te"), self.host),
            (_("What &for"), self.purpose),
            (_("Te&xt"), self.text),
        ):
            label = QLabel(text)
            label.setBuddy(field)
            together = QWidget()
            together.setLayout(row(label, field))
            pairs.append(together)
            if isinstance(field, QLineEdit):
                field.setClearButtonEnabled(True)
                wide = field.fontMetrics().averageCharWidth() * _FIELD_CHARACTERS
                field.setMinimumWidth(wide)
                field.textChanged.connect(self._narrow)
        self.purpose.currentIndexChanged.connect(self._narrow)
        self.refused_only = QCheckBox(_("&Only what was not sent"))
        self.refused_only.toggled.connect(self._narrow)
        self.hides_paths = QCheckBox(_("&Keep only the site of an address from now on"))
        self.hides_paths.setAccessibleDescription(
            _("The rest of an address is kept as a hash, by which a known address can be found.")
        )
        self.hides_paths.setToolTip(self.hides_paths.accessibleDescription())
        self.hides_paths.toggled.connect(self._keep_choice)
        line = QWidget()
        line.setLayout(Flow(*pairs, self.refused_only, self.hides_paths, gap=2 * GRID))
        return line

    def _build_table(self) -> QTableView:
        self.table = QTableView()
        self.table.setModel(self.model)
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
        return self.table

    @property
    def wanted(self) -> LedgerFilter:
        """What the filter lets through."""
        return LedgerFilter(
            host=self.host.text().strip(),
            purpose=str(self.purpose.currentData()),
            text=self.text.text().strip(),
            refused_only=self.refused_only.isChecked(),
        )

    def refresh(self) -> None:
        """Read the record of requests, and what is chosen for it."""
        self._desk.jobs.ask(self._desk.session.requests.all, then=self._show, lane=self._reads)
        self._read_choice()

    def _read_choice(self) -> None:
        self._desk.jobs.ask(self._desk.session.settings.current, then=self._show_choice, lane=SHORT)

    def _show(self, records: list[RequestRecord]) -> None:
        self._records = records
        self._narrow()

    def _narrow(self) -> None:
        wanted = self.wanted
        shown = [record for record in self._records if wanted.keeps(record)]
        self.model.show(shown)
        n, total = len(shown), len(self._records)
        self.save.setEnabled(bool(shown))
        if not total:
            self.requests.setText(_("No request was sent yet"))
        elif n == total:
            self.requests.setText(
                ngettext("{n} request, sent or refused", "{n} requests, sent or refused", n).format(
                    n=n
                )
            )
        else:
            self.requests.setText(
                ngettext("{n} of {total} request", "{n} of {total} requests", total).format(
                    n=n, total=total
                )
            )

    def _show_choice(self, settings: Settings) -> None:
        self._is_showing = True
        self.hides_paths.setChecked(settings.ledger_paths is LedgerPaths.HASHED)
        self._is_showing = False

    def _keep_choice(self, is_hashed: bool) -> None:
        if self._is_showing:
            return
        paths = LedgerPaths.HASHED if is_hashed else LedgerPaths.FULL
        self._desk.keep_choice(
            lambda settings: replace(settings, ledger_paths=paths),
            ended=self._read_choice,
        )

    def _choose_file(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self,
            _("Save the requests"),
            "exposure-requests.csv",
            _("Table (*.csv);;Data (*.json)"),
        )
        if chosen:
            self.write(Path(chosen))

    def write(self, path: Path) -> None:
        """Write the requests that are shown to `path`, as its suffix says."""
        wanted = self.wanted
        self._desk.jobs.ask(
            lambda: self._desk.session.requests.write(path, wanted),
            then=lambda _none: self._desk.problems.say(_("The requests are saved."), str(path)),
            lane=SHORT,
        )
