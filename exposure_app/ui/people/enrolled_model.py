"""The enrolled photos of one person, as a grid."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from exposure_app.domain.faces import Template
from exposure_app.i18n import _
from exposure_app.ui.kit.dates import day
from exposure_app.ui.kit.thumbnails import Thumbnails
from exposure_app.ui.kit.tiles import LINES_ROLE, Index


class EnrolledModel(QAbstractListModel):
    """Templates, one per row; their pictures come when they are shown."""

    def __init__(self, thumbnails: Thumbnails, parent: QObject) -> None:
        super().__init__(parent)
        self._templates: list[Template] = []
        self._odd: frozenset[str] = frozenset()
        self._thumbnails = thumbnails
        thumbnails.loaded.connect(self._redraw)

    def show(self, templates: list[Template]) -> None:
        """Show these and no others."""
        self.beginResetModel()
        self._templates = list(templates)
        self.endResetModel()

    def mark_odd(self, odd: Iterable[str]) -> None:
        """Point out these, by id: they are unlike the others."""
        self._odd = frozenset(odd)
        if self._templates:
            self.dataChanged.emit(self.index(0), self.index(len(self._templates) - 1))

    def at(self, index: Index) -> Template:
        """The template in the row of `index`."""
        return self._templates[index.row()]

    def rowCount(self, parent: Index | None = None, /) -> int:  # noqa: N802 - Qt's own spelling
        """How many."""
        return 0 if parent and parent.isValid() else len(self._templates)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> Any:
        """What the view and a screen reader ask for."""
        template = self._templates[index.row()]
        if role == Qt.ItemDataRole.DecorationRole:
            return self._thumbnails.get(template.id)
        if role == LINES_ROLE:
            if template.id in self._odd:
                return [("attention", _("Unlike the others")), ("", template.era)]
            return [
                ("", template.era or day(template.enrolled_at)),
                ("", day(template.enrolled_at) * bool(template.era)),
            ]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            said = (
                _("Photo from {era}, enrolled {day}").format(
                    era=template.era, day=day(template.enrolled_at)
                )
                if template.era
                else _("Photo enrolled {day}").format(day=day(template.enrolled_at))
            )
            return f"{said}. {_('Unlike the others')}" if template.id in self._odd else said
        return None

    def _redraw(self, key: str) -> None:
        for row, template in enumerate(self._templates):
            if template.id == key:
                where = self.index(row)
                self.dataChanged.emit(where, where, [Qt.ItemDataRole.DecorationRole])
