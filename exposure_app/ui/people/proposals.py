"""Photos from the person's own folder that seem to show them, each to be taken or left."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, Qt

from exposure_app.i18n import _
from exposure_app.ui.kit.icons import band_icon
from exposure_app.ui.kit.thumbnails import Thumbnails
from exposure_app.ui.kit.tiles import Index
from exposure_app.ui.kit.tiles_model import TilesModel
from exposure_app.wording import band_words, poor_photo_words

if TYPE_CHECKING:
    from exposure_app.domain.photos import ProposedPhoto


class ProposalsModel(TilesModel["ProposedPhoto"]):
    """Proposals, one per row; the good ones are ticked when they come."""

    def __init__(self, subject: str, thumbnails: Thumbnails, parent: QObject) -> None:
        super().__init__(thumbnails, parent)
        self.subject = subject
        self._ticked: set[str] = set()

    def key(self, item: "ProposedPhoto") -> str:
        """File and face together: one photo may show the person once only, but names repeat."""
        return f"{item.face}:{item.path}"

    def lines(self, item: "ProposedPhoto") -> list[tuple[str, str]]:
        """How alike, and why it would make a poor reference if it would."""
        words = band_words(item.match.band, self.subject)
        said = words[:1].upper() + words[1:]
        second = ("", item.path.name)
        if not item.is_good:
            second = ("attention", poor_photo_words(item.reason or ""))
        return [(band_icon(item.match.band), said), second]

    def spoken(self, item: "ProposedPhoto") -> str:
        """Name, likeness, and whether it is ticked: a list says no check mark of its own."""
        (_sign, said), (_second, more) = self.lines(item)
        words = [item.path.name, said] + ([more] if not item.is_good else [])
        words.append(_("chosen") if self.key(item) in self._ticked else _("not chosen"))
        return ". ".join(words)

    def show_nothing(self, subject: str) -> None:
        """Begin anew, for `subject`."""
        self.subject = subject
        self._ticked.clear()
        self.show([])

    def add(self, proposals: "list[ProposedPhoto]") -> None:
        """Add some at the end."""
        if proposals:
            first = len(self.items)
            self.beginInsertRows(QModelIndex(), first, first + len(proposals) - 1)
            self.items += proposals
            self._ticked |= {self.key(one) for one in proposals if one.is_good}
            self.endInsertRows()

    def ticked(self) -> "list[ProposedPhoto]":
        """Those that are ticked, in the order they came."""
        return [one for one in self.items if self.key(one) in self._ticked]

    def tick_all(self, *, is_ticked: bool) -> None:
        """Tick every one, or none."""
        self._ticked = {self.key(one) for one in self.items} if is_ticked else set()
        if self.items:
            ends = self.index(0), self.index(len(self.items) - 1)
            self.dataChanged.emit(*ends, [Qt.ItemDataRole.CheckStateRole])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> Any:
        """As for any tile, and whether it is ticked."""
        if role == Qt.ItemDataRole.CheckStateRole:
            is_in = self.key(self.at(index)) in self._ticked
            return Qt.CheckState.Checked if is_in else Qt.CheckState.Unchecked
        return super().data(index, role)

    def setData(  # noqa: N802 - Qt's own spelling
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole, /
    ) -> bool:
        """Tick or untick."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        key = self.key(self.at(index))
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._ticked.add(key)
        else:
            self._ticked.discard(key)
        self.dataChanged.emit(index, index, [role])
        return True

    def flags(self, index: Index, /) -> Qt.ItemFlag:
        """Each can be ticked."""
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable
