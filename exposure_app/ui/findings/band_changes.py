"""Findings whose band moved, as tiles: from what to what."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QListView, QWidget

from exposure_app.domain.findings import BandChange
from exposure_app.i18n import _
from exposure_app.ui.kit.blocks import Words, button, column, muted
from exposure_app.ui.kit.icons import band_icon
from exposure_app.ui.kit.sheet import Sheet
from exposure_app.ui.kit.theme import GRID
from exposure_app.ui.kit.thumbnails import Thumbnails
from exposure_app.ui.kit.tiles import grid, tile_height
from exposure_app.ui.kit.tiles_model import TilesModel
from exposure_app.wording import band_words, change_words, changes_summary


class ChangesModel(TilesModel[BandChange]):
    """Changes, one per row, in the order given."""

    def key(self, item: BandChange) -> str:
        """Its finding."""
        return item.finding.id

    def lines(self, item: BandChange) -> list[tuple[str, str]]:
        """What it is now, and what it was before."""
        subject = item.finding.subject
        now = band_words(item.after, subject) if item.after else _("no longer shown")
        was = band_words(item.before, subject) if item.before else _("not found")
        return [
            (band_icon(item.after) if item.after else "refused", now[:1].upper() + now[1:]),
            ("", _("was: {before}").format(before=was)),
        ]

    def spoken(self, item: BandChange) -> str:
        """From what to what."""
        return change_words(item)


def changes_view(model: ChangesModel) -> QListView:
    """A grid of changes."""
    view = grid(_("Findings that moved"), side=128, rows=4)
    view.setModel(model)
    view.setMinimumHeight(tile_height(view) + 2 * GRID)
    return view


class ChangesDialog(Sheet):
    """What moved, to look at; one can be gone to.

    Signals:
        wanted(str): the id of a finding that the person wants to see.
    """

    wanted = Signal(str)

    def __init__(self, changes: Sequence[BandChange], crops: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent, characters=90, lines=32)
        self.setWindowTitle(_("Findings that moved"))
        self.changes = ChangesModel(crops, self)
        self.changes.show(changes)
        self.view = changes_view(self.changes)
        self.view.activated.connect(self._go)
        self.view.selectionModel().selectionChanged.connect(self._offer)
        self.go = button(
            _("&Go to this finding"),
            lambda: self._go(self.view.currentIndex()),
            role="primary",
        )
        body = column(
            Words(changes_summary(changes), factor=1.1, is_strong=True),
            muted(
                _(
                    "Your answers and the photos you enrolled decide what is alike. What you have "
                    "judged yourself does not move."
                )
            ),
            self.view,
            gap=2 * GRID,
        )
        body.setStretch(2, 1)
        self.lay_out(body, button(_("Close"), self.reject), self.go)
        self._offer()
        self.view.setCurrentIndex(self.changes.index(0))
        self.view.setFocus()

    def _offer(self) -> None:
        index = self.view.currentIndex()
        is_there = self.view.selectionModel().hasSelection() and index.isValid()
        self.go.setEnabled(is_there and self.changes.at(index).after is not None)

    def _go(self, index: QModelIndex) -> None:
        if index.isValid() and self.changes.at(index).after is not None:
            self.wanted.emit(self.changes.at(index).finding.id)
            self.accept()
