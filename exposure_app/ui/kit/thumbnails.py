"""Small pictures out of the vault, read and scaled off the window's thread, when they are shown.

What is painted asks for a picture and gets it, or None and a `loaded` signal soon after.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPixmap

from exposure_app.domain.errors import ExposureError
from exposure_app.domain.faces import TemplateId
from exposure_app.domain.findings import FindingId
from exposure_app.domain.work import CancelToken, Report
from exposure_app.paper.jpeg import image_of
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.jobs import Jobs

SIDE = 160
"""The longer side of a picture, in device-independent pixels."""

_KEPT = 600
_AT_ONCE = 32
_WANTED = 160
"""More than fit on a screen. What was scrolled past is not read; it is asked for if it returns."""


class Thumbnails(QObject):
    """The newest pictures asked for, by key; `read` fetches a picture's JPEG bytes from the vault.

    Signals:
        loaded(str): the picture of this key can now be had.
    """

    loaded = Signal(str)

    def __init__(self, read: Callable[[str], bytes], jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._read = read
        self._jobs = jobs
        self._kept: OrderedDict[str, QPixmap] = OrderedDict()
        self._wanted: dict[str, None] = {}
        self._is_reading = False

    def get(self, key: str) -> QPixmap | None:
        """The picture, or None while it is not read yet. A null pixmap if there is none."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        # What was asked for last is on the screen now, and so comes first.
        self._wanted.pop(key, None)
        self._wanted[key] = None
        if len(self._wanted) > _WANTED:
            self._wanted.pop(next(iter(self._wanted)))
        if not self._is_reading:
            self._read_next()
        return None

    def forget(self) -> None:
        """Drop every picture kept in memory."""
        self._kept.clear()
        self._wanted.clear()

    def _read_next(self) -> None:
        keys = [self._wanted.popitem()[0] for _ in range(min(_AT_ONCE, len(self._wanted)))]
        if not keys:
            return
        self._is_reading = True
        side = round(SIDE * _ratio())

        def work(_report: Report, cancel: CancelToken) -> Iterator[tuple[str, QImage]]:
            for key in keys:
                cancel.check()
                yield key, _picture(self._read, key, side)

        self._jobs.follow(work, each=self._keep, ended=self._go_on)

    def _keep(self, read: tuple[str, QImage]) -> None:
        key, image = read
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(_ratio())
        self._kept[key] = pixmap
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        self.loaded.emit(key)

    def _go_on(self) -> None:
        self._is_reading = False
        self._read_next()


def crops_of(desk: Desk, parent: QObject) -> Thumbnails:
    """The faces that were found, by finding."""
    session = desk.session
    return Thumbnails(lambda key: session.findings.crop_jpeg(FindingId(key)), desk.jobs, parent)


def templates_of(desk: Desk, parent: QObject) -> Thumbnails:
    """The enrolled faces, by template."""
    session = desk.session
    return Thumbnails(lambda key: session.people.template_jpeg(TemplateId(key)), desk.jobs, parent)


def _picture(read: Callable[[str], bytes], key: str, side: int) -> QImage:  # worker thread
    try:
        image = image_of(read(key))
    except ExposureError:
        # Removed while it stood in line: nothing to show, and nobody to tell.
        return QImage()
    if image.isNull() or max(image.width(), image.height()) <= side:
        return image
    return image.scaled(
        side,
        side,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )


def _ratio() -> float:
    app = QGuiApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
