"""The answers given so far, newest first; those from a chosen one on can be taken back."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget

from exposure_app.domain.findings import GivenVerdict
from exposure_app.i18n import _, ngettext
from exposure_app.ui.findings.model import VERDICT_ICONS, band_title
from exposure_app.ui.kit.blocks import Empty, Words, button, column, muted
from exposure_app.ui.kit.dates import moment
from exposure_app.ui.kit.rows import ICON_ROLE, SECOND_ROLE, rows_view
from exposure_app.ui.kit.sheet import Sheet
from exposure_app.ui.kit.theme import GRID
from exposure_app.ui.kit.thumbnails import Thumbnails
from exposure_app.ui.kit.tiles import Index
from exposure_app.ui.kit.tiles_model import TilesModel
from exposure_app.wording import verdict_words


class VerdictHistoryModel(TilesModel[GivenVerdict]):
    """Answers, one per row, in the order given."""

    def key(self, item: GivenVerdict) -> str:
        """Its finding."""
        return item.finding.id

    def lines(self, item: GivenVerdict) -> list[tuple[str, str]]:
        """What was answered; then when, and about what."""
        said = verdict_words(item.verdict)
        about = [moment(item.at), band_title(item.finding), item.finding.locations[0].site]
        return [
            (VERDICT_ICONS[item.verdict], said[:1].upper() + said[1:]),
            ("", " \N{MIDDLE DOT} ".join(about)),
        ]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> Any:
        """What the view and a screen reader ask for."""
        (drawing, said), (_none, about) = self.lines(self.at(index))
        if role == Qt.ItemDataRole.DisplayRole:
            return said
        if role == ICON_ROLE:
            return drawing
        if role == SECOND_ROLE:
            return about
        return super().data(index, role)


class VerdictHistoryDialog(Sheet):
    """The history of answers. The rows that would be taken back are shown as selected.

    Signals:
        wanted(int): the number of the answer to undo back to.
    """

    wanted = Signal(int)

    def __init__(self, answers: Sequence[GivenVerdict], crops: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent, characters=72, lines=30)
        self.setWindowTitle(_("Your answers"))
        self.answers = VerdictHistoryModel(crops, self)
        self.answers.show(answers)
        self.view = rows_view(self.answers, _("Your answers"), has_pictures=True)
        # What is selected follows from the row one is in: that one and all above it.
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.view.setUniformItemSizes(True)
        self.view.setMinimumHeight(12 * self.fontMetrics().height())
        self.view.selectionModel().currentChanged.connect(self._choose)
        self.meaning = Words()
        self.undo = button(_("&Undo back to here"), self._undo, icon="undo", role="primary")
        close = button(_("Close"), self.reject)
        if not answers:
            nothing = Empty(
                "findings",
                _("No answer to take back"),
                _("What you say of a finding is listed here, newest first."),
            )
            self.view.hide()
            self.undo.hide()
            self.lay_out(column(nothing), close)
            return
        body = column(
            muted(
                _(
                    "Newest first. Choose the oldest answer to take back: every newer one is taken "
                    "back with it, as if you had pressed Undo that often."
                )
            ),
            self.view,
            self.meaning,
            gap=2 * GRID,
        )
        body.setStretch(1, 1)
        self.lay_out(body, close, self.undo)
        self.view.setCurrentIndex(self.answers.index(0))
        self.view.setFocus()

    def _choose(self, index: Index) -> None:
        first = self.answers.index(0)
        self.view.selectionModel().select(
            QItemSelection(first, self.answers.index(index.row())),
            QItemSelectionModel.SelectionFlag.ClearAndSelect,
        )
        n = index.row() + 1
        self.meaning.setText(
            ngettext(
                "The newest answer would be taken back.",
                "The {n} newest answers would be taken back.",
                n,
            ).format(n=n)
        )

    def _undo(self) -> None:
        index = self.view.currentIndex()
        if index.isValid():
            self.wanted.emit(self.answers.at(index).number)
            self.accept()
