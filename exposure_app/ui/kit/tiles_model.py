"""Things with a small picture each, one per row, for a grid of tiles."""

from collections.abc import Iterable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from exposure_app.ui.kit.thumbnails import Thumbnails
from exposure_app.ui.kit.tiles import LINES_ROLE, Index

Item = TypeVar("Item")


class TilesModel(QAbstractListModel, Generic[Item]):
    """A list whose pictures come when they are shown. A subclass says what a row is.

    thumbnails: read by `key`.
    """

    def __init__(self, thumbnails: Thumbnails, parent: QObject) -> None:
        super().__init__(parent)
        self.items: list[Item] = []
        self._thumbnails = thumbnails
        thumbnails.loaded.connect(self._redraw)

    def key(self, item: Item) -> str:
        """What its picture is known by."""
        raise NotImplementedError

    def lines(self, item: Item) -> list[tuple[str, str]]:
        """(icon name or "", text) of each line below the picture."""
        raise NotImplementedError

    def spoken(self, item: Item) -> str:
        """The row as a screen reader says it."""
        return ". ".join(text for _drawing, text in self.lines(item) if text)

    def show(self, items: Iterable[Item]) -> None:
        """Show these and no others."""
        self.beginResetModel()
        self.items = list(items)
        self.endResetModel()

    def at(self, index: Index) -> Item:
        """What stands in the row of `index`."""
        return self.items[index.row()]

    def rowCount(self, parent: Index | None = None, /) -> int:  # noqa: N802 - Qt's own spelling
        """How many."""
        return 0 if parent and parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> Any:
        """What the view and a screen reader ask for."""
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.DecorationRole:
            return self._thumbnails.get(self.key(item))
        if role == LINES_ROLE:
            return self.lines(item)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.spoken(item)
        return None

    def _redraw(self, key: str) -> None:
        for row, item in enumerate(self.items):
            if self.key(item) == key:
                where = self.index(row)
                self.dataChanged.emit(where, where, [Qt.ItemDataRole.DecorationRole])
