"""After an answer: what it says about the other findings, and a quiet line about what moved."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from exposure_app.domain.findings import BandChange, FindingId
from exposure_app.domain.work import CancelToken, Report
from exposure_app.i18n import _
from exposure_app.ui.findings.band_changes import ChangesDialog
from exposure_app.ui.kit.blocks import Card, Words, button, headed
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.job import Job
from exposure_app.ui.kit.jobs import LONG
from exposure_app.ui.kit.mirroring import margins
from exposure_app.ui.kit.theme import GRID
from exposure_app.ui.kit.thumbnails import Thumbnails
from exposure_app.wording import changes_summary


class Reconsidering(Card):
    """Asks the session what moves, one person after the other; answers given meanwhile wait.

    Hidden unless something moved.

    Signals:
        moved(): some findings stand in another band now, or are gone.
        wanted(str): the id of a finding that the person wants to see.
    """

    moved = Signal()
    wanted = Signal(str)

    def __init__(self, desk: Desk, crops: Thumbnails) -> None:
        self.words = Words()
        self.look = button(_("Look at the&m…"), self._look, icon="findings")
        self.close_button = button("", self._forget, icon="close", role="quiet")
        self.close_button.setAccessibleName(_("Close this message"))
        super().__init__(role="notice")
        self.body.setContentsMargins(margins(2 * GRID, GRID, GRID, GRID))
        self.body.addLayout(headed(self.words, self.look, self.close_button))
        self._desk = desk
        self._crops = crops
        self._waiting: dict[str, None] = {}
        self._is_search_due = False
        self._job: Job | None = None
        self.changes: dict[FindingId, BandChange] = {}
        self.hide()

    def ask(self, subjects: Sequence[str], *, searches_kept: bool = False) -> None:
        """Reconsider what was found of these people.

        Args:
            searches_kept: also compare the faces that are kept of places, with everybody. Photos
                can find more among them; answers cannot.
        """
        self._waiting |= dict.fromkeys(subjects)
        self._is_search_due |= searches_kept
        if self._job is None:
            self._begin()

    def _begin(self) -> None:
        subjects, self._waiting = list(self._waiting), {}
        searches_kept, self._is_search_due = self._is_search_due, False
        if not subjects and not searches_kept:
            return

        def work(report: Report, cancel: CancelToken) -> Iterator[BandChange]:
            for subject in subjects:
                yield from self._desk.session.findings.reconsider(
                    subject, report=report, cancel=cancel
                )
            # Kept faces say more than the small pictures of findings, and so have the last word.
            if searches_kept:
                yield from self._desk.session.kept.search(report=report, cancel=cancel).changes

        self._job = self._desk.jobs.follow(
            work,
            batch=self._take,
            ended=self._finish,
            lane=LONG,
        )

    def _take(self, moved: list[BandChange]) -> None:
        for change in moved:
            earlier = self.changes.pop(change.finding.id, None)
            before = earlier.before if earlier else change.before
            if before is not change.after:
                merged = BandChange(change.finding, before, change.after)
                self.changes[change.finding.id] = merged
        self._tell()
        self.moved.emit()

    def _finish(self) -> None:
        self._job = None
        self._begin()

    def _tell(self) -> None:
        self.words.setText(changes_summary(list(self.changes.values())))
        self.setVisible(bool(self.changes))

    def _look(self) -> None:
        dialog = ChangesDialog(list(self.changes.values()), self._crops, self._above)
        dialog.wanted.connect(self.wanted)
        dialog.open()

    @property
    def _above(self) -> QWidget:
        return self.parentWidget() or self

    def _forget(self) -> None:
        self.changes.clear()
        self.hide()
