"""What was not looked at, grouped by reason: the half of the answer that is easily left out."""

from collections import defaultdict

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from exposure_app.domain.coverage import Gap
from exposure_app.domain.work import Skipped
from exposure_app.i18n import _, ngettext, standing_alone
from exposure_app.wording import GapKey, gap_group, gap_key, place_words

_MOST_SHOWN = 500
"""Addresses listed under one reason, as in the report to read; CSV and JSON have them all."""


class GapsView(QTreeWidget):
    """One branch per reason, with its count and what to do; its addresses unfold below it."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("What was not looked at, by reason"))
        self.setColumnCount(1)
        self.setHeaderHidden(True)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self._urls: dict[GapKey, list[str]] = defaultdict(list)
        self._branches: dict[GapKey, QTreeWidgetItem] = {}
        self.itemExpanded.connect(self._unfold)

    @property
    def total(self) -> int:
        """How many pages and pictures were not looked at."""
        return sum(len(urls) for urls in self._urls.values())

    def show_gaps(self, gaps: tuple[Gap, ...]) -> None:
        """Show these and no others."""
        self.clear_gaps()
        for gap in gaps:
            self._urls[gap_key(gap)].append(gap.url)
        for key in sorted(self._urls, key=lambda key: -len(self._urls[key])):
            self._draw(key)

    def add(self, skipped: list[Skipped]) -> None:
        """Count some more."""
        touched = set()
        for one in skipped:
            key = gap_key(one.gap)
            self._urls[key].append(one.url)
            touched.add(key)
        for key in touched:
            self._draw(key)

    def clear_gaps(self) -> None:
        """Begin anew."""
        self._urls.clear()
        self._branches.clear()
        self.clear()

    def _draw(self, key: GapKey) -> None:
        said = gap_group(key, len(self._urls[key]))
        branch = self._branches.get(key)
        if branch is None:
            branch = QTreeWidgetItem(self)
            branch.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
            branch.setData(0, Qt.ItemDataRole.UserRole, key)
            self._branches[key] = branch
        branch.setText(0, f"{said.what}\n{said.remedy}")
        if branch.isExpanded():
            self._unfold(branch)

    def _unfold(self, branch: QTreeWidgetItem) -> None:
        urls = self._urls[branch.data(0, Qt.ItemDataRole.UserRole)]
        for url in urls[branch.childCount() : _MOST_SHOWN]:
            branch.addChild(QTreeWidgetItem([standing_alone(place_words(url))]))
        left = len(urls) - _MOST_SHOWN
        if left > 0 and branch.childCount() == _MOST_SHOWN:
            more = ngettext(
                "and {n} more, listed in the CSV and JSON reports",
                "and {n} more, listed in the CSV and JSON reports",
                left,
            ).format(n=left)
            branch.addChild(QTreeWidgetItem([more]))
