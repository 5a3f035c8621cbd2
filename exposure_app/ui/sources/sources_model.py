"""The places added so far, two lines each."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QLocale, QObject, Qt

from exposure_app.domain.outcomes import SourceOutcome
from exposure_app.domain.sources import Shape, Source, SourceId
from exposure_app.i18n import _, ngettext
from exposure_app.ui.kit.dates import day
from exposure_app.ui.kit.rows import BAR_ROLE, ICON_ROLE, SECOND_ROLE, Bar
from exposure_app.ui.kit.tiles import Index
from exposure_app.wording import (
    footing_words,
    kind_words,
    outcome_words,
    permission_words,
    proved_words,
    schedule_words,
)

_NO_OUTCOMES: Mapping[SourceId, SourceOutcome] = {}
_NO_SCHEDULES: Mapping[SourceId, int] = {}
_ICONS = {
    Shape.SITE: "places",
    Shape.PAGE: "page",
    Shape.ACCOUNT: "you",
    Shape.FOLDER: "folder",
    Shape.FILE: "page",
}


class SourcesModel(QAbstractListModel):
    """Sources, one per row. With `are_checkable`, each can be ticked; all are at first."""

    def __init__(self, parent: QObject, *, are_checkable: bool = False) -> None:
        super().__init__(parent)
        self._sources: list[Source] = []
        self._unchecked: set[str] = set()
        self._outcomes = _NO_OUTCOMES
        self._schedules = _NO_SCHEDULES
        self._are_checkable = are_checkable

    def show(
        self,
        sources: list[Source],
        outcomes: Mapping[SourceId, SourceOutcome] = _NO_OUTCOMES,
        schedules: Mapping[SourceId, int] = _NO_SCHEDULES,
    ) -> None:
        """Show these and no others, with what became of each and when it is looked at again."""
        self.beginResetModel()
        self._sources = list(sources)
        self._outcomes, self._schedules = outcomes, schedules
        self.endResetModel()

    def at(self, index: Index) -> Source:
        """The source in the row of `index`."""
        return self._sources[index.row()]

    def all(self) -> list[Source]:
        """Every source that is shown."""
        return list(self._sources)

    def checked(self) -> list[Source]:
        """The sources that are ticked."""
        return [source for source in self._sources if source.id not in self._unchecked]

    def rowCount(self, parent: Index | None = None, /) -> int:  # noqa: N802 - Qt's own spelling
        """How many."""
        return 0 if parent and parent.isValid() else len(self._sources)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> Any:
        """What the view and a screen reader ask for."""
        source = self._sources[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return source.locator
        if role == SECOND_ROLE:
            return _about(source)
        if role == ICON_ROLE:
            return _ICONS[source.kind.shape]
        outcome = self._outcomes.get(source.id)
        if role == BAR_ROLE:
            return outcome and Bar(outcome.pictures, outcome.not_looked_at, self._told(source))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = [source.locator, _about(source), self._told(source)]
            return ". ".join(part for part in said if part)
        if role == Qt.ItemDataRole.CheckStateRole and self._are_checkable:
            is_out = source.id in self._unchecked
            return Qt.CheckState.Unchecked if is_out else Qt.CheckState.Checked
        return None

    def setData(  # noqa: N802 - Qt's own spelling
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole, /
    ) -> bool:
        """Tick or untick."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        source = self._sources[index.row()]
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._unchecked.discard(source.id)
        else:
            self._unchecked.add(source.id)
        self.dataChanged.emit(index, index, [role])
        return True

    def flags(self, index: Index, /) -> Qt.ItemFlag:
        """Can be ticked where that was asked for."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if self._are_checkable else flags

    def _told(self, source: Source) -> str:
        """What became of it the last time, and when it is looked at again; "" for neither."""
        said = []
        if outcome := self._outcomes.get(source.id):
            said.append(outcome_words(outcome, day(outcome.at)) + ".")
        if days := self._schedules.get(source.id):
            said.append(schedule_words(days))
        return " ".join(said)


def _about(source: Source) -> str:
    parts = [kind_words(source.kind), footing_words(source.footing)]
    if source.proved_by and source.proved_at:
        parts.append(proved_words(source.proved_by, day(source.proved_at)))
    if source.lifts_robots:
        parts.append(_("robots.txt passed over"))
    if source.permission:
        parts.append(
            permission_words(source.permission, datetime.now().astimezone().date(), write=day)
        )
    if source.note and not (source.permission and source.permission.by == source.note):
        parts.append(source.note)
    if source.kind.shape in (Shape.SITE, Shape.ACCOUNT):
        pages = source.budget.max_pages
        parts.append(
            ngettext("at most {n} page", "at most {n} pages", pages).format(
                n=QLocale().toString(pages)
            )
        )
    if source.keep_faces_days:
        parts.append(_("faces are kept"))
    if source.allow_private:
        parts.append(_("own network allowed"))
    first, *rest = parts
    return " · ".join([first[:1].upper() + first[1:], *rest])
