"""Takes photos with the camera: a mirror, a button, and the photos taken so far."""

from collections.abc import Iterator

from PySide6.QtCore import QBuffer, QIODevice, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from exposure_app.domain.images import Pixels
from exposure_app.domain.photos import HeldPhoto
from exposure_app.domain.work import CancelToken, Report
from exposure_app.i18n import _, ngettext
from exposure_app.ui.kit.blocks import button, column, heading, muted
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.sheet import Sheet
from exposure_app.ui.kit.theme import GRID

_MIRROR = (560, 315)


class CameraSheet(Sheet):
    """The camera is on while this is open, and off once it is closed, whichever way.

    Signals:
        taken(list[HeldPhoto]): the photos to enrol; never an empty list.
    """

    taken = Signal(list)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Take photos"))
        self._newest: QImage | None = None
        self._photos: list[HeldPhoto] = []
        self.mirror = QLabel()
        self.mirror.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.mirror.setMinimumSize(*_MIRROR)
        self.mirror.setAccessibleName(_("What the camera sees"))
        self.words = muted(_("Switching the camera on…"))
        self.shoot = button(_("&Take photo"), self._shoot, icon="photo", role="primary")
        self.shoot.setEnabled(False)
        self.use = button(_("&Use these photos"), self._use, icon="done")
        self.use.setEnabled(False)
        self.lay_out(
            column(heading(_("Take photos")), self.mirror, self.words, gap=2 * GRID),
            button(_("Cancel"), self.reject, role="quiet"),
            self.use,
            self.shoot,
        )

        def work(_report: Report, cancel: CancelToken) -> Iterator[Pixels]:
            return session.people.camera(cancel=cancel)

        self._desk, session = desk, desk.session
        job = desk.jobs.follow(work, batch=self._show, then=self._end, failed=self._give_up)
        self.finished.connect(job.cancel)

    @property
    def count(self) -> int:
        """How many photos were taken."""
        return len(self._photos)

    def _give_up(self, error: Exception) -> None:
        self._desk.problems.show_error(error)
        self.reject()

    def _show(self, taken: list[Pixels]) -> None:
        pixels = taken[-1]
        height, width, _channels = pixels.shape
        image = QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)
        self._newest = image.copy()  # the pixels belong to the job
        # As in a mirror: else people move the wrong way. What is kept is not mirrored.
        mirrored = self._newest.flipped(Qt.Orientation.Horizontal)
        ratio = self.devicePixelRatioF()
        shown = QPixmap.fromImage(mirrored).scaled(
            self.mirror.size() * ratio,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.FastTransformation,
        )
        shown.setDevicePixelRatio(ratio)
        self.mirror.setPixmap(shown)
        if not self.shoot.isEnabled():
            self.shoot.setEnabled(True)
            self.shoot.setFocus()
            self._tell()

    def _shoot(self) -> None:
        if self._newest:
            name = _("Camera photo {n}").format(n=len(self._photos) + 1)
            self._photos.append(HeldPhoto(name, png(self._newest)))
            self.use.setEnabled(True)
            self._tell()

    def _tell(self) -> None:
        if not self._photos:
            self.words.setText(
                _("Look into the camera in good light. Nothing is written to the disk.")
            )
            return
        n = len(self._photos)
        self.words.setText(ngettext("{n} photo taken.", "{n} photos taken.", n).format(n=n))

    def _use(self) -> None:
        self.accept()
        self.taken.emit(self._photos)

    def _end(self) -> None:
        self.shoot.setEnabled(False)


def png(image: QImage) -> bytes:
    """An image as the bytes of a PNG."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs ask for bytes
    return bytes(buffer.data().data())
