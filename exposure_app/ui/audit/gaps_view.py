"""What was not looked at, grouped by reason: the half of the answer that is easily left out."""

from collections import defaultdict

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from exposure_app.domain.coverage import Gap
from exposure_app.domain.errors import GapError
from exposure_app.domain.work import Skipped
from exposure_app.i18n import _, ngettext, standing_alone
from exposure_app.wording import gap_group, gap_key

_MOST_SHOWN = 500
"""Addresses listed under one reason; the report has them all."""


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
        self._urls: dict[str, list[str]] = defaultdict(list)
        self._branches: dict[str, QTreeWidgetItem] = {}
        self.itemExpanded.connect(self._unfold)

    @property
    def total(self) -> int:
        """How many pages and pictures were not looked at."""
        return sum(len(urls) for urls in self._urls.values())

    def show_gaps(self, gaps: tuple[Gap, ...]) -> None:
        """Show these and no others."""
        self.clear_gaps()
        for gap in gaps:
            self._urls[gap_key(gap.why, gap.detail)].append(gap.url)
        for why in sorted(self._urls, key=lambda why: -len(self._urls[why])):
            self._draw(why)

    def add(self, skipped: list[Skipped]) -> None:
        """Count some more."""
        touched = set()
        for one in skipped:
            gap = one.why if isinstance(one.why, GapError) else None
            why = gap_key(gap.word, gap.detail) if gap else ""
            self._urls[why].append(one.url)
            touched.add(why)
        for why in touched:
            self._draw(why)

    def clear_gaps(self) -> None:
        """Begin anew."""
        self._urls.clear()
        self._branches.clear()
        self.clear()

    def _draw(self, why: str) -> None:
        said = gap_group(why, len(self._urls[why]))
        branch = self._branches.get(why)
        if branch is None:
            branch = QTreeWidgetItem(self)
            branch.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
            branch.setData(0, Qt.ItemDataRole.UserRole, why)
            self._branches[why] = branch
        branch.setText(0, f"{said.what}\n{said.remedy}")
        if branch.isExpanded():
            self._unfold(branch)

    def _unfold(self, branch: QTreeWidgetItem) -> None:
        urls = self._urls[branch.data(0, Qt.ItemDataRole.UserRole)]
        for url in urls[branch.childCount() : _MOST_SHOWN]:
            branch.addChild(QTreeWidgetItem([standing_alone(url)]))
        left = len(urls) - _MOST_SHOWN
        if left > 0 and branch.childCount() == _MOST_SHOWN:
            more = ngettext(
                "and {n} more, in the report", "and {n} more, in the report", left
            ).format(n=left)
            branch.addChild(QTreeWidgetItem([more]))
