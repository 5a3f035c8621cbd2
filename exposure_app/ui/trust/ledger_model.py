"""Every request this program sent or refused to send, as a table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QLocale, QObject, Qt

from exposure_app.domain.requests import RequestRecord
from exposure_app.i18n import _, standing_alone
from exposure_app.ui.kit.dates import moment
from exposure_app.ui.kit.tiles import Index
from exposure_app.wording import purpose_words, request_outcome


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    text: Callable[[RequestRecord], str]
    is_number: bool = False


class LedgerModel(QAbstractTableModel):
    """Newest first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._records: list[RequestRecord] = []
        self._columns = [
            _Column(_("When"), lambda record: moment(record.at)),
            _Column(_("What for"), lambda record: purpose_words(record.purpose)),
            _Column(_("Address asked"), lambda record: standing_alone(record.url)),
            _Column(_("Outcome"), request_outcome),
            _Column(_("Sent"), lambda record: _size(record.bytes_up), is_number=True),
            _Column(_("Received"), lambda record: _size(record.bytes_down), is_number=True),
        ]

    def show(self, records: list[RequestRecord]) -> None:
        """Show these, given oldest first."""
        self.beginResetModel()
        self._records = records[::-1]
        self.endResetModel()

    def rowCount(self, parent: Index | None = None, /) -> int:  # noqa: N802 - Qt's own spelling
        """How many requests."""
        return 0 if parent and parent.isValid() else len(self._records)

    def columnCount(self, parent: Index | None = None, /) -> int:  # noqa: N802 - Qt's own spelling
        """How many facts of each."""
        return 0 if parent and parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> Any:
        """What the view and a screen reader ask for."""
        column = self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(self._records[index.row()])
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tip(self._records[index.row()])
        if role == Qt.ItemDataRole.TextAlignmentRole and column.is_number:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(  # noqa: N802 - Qt's own spelling
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole, /
    ) -> Any:
        """The names of the columns; rows have none."""
        is_name = role == Qt.ItemDataRole.DisplayRole and way == Qt.Orientation.Horizontal
        if is_name:
            return self._columns[section].name
        if role == Qt.ItemDataRole.TextAlignmentRole and self._columns[section].is_number:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


def _tip(record: RequestRecord) -> str:
    if record.address:
        return _("{url}\nasked of {address}").format(url=record.url, address=record.address)
    return record.url


def _size(count: int) -> str:
    return QLocale().formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
