"""Takes photos in: drop or choose them, watch them being read, see why one was not used."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypedDict

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from exposure_app.domain.errors import UnlikeTheOthers
from exposure_app.domain.faces import Template
from exposure_app.domain.photos import HeldPhoto, Photo
from exposure_app.domain.subjects import Consent
from exposure_app.domain.work import CancelToken, Progress, Report, Skipped
from exposure_app.i18n import _, ngettext
from exposure_app.ui.kit.blocks import button, column, heading, muted
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.dropping import DropArea, locators
from exposure_app.ui.kit.flow import Flow
from exposure_app.ui.kit.job import Job
from exposure_app.ui.kit.job_progress import Working
from exposure_app.ui.kit.jobs import LONG, Work
from exposure_app.ui.kit.theme import GRID
from exposure_app.ui.people.camera_sheet import CameraSheet, png
from exposure_app.ui.people.era_dialog import EraDialog
from exposure_app.ui.people.face_picker import FacePicker
from exposure_app.ui.people.people import MYSELF, Person
from exposure_app.ui.people.photo_outcomes import PhotoOutcomes

PICTURES = "*.jpg *.jpeg *.png *.webp *.avif *.heic *.heif *.bmp *.gif *.tif *.tiff"


class PhotoIntake(QWidget):
    """Enrols photos of `person`, one batch at a time.

    Signals:
        enrolled(): some photos became part of the reference.
        busy(bool): reading began, or ended.
    """

    enrolled = Signal()
    busy = Signal(bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._job: Job | None = None
        self._added = 0
        self._refused = 0
        self._had_focus = False
        self._picked: dict[str, int] = {}
        self._held: dict[str, HeldPhoto] = {}
        self.person = MYSELF
        self.drop = self._build_drop()
        self.drop.dropped.connect(self._enrol_dropped)
        self.working = Working(_("Photos read"))
        self.status, self.stop = self.working.status, self.working.stop
        self.outcomes = PhotoOutcomes()
        self.outcomes.pick_asked.connect(self._pick_face)
        self.outcomes.keep_asked.connect(self._ask_era)
        self.setLayout(column(self.drop, self.working, self.outcomes, gap=2 * GRID))

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
        self.camera = button(_("&Use the camera…"), self._open_camera, icon="photo")
        self.paste = button(_("Pas&te"), self.take_pasted, icon="add", key="Ctrl+V")
        choices = Flow(
            self.choose_photos, self.choose_folder, self.camera, self.paste, is_centred=True
        )
        return DropArea(invitation, advice, choices)

    @property
    def has_enrolled(self) -> bool:
        """Whether the newest batch brought a photo."""
        return self._added > 0

    def show_person(self, person: Person) -> None:
        """Whose photos are taken in from now on."""
        if person.name != self.person.name:
            self.outcomes.clear()
            self.working.tell("")
        self.person = person

    def enrol(self, photos: Sequence[Photo], *, face: int | None = None, era: str = "") -> None:
        """Enrol photos or folders of photos; `face` picks one of a group photo."""
        person = self.person

        def work(report: Report, cancel: CancelToken) -> Iterator[Template | Skipped]:
            yield from self._desk.session.people.enrol(
                photos,
                subject=person.name,
                **_agreement(person),
                era=era,
                face=face,
                report=report,
                cancel=cancel,
            )

        if photos and not self._job:
            if face is None and not era:
                self.outcomes.clear()
                self._picked.clear()
            self._start(work)

    def enrol_faces(self, faces: list[tuple[Path, int]]) -> None:
        """Enrol the face of that number of each photo."""
        person = self.person

        def work(report: Report, cancel: CancelToken) -> Iterator[Template | Skipped]:
            for done, (photo, face) in enumerate(faces, start=1):
                cancel.check()
                yield from self._desk.session.people.enrol(
                    [photo],
                    subject=person.name,
                    **_agreement(person),
                    face=face,
                    report=lambda _one: None,
                    cancel=cancel,
                )
                report(Progress("photos", done, len(faces)))

        if faces and not self._job:
            self.outcomes.clear()
            self._picked = {str(photo): face for photo, face in faces}
            self._start(work)

    def _start(self, work: Work[Template | Skipped]) -> None:
        self._added = self._refused = 0
        # What is switched off loses the keyboard; it is given back at the end.
        self._had_focus = self.window().focusWidget() in {self.choose_photos, self.choose_folder}
        self.drop.setEnabled(False)
        self.busy.emit(True)
        self._job = job = self._desk.jobs.follow(
            work, batch=self._take, ended=self._finish, lane=LONG
        )
        self.working.follow(job, _("Reading photos…"))

    def _take(self, items: list[Template | Skipped]) -> None:
        added = [item for item in items if isinstance(item, Template)]
        refused = [item for item in items if isinstance(item, Skipped)]
        self._added += len(added)
        self._refused += len(refused)
        for item in refused:
            self.outcomes.add(item)
        if added:
            self.enrolled.emit()

    def _finish(self) -> None:
        self._job = None
        self.drop.setEnabled(True)
        self.busy.emit(False)
        if self._had_focus:
            self.choose_photos.setFocus()
        if self._added + self._refused == 0:
            return  # Stopped or failed before the first photo: there is nothing to say of any.
        said = ngettext("{n} photo was enrolled.", "{n} photos were enrolled.", self._added).format(
            n=self._added
        )
        if self._refused:
            said += " " + ngettext(
                "{n} was not used; the reason is below.",
                "{n} were not used; the reasons are below.",
                self._refused,
            ).format(n=self._refused)
        self.working.tell(said)

    def _choose_photos(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileNames(
            self, _("Choose photos"), "", _("Pictures ({endings})").format(endings=PICTURES)
        )
        self.enrol([Path(name) for name in chosen])

    def _open_camera(self) -> None:
        sheet = CameraSheet(self._desk, self)
        sheet.taken.connect(self._enrol_held)
        sheet.open()

    def take_pasted(self) -> None:
        """Enrol what was copied: files, or a picture that is in memory alone."""
        mime = QGuiApplication.clipboard().mimeData()
        if found := locators(mime):
            self._enrol_dropped(found)
        elif mime.hasImage():
            image = QGuiApplication.clipboard().image()
            self._enrol_held([HeldPhoto(_("Pasted picture"), png(image))])
        else:
            self.working.tell(_("Nothing that was copied is a photo."))

    def _enrol_held(self, photos: list[HeldPhoto]) -> None:
        self._held = {photo.name: photo for photo in photos}
        self.enrol(photos)

    def _photo(self, named: str) -> Photo:
        """What an outcome is about: a photo in memory, or a file."""
        return self._held.get(named) or Path(named)

    def _choose_folder(self) -> None:
        if chosen := QFileDialog.getExistingDirectory(self, _("Choose a folder of photos")):
            self.enrol([Path(chosen)])

    def _enrol_dropped(self, locators: list[str]) -> None:
        self.enrol([Path(one) for one in locators if "://" not in one])

    def _pick_face(self, path: str) -> None:
        dialog = FacePicker(self._photo(path), self._desk, self)
        dialog.picked.connect(partial(self._enrol_picked, path))
        dialog.open()

    def _enrol_picked(self, path: str, number: int) -> None:
        self.outcomes.drop(path)
        self._picked[path] = number
        self.enrol([self._photo(path)], face=number)

    def _ask_era(self, skipped: Skipped) -> None:
        is_odd = isinstance(skipped.why, UnlikeTheOthers)
        dialog = EraDialog(Path(skipped.url).name, self, is_odd=is_odd)
        dialog.named.connect(partial(self._enrol_of_era, skipped.url))
        dialog.open()

    def _enrol_of_era(self, path: str, era: str) -> None:
        self.outcomes.drop(path)
        self.enrol([self._photo(path)], face=self._picked.get(path), era=era)


class _Agreement(TypedDict):
    consent: Consent
    guardian: str
    until: datetime | None


def _agreement(person: Person) -> _Agreement:
    """What the vault is told with a photo; of somebody it knows, nothing that it knows already."""
    is_known = person.since is not None
    return {
        "consent": person.consent,
        "guardian": "" if is_known else person.guardian,
        "until": None if is_known else person.until,
    }
