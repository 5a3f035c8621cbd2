"""What became of each photo that was not enrolled, with the reason and what would help."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from exposure_app.domain.errors import SeveralFacesFound, TooManyPhotos, UnlikeTheOthers
from exposure_app.domain.work import Skipped
from exposure_app.i18n import _, ngettext
from exposure_app.ui.kit.blocks import Card, Sign, Words, button, column, muted, row
from exposure_app.ui.kit.theme import GRID
from exposure_app.wording import explain

_AT_ONCE = 50
"""Rows shown before the person asks for more: a folder of ten thousand must not freeze."""


class PhotoOutcomes(Card):
    """One row per photo that was not used.

    Signals:
        pick_asked(str): the path of a group photo whose face the person wants to choose.
        keep_asked(Skipped): a photo that could be kept as one of another time of life.
    """

    pick_asked = Signal(str)
    keep_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._waiting: list[Skipped] = []
        self._rows: list[QWidget] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(2 * GRID)
        self.more = button("", self._show_more, role="quiet")
        self.body.addLayout(self._list)
        self.body.addLayout(row(self.more, None))
        self.clear()

    def clear(self) -> None:
        """Begin anew."""
        for shown in self._rows:
            self._list.removeWidget(shown)
            shown.deleteLater()
        self._rows.clear()
        self._waiting.clear()
        self._tell()

    def add(self, skipped: Skipped) -> None:
        """Add the reason one photo was not used."""
        self._waiting.append(skipped)
        if len(self._rows) < _AT_ONCE:
            self._show_more()
        else:
            self._tell()

    def drop(self, path: str) -> None:
        """Take a photo out of the list: it was enrolled after all."""
        for shown in [shown for shown in self._rows if shown.objectName() == path]:
            self._rows.remove(shown)
            self._list.removeWidget(shown)
            shown.deleteLater()
        self._tell()

    def _show_more(self) -> None:
        for skipped in self._waiting[:_AT_ONCE]:
            made = self._row(skipped)
            self._rows.append(made)
            self._list.addWidget(made)
        del self._waiting[:_AT_ONCE]
        self._tell()

    def _tell(self) -> None:
        left = len(self._waiting)
        self.more.setText(
            ngettext("Show {n} more photo", "Show {n} more photos", left).format(n=left)
        )
        self.more.setVisible(left > 0)
        self.setVisible(bool(self._rows))

    def _row(self, skipped: Skipped) -> QWidget:
        said = explain(skipped.why)
        sign = Sign("refused", factor=1.25, role=QPalette.ColorRole.WindowText)
        made = QWidget()
        made.setObjectName(skipped.url)
        line = row(sign, column(Words(said.what), muted(said.remedy), gap=2), gap=2 * GRID)
        line.setStretch(1, 1)
        if isinstance(skipped.why, SeveralFacesFound):
            choose = button(
                _("Choose the face…"),
                lambda: self.pick_asked.emit(skipped.url),
                description=Path(skipped.url).name,
            )
            line.addWidget(choose)
        if isinstance(skipped.why, UnlikeTheOthers | TooManyPhotos):
            keep = button(
                _("Keep it…"),
                lambda: self.keep_asked.emit(skipped),
                description=Path(skipped.url).name,
            )
            line.addWidget(keep)
        made.setLayout(line)
        return made
