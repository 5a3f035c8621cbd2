"""Asks which face of a group photo is the person's, so that nobody else is enrolled."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QDialog, QGridLayout, QProgressBar, QScrollArea, QToolButton, QWidget

from exposure_app.domain.photos import Photo
from exposure_app.i18n import _
from exposure_app.paper.jpeg import image_of
from exposure_app.ui.kit.blocks import button, column, heading, muted, row
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.theme import GRID

if TYPE_CHECKING:
    from exposure_app.session import OfferedFace

_SIDE = 128
_COLUMNS = 4
_KEYS = 9


class FacePicker(QDialog):
    """Shows the faces of `photo`, left to right; each has its number as a key.

    Signals:
        picked(int): the number of the face that was chosen.
    """

    picked = Signal(int)

    def __init__(self, photo: Photo, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Which face is it?"))
        self.faces: list[QToolButton] = []
        self.words = muted(_("Looking for the faces in this photo…"))
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(_("Looking for faces"))
        inner = QWidget()
        self._grid = QGridLayout(inner)
        self._grid.setSpacing(GRID)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        area.setMinimumSize((_SIDE + 5 * GRID) * _COLUMNS, _SIDE + 9 * GRID)
        body = column(
            heading(photo.name),
            self.words,
            self._bar,
            area,
            row(None, button(_("Cancel"), self.reject)),
        )
        body.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        self.setLayout(body)

        self._desk = desk
        session = desk.session
        desk.jobs.ask(
            lambda: session.people.faces_in(photo), then=self._offer, failed=self._give_up
        )

    def _give_up(self, error: Exception) -> None:
        self._desk.problems.show_error(error)
        self.reject()

    def _offer(self, faces: "list[OfferedFace]") -> None:
        for place, face in enumerate(faces):
            choice = self._choice(face)
            self._grid.addWidget(choice, place // _COLUMNS, place % _COLUMNS)
            self.faces.append(choice)
        self._bar.hide()
        if self.faces:
            self.words.setText(
                _("Press the face that belongs to this person. The others are not kept.")
            )
            self.faces[0].setFocus()
        else:
            self.words.setText(_("There is no face in this photo that could be used."))

    def _choice(self, face: "OfferedFace") -> QToolButton:
        picture = QPixmap.fromImage(image_of(face.picture_jpeg))
        choice = QToolButton()
        choice.setText(str(face.number))
        choice.setAccessibleName(_("Face {n}, counted from the left").format(n=face.number))
        choice.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        choice.setIcon(QIcon(picture))
        choice.setIconSize(QSize(_SIDE, _SIDE))
        choice.clicked.connect(lambda: self._pick(face.number))
        if face.number <= _KEYS:
            choice.setShortcut(str(face.number))
        return choice

    def _pick(self, number: int) -> None:
        self.picked.emit(number)
        self.accept()
