"""Takes photos in: drop or choose them, watch them being read, see why one was not used."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from exposure_app.domain.faces import Template
from exposure_app.domain.subjects import Consent
from exposure_app.domain.work import CancelToken, Progress, Report, Skipped
from exposure_app.i18n import _, ngettext
from exposure_app.ui.blocks import Words, button, column, heading, muted, row
from exposure_app.ui.dropping import DropArea
from exposure_app.ui.face_picker import FacePicker
from exposure_app.ui.flow import Flow
from exposure_app.ui.jobs import LONG, Job, Jobs
from exposure_app.ui.outcomes import Outcomes
from exposure_app.ui.problems import Problems
from exposure_app.ui.theme import GRID
from exposure_app.wording import progress_words
from exposure_app.wording.terms import ME

if TYPE_CHECKING:
    from exposure_app.session import Session

_PICTURES = "*.jpg *.jpeg *.png *.webp *.avif *.heic *.heif *.bmp *.gif *.tif *.tiff"


class PhotoIntake(QWidget):
    """Enrols photos of `person`, one batch at a time.

    Signals:
        enrolled(): some photos became part of the reference.
        busy(bool): reading began, or ended.
    """

    enrolled = Signal()
    busy = Signal(bool)

    def __init__(self, session: "Session", jobs: Jobs, problems: Problems) -> None:
        super().__init__()
        self._session = session
        self._jobs = jobs
        self._problems = problems
        self._job: Job | None = None
        self._added = 0
        self._refused = 0
        self._had_focus = False
        self.person = ME
        self.consent = Consent.SELF
        self.drop = self._build_drop()
        self.drop.dropped.connect(self._enrol_dropped)
        self.status = Words()
        self.bar = QProgressBar()
        self.bar.setAccessibleName(_("Photos read"))
        self.stop = button(_("&Stop"), self._stop, icon="stop", key="Ctrl+.")
        self._working = QWidget()
        self._working.setLayout(row(column(self.status, self.bar), self.stop, gap=2 * GRID))
        self._working.hide()
        self.outcomes = Outcomes()
        self.outcomes.pick_asked.connect(self._pick_face)
        self.setLayout(column(self.drop, self._working, self.outcomes, gap=2 * GRID))

    def _build_drop(self) -> DropArea:
        invitation = heading(_("Drop photos or a folder here"))
        advice = muted(_("Best: sharp, well lit, looking towards the camera, from different days."))
        for words in (invitation, advice):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.choose_photos = button(
            _("&Choose photos…"), self._choose_photos, icon="photo", role="primary", key="Ctrl+O"
        )
        self.choose_folder = button(
            _("Choose a &folder…"), self._choose_folder, icon="folder", key="Ctrl+Shift+O"
        )
        choices = Flow(self.choose_photos, self.choose_folder, is_centred=True)
        return DropArea(invitation, advice, choices)

    def show_person(self, name: str, consent: Consent) -> None:
        """Whose photos are taken in from now on."""
        if name != self.person:
            self.outcomes.clear()
            self._working.hide()
        self.person, self.consent = name, consent

    def enrol(self, photos: list[Path], *, face: int | None = None) -> None:
        """Enrol photos or folders of photos; `face` picks one of a group photo."""
        if not photos or self._job:
            return
        name, consent = self.person, self.consent

        def work(report: Report, cancel: CancelToken) -> Iterator[object]:
            yield from self._session.enrol(
                photos, subject=name, consent=consent, face=face, report=report, cancel=cancel
            )

        if face is None:
            self.outcomes.clear()
        self._added = self._refused = 0
        # What is switched off loses the keyboard; it is given back at the end.
        self._had_focus = self.window().focusWidget() in {self.choose_photos, self.choose_folder}
        self._set_working(is_working=True)
        self._job = job = self._jobs.start(work, lane=LONG)
        if job.has_begun:
            self._begin()
        else:
            self.status.setText(_("Waiting for the work under way to finish."))
        job.began.connect(self._begin)
        job.arrived.connect(self._take)
        job.progressed.connect(self._show_progress)
        job.failed.connect(self._problems.show_error)
        job.settled.connect(self._finish)

    def _begin(self) -> None:
        self.status.setText(_("Reading photos…"))

    def _take(self, items: list[object]) -> None:
        added = [item for item in items if isinstance(item, Template)]
        refused = [item for item in items if isinstance(item, Skipped)]
        self._added += len(added)
        self._refused += len(refused)
        for item in refused:
            self.outcomes.add(item)
        if added:
            self.enrolled.emit()

    def _show_progress(self, progress: Progress) -> None:
        self.status.setText(progress_words(progress))
        self.bar.setRange(0, progress.total or 0)
        self.bar.setValue(progress.done)

    def _finish(self) -> None:
        self._job = None
        self._set_working(is_working=False)
        if self._had_focus:
            self.choose_photos.setFocus()
        # Stopped or failed before the first photo: there is nothing to say of any.
        self._working.setVisible(self._added + self._refused > 0)
        said = ngettext("{n} photo was enrolled.", "{n} photos were enrolled.", self._added).format(
            n=self._added
        )
        if self._refused:
            said += " " + ngettext(
                "{n} was not used; the reason is below.",
                "{n} were not used; the reasons are below.",
                self._refused,
            ).format(n=self._refused)
        self.status.setText(said)

    def _set_working(self, *, is_working: bool) -> None:
        self._working.show()
        self.bar.setRange(0, 0)
        self.bar.setVisible(is_working)
        self.stop.setVisible(is_working)
        self.drop.setEnabled(not is_working)
        self.busy.emit(is_working)

    def _stop(self) -> None:
        if self._job:
            self._job.cancel()

    def _choose_photos(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileNames(
            self, _("Choose photos"), "", _("Pictures ({endings})").format(endings=_PICTURES)
        )
        self.enrol([Path(name) for name in chosen])

    def _choose_folder(self) -> None:
        if chosen := QFileDialog.getExistingDirectory(self, _("Choose a folder of photos")):
            self.enrol([Path(chosen)])

    def _enrol_dropped(self, locators: list[str]) -> None:
        self.enrol([Path(one) for one in locators if "://" not in one])

    def _pick_face(self, path: str) -> None:
        dialog = FacePicker(Path(path), self._session, self._jobs, self._problems, self)
        dialog.picked.connect(partial(self._enrol_picked, path))
        dialog.open()

    def _enrol_picked(self, path: str, number: int) -> None:
        self.outcomes.drop(path)
        self.enrol([Path(path)], face=number)
