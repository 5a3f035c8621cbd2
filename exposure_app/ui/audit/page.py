"""Audit: look at every picture of the places, see what turns up, and what could not be seen."""

from collections.abc import Collection, Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QListView, QStackedWidget, QWidget

from exposure_app.domain.coverage import AuditSummary, Expectation
from exposure_app.domain.findings import Finding
from exposure_app.domain.sources import Source, SourceId
from exposure_app.domain.work import CancelToken, Progress, Report, Skipped
from exposure_app.i18n import _, ngettext
from exposure_app.ui.audit.empty_states import no_face, no_place
from exposure_app.ui.audit.progress import AuditProgress
from exposure_app.ui.audit.results import AuditResults
from exposure_app.ui.audit.summary import AuditOutcome
from exposure_app.ui.kit.blocks import (
    Empty,
    PageView,
    button,
    column,
    muted,
)
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.flow import Flow
from exposure_app.ui.kit.job import Job
from exposure_app.ui.kit.jobs import LONG, Lane
from exposure_app.ui.kit.theme import GRID
from exposure_app.ui.kit.thumbnails import Thumbnails
from exposure_app.ui.sources.sources_model import SourcesModel
from exposure_app.wording import expected_before

_MAINS = "mains"
"""The stage of work that waits for the computer to be plugged in."""


