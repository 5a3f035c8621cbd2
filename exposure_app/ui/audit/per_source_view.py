"""How far an audit is in each place by itself."""

from collections import Counter
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from exposure_app.domain.sources import Source
from exposure_app.domain.work import Progress, Skipped
from exposure_app.i18n import _, standing_alone
from exposure_app.ui.kit.theme import GRID

_COLUMNS = {"pages": 1, "pictures": 2}
_MISSED = 3
_ROWS_SHOWN = 5


class PerSourceView(QTreeWidget):
    """One line per place with its counts; out of sight where there is but one."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Progress of each place"))
        self.setHeaderLabels([_("Place"), _("Pages"), _("Pictures"), _("Not looked at")])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._rows: dict[str, QTreeWidgetItem] = {}
        self._missed: Counter[str] = Counter()

    def begin(self, sources: Sequence[Source]) -> None:
        """Begin anew with these places."""
        self.clear()
        self._missed.clear()
        self._rows = {}
        for source in sources:
            line = QTreeWidgetItem(
                self, [standing_alone(source.locator), *[QLocale().toString(0)] * 3]
            )
            for column in (*_COLUMNS.values(), _MISSED):
                line.setTextAlignment(column, Qt.AlignmentFlag.AlignTrailing)
            self._rows[source.id] = line
        shown = min(len(sources), _ROWS_SHOWN)
        high = self.fontMetrics().height() + 2 * GRID
        self.setFixedHeight(self.header().sizeHint().height() + shown * high + GRID)
        self.setVisible(len(sources) > 1)

    def note(self, progress: Progress) -> None:
        """Take in the newest count of one place."""
        line, column = self._rows.get(progress.source), _COLUMNS.get(progress.stage)
        if line and column:
            line.setText(column, QLocale().toString(progress.done))

    def add(self, skipped: Iterable[Skipped]) -> None:
        """Count what was not looked at."""
        for one in skipped:
            if line := self._rows.get(one.source):
                self._missed[one.source] += 1
                line.setText(_MISSED, QLocale().toString(self._missed[one.source]))
