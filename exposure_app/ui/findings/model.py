"""Findings as rows for a view. Pictures are read from the vault when a row is shown."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from exposure_app.domain.findings import Finding, FindingId, Verdict
from exposure_app.i18n import _, ngettext
from exposure_app.ui.kit.icons import band_icon
from exposure_app.ui.kit.thumbnails import Thumbnails
from exposure_app.ui.kit.tiles import LINES_ROLE, Index
from exposure_app.wording import band_words, verdict_words

VERDICT_ICONS = {Verdict.ME: "me", Verdict.NOT_ME: "not-me", Verdict.UNSURE: "unsure"}


class FindingsModel(QAbstractListModel):
    """Findings in the order given."""

    def __init__(self, thumbnails: Thumbnails, parent: QObject) -> None:
        super().__init__(parent)
        self._findings: list[Finding] = []
        self._rows: dict[FindingId, int] = {}
        self._thumbnails = thumbnails
        thumbnails.loaded.connect(self._redraw)

    def show(self, findings: Iterable[Finding]) -> None:
        """Show these and no others."""
        self.beginResetModel()
        self._findings = list(findings)
        self._count_rows()
        self.endResetModel()

    def put(self, findings: Sequence[Finding]) -> None:
        """Show each in place of what was known of it; what is new goes to the front, newest first.

        One change to the view however many there are: an audit finds them in bursts.
        """
        new: dict[FindingId, Finding] = {}
        for finding in findings:
            row = self._rows.get(finding.id)
            if row is None:
                new[finding.id] = finding
            else:
                self._findings[row] = finding
                where = self.index(row)
                self.dataChanged.emit(where, where)
        if new:
            self.beginInsertRows(QModelIndex(), 0, len(new) - 1)
            self._findings[:0] = reversed(new.values())
            self._count_rows()
            self.endInsertRows()

    def drop(self, finding: FindingId) -> None:
        """Show it no longer."""
        row = self._rows.get(finding)
        if row is None:
            return
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._findings[row]
        self._count_rows()
        self.endRemoveRows()

    def at(self, index: Index) -> Finding:
        """The finding in the row of `index`."""
        return self._findings[index.row()]

    def where(self, finding: FindingId) -> QModelIndex:
        """The index of that finding; invalid if it is not shown."""
        row = self._rows.get(finding)
        return QModelIndex() if row is None else self.index(row)

    def rowCount(self, parent: Index | None = None, /) -> int:  # noqa: N802 - Qt's own spelling
        """How many."""
        return 0 if parent and parent.isValid() else len(self._findings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> Any:
        """What the view and a screen reader ask for."""
        finding = self._findings[index.row()]
        if role == Qt.ItemDataRole.DecorationRole:
            return self._thumbnails.get(finding.id)
        if role == LINES_ROLE:
            return [(band_icon(finding.band), band_title(finding)), _second_line(finding)]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return _("{band}. On {pages}. Your answer: {verdict}.").format(
                band=band_title(finding),
                pages=page_count(finding),
                verdict=verdict_words(finding.verdict),
            )
        return None

    def _count_rows(self) -> None:
        self._rows = {finding.id: row for row, finding in enumerate(self._findings)}

    def _redraw(self, key: str) -> None:
        where = self.where(FindingId(key))
        if where.isValid():
            self.dataChanged.emit(where, where, [Qt.ItemDataRole.DecorationRole])


def band_title(finding: Finding) -> str:
    """The band's words, to stand alone."""
    words = band_words(finding.band, finding.subject)
    return words[:1].upper() + words[1:]


def page_count(finding: Finding) -> str:
    """On how many pages the picture is."""
    n = len({place.page_url for place in finding.locations})
    return ngettext("{n} page", "{n} pages", n).format(n=n)


def _second_line(finding: Finding) -> tuple[str, str]:
    if finding.verdict is None:
        return "", page_count(finding)
    words = verdict_words(finding.verdict)
    return VERDICT_ICONS[finding.verdict], words[:1].upper() + words[1:]