class AuditPage(PageView):
    """Start, watch, pause and stop an audit.

    Signals:
        went_to(str): the person wants another page: "you", "places" or "findings".
        found(list[Finding]): these are new or changed.
        running(bool): an audit began, or ended.
        ended(int, bool): so many findings are new or changed; whether it came to its end.
    """

    went_to = Signal(str)
    found = Signal(list)
    running = Signal(bool)
    ended = Signal(int, bool)

    def __init__(self, desk: Desk, crops: Thumbnails) -> None:
        super().__init__(
            _("Audit"),
            _("Looks at every picture in your places, gently, and keeps only what looks like you."),
        )
        self._desk = desk
        self._reads, self._summary_reads = Lane(newest_only=True), Lane(newest_only=True)
        self._job: Job | None = None
        self._is_known = False
        self._due: frozenset[SourceId] | None = None
        """What an audit is to begin with once the places are read; nothing for those ticked."""
        self._build_controls()
        self.progress = AuditProgress()
        self._build_outcome(crops)
        self.no_face = no_face(lambda: self.went_to.emit("you"))
        self.no_place = no_place(lambda: self.went_to.emit("places"))
        content = QWidget()
        parts = (self._controls, self.progress, self.before, self.outcome, self.results)
        inner = column(*parts, gap=2 * GRID)
        inner.setStretch(parts.index(self.before), 1)
        inner.setStretch(parts.index(self.results), 1)
        inner.addStretch(0)  # takes the room while both are hidden
        content.setLayout(inner)
        self.shown = QStackedWidget()
        for part in (content, self.no_face, self.no_place):
            self.shown.addWidget(part)
        self._content = content
        self.body.addWidget(self.shown, 1)
        self.first = self.start
        self.progress.hide()
        self._show_buttons()
        self.refresh()

    # --- laying out ----------------------------------------------------------------------------

    def _build_controls(self) -> None:
        self.start = button(
            _("&Start audit"), self.begin, icon="start", role="primary", key="Ctrl+R"
        )
        self.pause = button(_("&Pause"), self._turn_pause, icon="pause", key="Ctrl+P")
        self.stop = button(
            _("S&top"),
            self._stop,
            icon="stop",
            key="Ctrl+.",
            description=_("What was found until then is kept"),
        )
        self.scope = muted()
        self.sources = SourcesModel(self, are_checkable=True)
        self.sources.dataChanged.connect(self._show_scope)
        self.choice = QListView()
        self.choice.setAccessibleName(_("Places to audit"))
        self.choice.setModel(self.sources)
        self.choice.setMinimumHeight(14 * GRID)
        self.choice.hide()
        self.choose = button(_("&Choose places…"), self._turn_choice, role="quiet")
        self.choose.setCheckable(True)
        self.expectation = muted()
        self._controls = QWidget()
        self._controls.setLayout(
            column(
                Flow(self.start, self.pause, self.stop, self.choose, self.scope),
                self.choice,
                self.expectation,
            )
        )

    def _build_outcome(self, crops: Thumbnails) -> None:
        self.outcome = AuditOutcome()
        self.outcome.hide()
        self.before = Empty(
            "audit",
            _("Ready to look"),
            _(
                "Each site is asked for its rules first. You can pause or stop at any time; what "
                "was found is kept."
            ),
        )
        self.results = AuditResults(crops)
        self.results.went_to_findings.connect(lambda: self.went_to.emit("findings"))

    # --- showing -------------------------------------------------------------------------------

    @property
    def is_running(self) -> bool:
        """Whether an audit runs, rests or waits to begin."""
        return self._job is not None or self._due is not None

    def refresh(self) -> None:
        """Read whom to look for and where; and once, what the newest audit found."""
        if self.is_running:
            return
        self._read()
        if not self._is_known:
            self._is_known = True
            self._read_summary()

    def _read(self) -> None:
        session = self._desk.session
        self._desk.jobs.ask(
            lambda: (bool(session.people.all()), session.sources.all()),
            then=self._show_ready,
            failed=self._give_up,
            lane=self._reads,
        )

    def _give_up(self, error: Exception) -> None:
        self._due = None
        self._desk.problems.show_error(error)

    def _show_ready(self, read: tuple[bool, list[Source]]) -> None:
        """Show whether there is somebody to look for, and where; and begin what waited for that."""
        has_face, sources = read
        due, self._due = self._due, None
        if self._job:
            return
        self.sources.show(sources)
        self._show_scope()
        if not has_face:
            self.shown.setCurrentWidget(self.no_face)
        elif not sources:
            self.shown.setCurrentWidget(self.no_place)
        else:
            self.shown.setCurrentWidget(self._content)
            self._desk.jobs.ask(
                self._desk.session.audits.expectation, then=self._show_expectation, lane=self._reads
            )
        if due is None:
            return
        wanted = [one for one in sources if one.id in due] if due else self.sources.checked()
        if wanted:
            self._begin(wanted)

    def _show_scope(self) -> None:
        count, total = len(self.sources.checked()), self.sources.rowCount()
        if count == total:
            said = ngettext("The only place", "All {n} places", total).format(n=total)
        else:
            said = _("{n} of {total} places").format(n=count, total=total)
        self.scope.setText(said)
        self.start.setEnabled(count > 0)

    def _show_expectation(self, expectation: Expectation) -> None:
        self.expectation.setText(expected_before(expectation))

    def _show_buttons(self) -> None:
        is_running = self._job is not None
        self.start.setVisible(not is_running)
        self.choose.setVisible(not is_running)
        self.expectation.setVisible(not is_running)
        self.choice.setVisible(self.choose.isChecked() and not is_running)
        self.pause.setVisible(is_running)
        self.stop.setVisible(is_running)

    def _turn_choice(self) -> None:
        self.choice.setVisible(self.choose.isChecked())

    # --- running -------------------------------------------------------------------------------

    def begin(self, only: Collection[SourceId] = ()) -> None:
        """Read the places anew, and audit those that are ticked, or those in `only`."""
        if not self.is_running:
            self._due = frozenset(only)
            self._read()

    def _begin(self, sources: list[Source]) -> None:
        chosen = [source.id for source in sources]

        def work(report: Report, cancel: CancelToken) -> Iterator[Finding | Skipped]:
            yield from self._desk.session.audits.run(chosen, report=report, cancel=cancel)

        self.results.clear()
        self.outcome.hide()
        self.before.hide()
        self.progress.begin(sources)
        self.progress.show()
        self._job = job = self._desk.jobs.follow(
            work,
            batch=self._take,
            then=lambda: self._tell_end(is_complete=True),
            stopped=lambda: self._tell_end(is_complete=False),
            ended=self._finish,
            lane=LONG,
        )
        self.progress.status.setText(
            _("Looking…") if job.has_begun else _("Waiting for the work under way to finish.")
        )
        job.began.connect(lambda: self.progress.status.setText(_("Looking…")))
        job.progressed.connect(self._note)
        self._show_buttons()
        self.pause.setFocus()
        self.running.emit(True)

    def _take(self, items: list[Finding | Skipped]) -> None:
        found = [item for item in items if isinstance(item, Finding)]
        skipped = [item for item in items if isinstance(item, Skipped)]
        self.results.take(found, skipped)
        self.progress.per_source.add(skipped)
        if found:
            self.found.emit(found)

    def _note(self, progress: Progress) -> None:
        if progress.stage != _MAINS:
            self.progress.note(progress)
        elif self._job and not (self._job.is_paused or self._job.is_stopping):
            is_waiting = not progress.done
            self.progress.rest(is_resting=is_waiting)
            self.progress.status.setText(
                _("Waiting until the computer is plugged in, as you chose in Settings.")
                if is_waiting
                else _("Looking…")
            )

    def _turn_pause(self) -> None:
        job = self._job
        if job is None or job.is_stopping:
            return
        if job.is_paused:
            job.resume()
        else:
            job.pause()
        self.progress.rest(is_resting=job.is_paused)
        self.pause.setText(_("&Resume") if job.is_paused else _("&Pause"))
        self.progress.status.setText(_("Paused") if job.is_paused else _("Looking…"))

    def _stop(self) -> None:
        if self._job:
            self._job.cancel()
            self.progress.rest(is_resting=False)
            self.progress.status.setText(_("Stopping: the picture in hand is finished first."))
            self.stop.setEnabled(False)
            self.pause.setEnabled(False)

    def _tell_end(self, *, is_complete: bool) -> None:
        self.ended.emit(self.results.findings.rowCount(), is_complete)

    def _finish(self) -> None:
        self._job = None
        had_focus = self.pause.hasFocus() or self.stop.hasFocus()
        self.progress.hide()
        for control in (self.stop, self.pause):
            control.setEnabled(True)
        self.pause.setText(_("&Pause"))
        self._show_buttons()
        if had_focus:
            self.start.setFocus()
        self.running.emit(False)
        self.refresh()
        self._read_summary()

    # --- afterwards ----------------------------------------------------------------------------

    def _read_summary(self) -> None:
        self._desk.jobs.ask(
            self._desk.session.audits.last, then=self._show_summary, lane=self._summary_reads
        )

    def _show_summary(self, summary: AuditSummary | None) -> None:
        if summary is None or self._job:
            return
        self.outcome.show_summary(summary)
        self.results.show_gaps(summary.gaps)
        self.before.hide()
        self.outcome.show()
