"""Face models: what is here, what could be, and each step from getting one to using it."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QFileDialog, QListView, QWidget

from exposure_app.domain.errors import LicenceNotAccepted
from exposure_app.domain.work import CancelToken, Report
from exposure_app.i18n import _
from exposure_app.ui.kit.asking import ask
from exposure_app.ui.kit.blocks import Card, Words, button, column, heading, muted
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.flow import Flow
from exposure_app.ui.kit.job_progress import Working
from exposure_app.ui.kit.jobs import LONG, SHORT, Lane, T, Work
from exposure_app.ui.kit.rows import rows_view
from exposure_app.ui.kit.theme import GRID
from exposure_app.ui.kit.thumbnails import Thumbnails
from exposure_app.ui.settings.licence_dialog import LicenceDialog
from exposure_app.ui.settings.measure_dialog import MeasureDialog
from exposure_app.ui.settings.pack_changes import PackChanging
from exposure_app.ui.settings.packs_model import PacksModel, next_step, size_words

if TYPE_CHECKING:
    from exposure_app.session.models.pack_state import PackState

_SHOWN = 4
"""Rows before the list scrolls."""


class PacksView(Card):
    """A list, what can be done with the chosen one, and two ways to add another.

    Signals:
        changed(): another model is in use, or findings moved.
    """

    changed = Signal()

    def __init__(self, desk: Desk, crops: Thumbnails) -> None:
        super().__init__()
        self._desk = desk
        self._reads = Lane(newest_only=True)
        self._wanted = ""
        self.packs = PacksModel(self)
        self.view: QListView = rows_view(self.packs, _("Face models"))
        self.view.selectionModel().currentChanged.connect(self._show_chosen)
        self.step = Words()
        self.working = Working(_("Work on face models"))
        self.changing = PackChanging(desk, crops, self._work, self)
        self.changing.changed.connect(self.changed)
        self._build_actions()
        self.body.addWidget(heading(_("Face models")))
        self.body.addWidget(
            muted(
                _(
                    "A face model turns a face into numbers that can be compared. One comes with "
                    "the program and needs nothing. Others may find more, and have conditions of "
                    "their own."
                )
            )
        )
        self.body.addWidget(self.view)
        self.body.addWidget(self.step)
        self.body.addWidget(self._chosen)
        self.body.addWidget(self.working)
        self.body.addSpacing(GRID)
        self.body.addLayout(Flow(self.add_folder, self.add_zip))
        self.body.addStretch(1)

    def _build_actions(self) -> None:
        self.licence = button(_("&Licence…"), self._show_licence, icon="page", role="quiet")
        self.accept_licence = button(
            _("&Read the licence…"), self._show_licence, icon="page", role="primary"
        )
        self.download = button(_("Do&wnload…"), self._ask_to_download, role="primary")
        self.measure = button(_("&Measure on pictures…"), self._ask_for_pictures, role="primary")
        self.compare = button(
            _("&Compare…"), partial(self._on_chosen, self.changing.ask_to_compare), icon="audit"
        )
        self.use = button(
            _("&Use…"), partial(self._on_chosen, self.changing.ask_to_use), icon="done"
        )
        self.remove = button(
            _("R&emove…"), self._ask_to_remove, icon="remove", role="quiet",
            description=_("Removes the files of the chosen model from this computer"),
        )  # fmt: skip
        self._actions = (
            self.accept_licence, self.download, self.measure, self.compare, self.use,
            self.licence, self.remove,
        )  # fmt: skip
        self._chosen = QWidget()
        self._chosen.setLayout(column(Flow(*self._actions)))
        self.add_folder = button(
            _("Add from a &folder…"), self._choose_folder, icon="folder", role="quiet"
        )
        self.add_zip = button(
            _("Add from a &zip file…"), self._choose_zip, icon="add", role="quiet"
        )

    # --- showing -------------------------------------------------------------------------------

    @property
    def chosen(self) -> "PackState | None":
        """The pack the actions are about."""
        index = self.view.currentIndex()
        return self.packs.at(index) if index.isValid() else None

    def refresh(self) -> None:
        """Read which packs there are."""
        self._desk.jobs.ask(self._desk.session.models.all, then=self._show, lane=self._reads)

    def _show(self, packs: "list[PackState]") -> None:
        was_first = not self.packs.rowCount()
        name = self._wanted or (self.chosen.name if self.chosen else "")
        self._wanted = ""
        self.packs.show(packs)
        active = self.packs.active()
        if was_first and active and not name:
            name = active.name
        self.view.setCurrentIndex(self.packs.index(self.packs.row_of(name)))
        rows = max(1, min(_SHOWN, len(packs)))
        self.view.setFixedHeight(rows * max(1, self.view.sizeHintForRow(0)) + 4)
        self._show_chosen()

    def _show_chosen(self) -> None:
        pack = self.chosen
        self._chosen.setVisible(pack is not None)
        self.step.setText(next_step(pack) if pack else "")
        if pack is None:
            return
        status, is_busy = pack.status.value, self.working.is_busy
        is_idle = not pack.is_active
        for control, is_for_it in {
            self.accept_licence: status == "licence_not_accepted",
            self.download: status == "not_here" and pack.download_bytes is not None,
            self.measure: status == "not_calibrated",
            self.compare: status == "ready" and is_idle,
            self.use: status == "ready" and is_idle,
            self.licence: status != "licence_not_accepted",
            self.remove: is_idle and not pack.is_default and pack.pack is not None,
        }.items():
            had_focus = control.hasFocus()
            control.setVisible(is_for_it)
            control.setEnabled(not is_busy or control is self.licence)
            if had_focus and not (is_for_it and control.isEnabled()):
                self.view.setFocus()
        for control in (self.add_folder, self.add_zip):
            control.setEnabled(not is_busy)

    # --- the licence ---------------------------------------------------------------------------

    def _show_licence(self) -> None:
        if pack := self.chosen:
            is_asked = pack.status.value == "licence_not_accepted"
            dialog = self._open_licence(pack, is_asked=is_asked)
            dialog.agreed.connect(
                lambda: self._change(lambda: self._desk.session.models.accept_licence(pack.name))
            )

    def _open_licence(self, pack: "PackState", *, is_asked: bool) -> LicenceDialog:
        dialog = LicenceDialog(pack.title, pack.licence, pack.licence_text, self, is_asked=is_asked)
        dialog.open()
        return dialog

    # --- getting one ---------------------------------------------------------------------------

    def _ask_to_download(self) -> None:
        if pack := self.chosen:
            host = QUrl(pack.origin).host()
            ask(
                self,
                _("Download {title}?").format(title=pack.title),
                _(
                    "{size} from {host}. The request asks for the file and tells nothing about "
                    "you; it stands in the record of requests. The file is checked against the "
                    "one this program knows."
                ).format(size=size_words(pack.download_bytes), host=host or pack.origin),
                yes=_("Download"),
                then=partial(self._download, pack),
            )

    def _download(self, pack: "PackState", *, is_accepted: bool = False) -> None:
        def work(report: Report, cancel: CancelToken) -> Iterator["PackState"]:
            if is_accepted:
                self._desk.session.models.accept_licence(pack.name)
            yield self._desk.session.models.download(pack.name, report=report, cancel=cancel)

        self._wanted = pack.name
        self._work(work, _("Downloading…"), failed=partial(self._look_at_download, pack))

    def _look_at_download(self, pack: "PackState", error: Exception) -> None:
        if isinstance(error, LicenceNotAccepted):
            # Nothing was asked of anybody yet: first the conditions, then the file.
            dialog = self._open_licence(pack, is_asked=True)
            dialog.agreed.connect(lambda: self._download(pack, is_accepted=True))
        else:
            self._desk.problems.show_error(error)

    def add(self, folder_or_zip: Path) -> None:
        """Take in a pack from the person's own files."""

        def work(_report: Report, _cancel: CancelToken) -> Iterator["PackState"]:
            yield self._desk.session.models.add(folder_or_zip)

        self._work(work, _("Reading the files…"), each=self._note_added)

    def _note_added(self, added: "PackState") -> None:
        self._wanted = added.name

    def _choose_folder(self) -> None:
        if chosen := QFileDialog.getExistingDirectory(self, _("Choose the folder of a face model")):
            self.add(Path(chosen))

    def _choose_zip(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileName(
            self, _("Choose the zip file of a face model"), "", _("Zip files (*.zip)")
        )
        if chosen:
            self.add(Path(chosen))

    def _ask_to_remove(self) -> None:
        if pack := self.chosen:
            ask(
                self,
                _("Remove {title}?").format(title=pack.title),
                _("Its files are removed from this computer. Findings and answers stay."),
                yes=_("Remove"),
                then=lambda: self._change(lambda: self._desk.session.models.remove(pack.name)),
            )

    # --- measuring -----------------------------------------------------------------------------

    def _ask_for_pictures(self) -> None:
        if pack := self.chosen:
            dialog = MeasureDialog(pack.title, self)
            dialog.chosen.connect(partial(self.measure_on, pack.name))
            dialog.open()

    def measure_on(self, name: str, labelled: Path) -> None:
        """Measure what the scores of a pack are worth on pictures of known people."""

        def work(report: Report, cancel: CancelToken) -> Iterator[object]:
            yield self._desk.session.models.calibrate(name, labelled, report=report, cancel=cancel)

        said = _("The face model is measured.")
        self._work(work, _("Measuring…"), each=lambda _measured: self._desk.problems.say(said))

    # --- behind ---------------------------------------------------------------------------------

    def _on_chosen(self, verb: Callable[["PackState"], None]) -> None:
        if pack := self.chosen:
            verb(pack)

    def _work(
        self,
        work: Work[T],
        doing: str,
        each: Callable[[T], object] | None = None,
        *,
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        job = self._desk.jobs.follow(work, each=each, failed=failed, ended=self.refresh, lane=LONG)
        self.working.follow(job, doing)
        self._show_chosen()

    def _change(self, verb: Callable[[], object]) -> None:
        self._desk.jobs.ask(verb, ended=self.refresh, lane=SHORT)
