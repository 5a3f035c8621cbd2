"""Searching the faces that are kept of places: at once, and without asking anybody."""

from PySide6.QtCore import Signal

from exposure_app.domain.kept_faces import KeptCount, KeptMatch
from exposure_app.domain.sources import SourceId
from exposure_app.domain.work import CancelToken, Report
from exposure_app.i18n import _, ngettext
from exposure_app.i18n.figures import grouped
from exposure_app.ui.kit.blocks import Card, Words, button, headed, muted
from exposure_app.ui.kit.dates import day
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.job import Job
from exposure_app.ui.kit.job_progress import Working
from exposure_app.ui.kit.jobs import LONG, Lane
from exposure_app.wording import kept_answer_words, kept_found_words


class KeptSearchView(Card):
    """Shown while any place has kept faces that can be compared; all of them are, at a press.

    Signals:
        found(): some findings are new, stand in another band, or are gone.
        went_to(str): the person wants another page.
    """

    found = Signal()
    went_to = Signal(str)

    def __init__(self, desk: Desk) -> None:
        self.count = Words()
        self.search = button(
            _("Sear&ch kept faces now"), self.begin, icon="audit",
            description=_("Compares the kept faces with everybody enrolled, without an audit"),
        )  # fmt: skip
        self.working = Working(_("Searching the kept faces"))
        self.outcome = Words(is_strong=True)
        self.extent = muted()
        self.look = button(
            _("&Browse the findings"), lambda: self.went_to.emit("findings"), icon="findings"
        )
        super().__init__(
            headed(self.count, self.search), self.working, headed(self.outcome, self.look),
            self.extent,
        )  # fmt: skip
        self._desk = desk
        self._reads = Lane(newest_only=True)
        self._job: Job | None = None
        self.hide()
        self._tell("", "", is_news=False)

    def refresh(self) -> None:
        """Read how many faces are kept."""
        self._desk.jobs.ask(
            self._desk.session.kept.counts, then=self._show_counts, lane=self._reads
        )

    def begin(self) -> None:
        """Compare all of them with everybody enrolled."""
        if self.working.is_busy:
            return

        def work(report: Report, cancel: CancelToken) -> list[KeptMatch]:
            return [self._desk.session.kept.search(report=report, cancel=cancel)]

        self._tell("", "", is_news=False)
        self.search.setEnabled(False)
        self._job = job = self._desk.jobs.follow(
            work, each=self._take, stopped=self._tell_stop, ended=self._finish, lane=LONG
        )
        self.working.follow(job, _("Searching the kept faces…"))
        self.working.stop.setFocus()

    def _show_counts(self, counts: dict[SourceId, KeptCount]) -> None:
        faces = [count.faces for count in counts.values() if count.faces]
        places = ngettext("{n} place", "{n} places", len(faces)).format(n=len(faces))
        self.count.setText(
            ngettext(
                "{n} face is kept, of {places}.", "{n} faces are kept, of {places}.", sum(faces)
            ).format(n=grouped(sum(faces)), places=places)
        )
        self.setVisible(bool(faces) or self.working.is_busy)

    def _take(self, answer: KeptMatch) -> None:
        since = day(answer.oldest_news) if answer.oldest_news else ""
        self._tell(
            kept_found_words(answer),
            kept_answer_words(answer, since=since),
            is_news=bool(answer.changes),
        )
        if answer.changes:
            self.found.emit()

    def _tell(self, outcome: str, extent: str, *, is_news: bool) -> None:
        self.outcome.setText(outcome)
        self.extent.setText(extent)
        self.outcome.setVisible(bool(outcome))
        self.extent.setVisible(bool(extent))
        self.look.setVisible(is_news)

    def _tell_stop(self) -> None:
        self._tell(_("Stopped. Nothing was changed."), "", is_news=False)

    def _finish(self) -> None:
        # Before the button that stops it goes, and with it the keyboard.
        was_stopped, self._job = self._job is not None and self._job.is_stopping, None
        self.search.setEnabled(True)
        if self.working.stop.hasFocus() or was_stopped:
            (self.look if self.look.isVisible() else self.search).setFocus()
        self.refresh()
