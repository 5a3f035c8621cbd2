"""Looks through the person's own folder for more photos of them; they choose which to add."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from exposure_app.domain.work import CancelToken, Report, Skipped
from exposure_app.i18n import _, ngettext
from exposure_app.ui.kit.blocks import Words, button, column, headed, heading, muted
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.dropping import DropArea
from exposure_app.ui.kit.flow import Flow
from exposure_app.ui.kit.job import Job
from exposure_app.ui.kit.job_progress import Working
from exposure_app.ui.kit.jobs import LONG
from exposure_app.ui.kit.theme import GRID
from exposure_app.ui.kit.thumbnails import Thumbnails
from exposure_app.ui.kit.tiles import grid, tile_height
from exposure_app.ui.people.proposals import ProposalsModel
from exposure_app.wording.terms import ME

if TYPE_CHECKING:
    from exposure_app.domain.photos import ProposedPhoto


class FindMe(DropArea):
    """A folder in, proposals out. Nothing is enrolled before the person says so.

    Signals:
        chosen(list[ProposedPhoto]): these are to be enrolled.
        closed(): the person is done here.
        busy(bool): looking began, or ended.
    """

    chosen = Signal(list)
    closed = Signal()
    busy = Signal(bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__(role="card")
        self._desk = desk
        self._job: Job | None = None
        self._search = 0
        """The number of the search that is heard; what was begun before is of no interest now."""
        self._skipped = 0
        self._pictures: dict[str, bytes] = {}
        self.person = ME
        self.heading = heading()
        self.close_button = button(_("Clos&e"), self._close, icon="close", role="quiet")
        self.choose = button(
            _("Choose a folder to &look through…"), self._choose, icon="folder", role="primary"
        )
        self.working = Working(_("Photos looked at"))
        self.outcome = Words()
        self.outcome.hide()
        self._build_proposals()
        self.body.setSpacing(2 * GRID)
        self.body.addLayout(headed(self.heading, self.close_button))
        self.body.addWidget(
            muted(
                _(
                    "Looks at every photo in a folder of yours, on this computer, and shows those "
                    "that seem to be this person. You choose which to add; nothing is added by "
                    "itself. You can also drop a folder here."
                )
            )
        )
        self.body.addLayout(Flow(self.choose))
        for part in (self.working, self.outcome, self._proposed):
            self.body.addWidget(part)
        self.dropped.connect(self._take_dropped)
        self.show_person(ME)

    def _build_proposals(self) -> None:
        thumbnails = Thumbnails(lambda key: self._pictures.get(key, b""), self._desk.jobs, self)
        self.proposals = ProposalsModel(ME, thumbnails, self)
        self.proposals.dataChanged.connect(self._count)
        self.view = grid(_("Photos that seem to be this person"), side=112, rows=3)
        self.view.setModel(self.proposals)
        self.view.setMinimumHeight(tile_height(self.view) + 2 * GRID)
        self.add = button(_("A&dd the chosen photos"), self._add, icon="add", role="primary")
        self.all = button(_("Choose all"), lambda: self.proposals.tick_all(is_ticked=True))
        self.none = button(_("Choose none"), lambda: self.proposals.tick_all(is_ticked=False))
        for control in (self.all, self.none):
            control.setProperty("role", "quiet")
        self._proposed = QWidget()
        hint = muted(_("Click a picture, or press Space, to choose it or leave it out."))
        self._proposed.setLayout(column(hint, self.view, Flow(self.add, self.all, self.none)))

    @property
    def is_busy(self) -> bool:
        """Whether a folder is looked through now."""
        return self._job is not None

    def show_person(self, name: str) -> None:
        """Whose photos are looked for from now on."""
        self.person = name
        self.heading.setText(
            _("Find more photos of you")
            if name == ME
            else _("Find more photos of {name}").format(name=name)
        )
        self._clear()

    def look_through(self, folder: Path) -> None:
        """Look at every photo in `folder` and below it."""
        if self._job:
            return
        name = self.person

        def work(report: Report, cancel: CancelToken) -> Iterator["ProposedPhoto | Skipped"]:
            yield from self._desk.session.people.find_me(
                folder, subject=name, report=report, cancel=cancel
            )

        self._clear()
        self.choose.setEnabled(False)
        self._search = search = self._search + 1
        self._job = job = self._desk.jobs.follow(
            work,
            batch=partial(self._take, search),
            then=partial(self._tell, search, is_whole=True),
            stopped=partial(self._tell, search, is_whole=False),
            ended=partial(self._finish, search),
            lane=LONG,
        )
        self.working.follow(job, _("Looking through the folder…"))
        self.working.stop.setFocus()
        self.busy.emit(True)

    def _take(self, search: int, items: "list[ProposedPhoto | Skipped]") -> None:
        if search != self._search:
            return  # The panel was closed since: nobody wants to see it.
        self._skipped += sum(isinstance(item, Skipped) for item in items)
        proposed = [one for one in items if not isinstance(one, Skipped)]
        self._pictures |= {self.proposals.key(one): one.picture_jpeg for one in proposed}
        self.proposals.add(proposed)
        if proposed:
            if not self._proposed.isVisible():
                self._proposed.show()
                self.view.setCurrentIndex(self.proposals.index(0))
            self._count()

    def _tell(self, search: int, *, is_whole: bool) -> None:
        if search != self._search:
            return
        n = self.proposals.rowCount()
        said = [
            ngettext(
                "{n} photo seems to show this person.", "{n} photos seem to show this person.", n
            ).format(n=n)
            if n
            else _("No photo was found that seems to show this person.")
        ]
        if not is_whole:
            said.append(_("You stopped before the end of the folder."))
        if self._skipped:
            said.append(
                ngettext(
                    "{n} file could not be looked at.",
                    "{n} files could not be looked at.",
                    self._skipped,
                ).format(n=self._skipped)
            )
        self.outcome.setText(" ".join(said))
        self.outcome.show()

    def _finish(self, search: int) -> None:
        if search != self._search:
            return
        had_focus = self.working.stop.hasFocus() or self.window().focusWidget() is None
        self._job = None
        self.choose.setEnabled(True)
        self.busy.emit(False)
        if had_focus:
            (self.view if self.proposals.rowCount() else self.choose).setFocus()

    def _count(self) -> None:
        n = len(self.proposals.ticked())
        self.add.setText(
            ngettext("A&dd the chosen photo", "A&dd the {n} chosen photos", n).format(n=n)
            if n
            else _("A&dd the chosen photos")
        )
        self.add.setEnabled(n > 0)

    def _add(self) -> None:
        chosen = self.proposals.ticked()
        self._clear()
        self.chosen.emit(chosen)

    def _close(self) -> None:
        if job := self._job:
            job.cancel()
            self._job = None
            self._search += 1
            self.working.tell("")
            self.choose.setEnabled(True)
            self.busy.emit(False)
        self._clear()
        self.closed.emit()

    def _clear(self) -> None:
        self._skipped = 0
        self._pictures.clear()
        self.proposals.show_nothing(self.person)
        self.outcome.hide()
        self._proposed.hide()
        self._count()

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Choose a folder to look through"))
        if chosen:
            self.look_through(Path(chosen))

    def _take_dropped(self, locators: list[str]) -> None:
        folders = [Path(one) for one in locators if "://" not in one and Path(one).is_dir()]
        if folders:
            self.look_through(folders[0])
