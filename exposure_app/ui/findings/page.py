"""Findings: what looks like someone, and the person's answer to each."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QSplitter, QStackedWidget, QWidget

from exposure_app.domain.findings import Finding, FindingId, GivenVerdict, Verdict
from exposure_app.i18n import _, ngettext
from exposure_app.ui.findings.charts import ChartsView
from exposure_app.ui.findings.detail import FindingDetail
from exposure_app.ui.findings.filter import Choice, FindingsFilter
from exposure_app.ui.findings.model import VERDICT_ICONS, FindingsModel
from exposure_app.ui.findings.photo_offer import Offering
from exposure_app.ui.findings.rescoring import Reconsidering
from exposure_app.ui.findings.verdict_history import VerdictHistoryDialog
from exposure_app.ui.findings.verdicts import VerdictGiver
from exposure_app.ui.kit.blocks import Card, Empty, PageView, button, column, muted
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.flow import Flow
from exposure_app.ui.kit.jobs import Lane
from exposure_app.ui.kit.tabs import Tabs
from exposure_app.ui.kit.theme import GRID
from exposure_app.ui.kit.thumbnails import Thumbnails
from exposure_app.ui.kit.tiles import grid

if TYPE_CHECKING:
    from exposure_app.session import Session

_TELLING = {Verdict.ME, Verdict.NOT_ME}
"""Answers that say something about other findings; "unsure" does not."""

_LEAST_LINES = 28
"""Lines of text as high as a finding with an offer and the three answers below it."""


class _Room(QStackedWidget):
    """Takes what room there is. Where that is too little for the pane, the page scrolls."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own spelling
        """As high as the pane needs, whatever its lists would like."""
        return QSize(super().sizeHint().width(), _LEAST_LINES * self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's own spelling
        """No lower than that."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())


@dataclass(frozen=True, slots=True)
class _FindingsRead:
    """What the page shows of the vault, read in one go.

    sites: every site on which any finding is. findings: those that the filter lets through.
    """

    people: list[str]
    sites: set[str]
    findings: list[Finding]


class FindingsPage(PageView):
    """A grid and a pane; judged by keyboard, one by one or many at a time.

    Signals:
        went_to(str): the person wants another page.
        judged(): some findings stand differently now.
    """

    went_to = Signal(str)
    judged = Signal()

    def __init__(self, desk: Desk, crops: Thumbnails) -> None:
        super().__init__(
            _("Findings"),
            _("Pictures that look like someone enrolled. Whether they are is for you to say."),
        )
        self._desk = desk
        self._crops = crops
        self._reads = Lane(newest_only=True)
        self._wanted: FindingId | None = None
        self.verdicts = VerdictGiver(desk, self)
        self.verdicts.judged.connect(self._take_judged)
        self.verdicts.undone.connect(self._take_undone)
        self.verdicts.listed.connect(self._show_answers)
        self.filter = FindingsFilter()
        self.filter.changed.connect(self.refresh)
        self.count = muted()
        self.count.setWordWrap(False)
        self.findings = FindingsModel(crops, self)
        self.view = grid(_("Findings"), side=136, rows=3)
        self.view.setModel(self.findings)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.selectionModel().selectionChanged.connect(self._show_selected)
        self.detail = FindingDetail(desk)
        self.offering = Offering(desk)
        self.offering.used.connect(self.reconsider)
        self.reconsidering = Reconsidering(desk, crops)
        self.reconsidering.moved.connect(self._take_moved)
        self.reconsidering.wanted.connect(self._go_to)
        self._build_verdicts()
        self._build_shown()
        self._build_keys()
        self.first = self.view

    # --- laying out ----------------------------------------------------------------------------

    def _build_verdicts(self) -> None:
        self.buttons = {
            verdict: button(
                text,
                partial(self.judge, verdict),
                icon=VERDICT_ICONS[verdict],
                key=key,
                description=_("Judges what is selected"),
            )
            for verdict, text, key in (
                (Verdict.ME, _("Me (Y)"), "Y"),
                (Verdict.NOT_ME, _("Not me (N)"), "N"),
                (Verdict.UNSURE, _("Unsure (U)"), "U"),
            )
        }
        self.undo = button(
            _("Un&do"), self.verdicts.undo, icon="undo", role="quiet", key="Ctrl+Z",
            description=_("Takes back your newest answer"),
        )  # fmt: skip
        self.answers = button(
            _("Your an&swers…"), self.verdicts.list, icon="history", role="quiet", key="H",
            description=_("Lists what you answered, to take back more than one"),
        )  # fmt: skip
        self.chosen = muted()

    def _build_shown(self) -> None:
        verdicts = column(self.chosen, Flow(*self.buttons.values()))
        pane = Card()
        pane.body.addWidget(self.detail, 1)
        pane.body.addWidget(self.offering)
        pane.body.addLayout(verdicts)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.view)
        self.splitter.addWidget(pane)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.splitter.setSizes([600, 420])
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(2 * GRID)
        self.nothing = Empty(
            "findings",
            _("Nothing found yet"),
            _("Findings appear here while an audit runs."),
            button(
                _("&Go to Audit"),
                lambda: self.went_to.emit("audit"),
                icon="audit",
                role="primary",
            ),
        )
        self.nothing_here = Empty(
            "findings",
            _("Nothing matches this choice"),
            _("Choose another person, likeness or answer above."),
        )
        self.shown = _Room()
        for part in (self.splitter, self.nothing, self.nothing_here):
            self.shown.addWidget(part)
        self.filter.add(self.undo)
        self.filter.add(self.answers)
        self.filter.add(self.count)
        self.charts = ChartsView(self._desk)
        faces = QWidget()
        faces.setLayout(column(self.filter, self.reconsidering, self.shown, gap=2 * GRID))
        self.tabs = Tabs(_("Findings, as faces or as charts"))
        self.tabs.add(faces, _("Faces"))
        self.tabs.add(self.charts, _("Charts"))
        self.tabs.currentChanged.connect(self._show_tab)
        self.tabs.currentChanged.connect(lambda _place: self.to_top())
        self.body.addWidget(self.tabs, 1)

    def _build_keys(self) -> None:
        for key, step in (("J", 1), ("K", -1)):
            shortcut = QShortcut(QKeySequence(key), self, partial(self._move, step))
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # --- showing -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the findings that the filter lets through."""
        session, choice = self._desk.session, self.filter.choice
        self._desk.jobs.ask(
            lambda: _read(session, choice), then=self._show_findings, lane=self._reads
        )
        self._show_tab()

    def _show_tab(self) -> None:
        if self.tabs.currentWidget() is self.charts:
            self.charts.refresh()

    def take(self, found: list[Finding]) -> None:
        """Show what an audit just found, if the filter lets it through."""
        choice = self.filter.choice
        self.findings.put([one for one in found if choice.lets_through(one)])
        self._tell()
        if self.isVisible() and not self.view.selectedIndexes():
            self._go(self.findings.index(0))

    def _show_findings(self, read: "_FindingsRead") -> None:
        self.filter.show_people(read.people)
        self.filter.show_sites(read.sites)
        self.findings.show(read.findings)
        where = self.findings.where(self._wanted) if self._wanted else QModelIndex()
        self._go(where if where.isValid() else self.findings.index(0))
        self._tell()

    def _tell(self) -> None:
        n = self.findings.rowCount()
        self.count.setText(ngettext("{n} finding", "{n} findings", n).format(n=n))
        if n:
            self.shown.setCurrentWidget(self.splitter)
        else:
            self.shown.setCurrentWidget(self.nothing if self.filter.is_open else self.nothing_here)
        self.filter.setVisible(n > 0 or not self.filter.is_open)

    def _show_selected(self) -> None:
        chosen = self.view.selectedIndexes()
        if chosen:
            current = self.view.currentIndex()
            finding = self.findings.at(current if current in chosen else chosen[0])
            self._wanted = finding.id
            self.detail.show_finding(finding)
        n = len(chosen)
        self.chosen.setText(
            ngettext("Your answer to {n} finding", "Your answer to {n} findings", n).format(n=n)
        )
        self.chosen.setVisible(n > 1)
        for control in self.buttons.values():
            control.setEnabled(n > 0)

    # --- moving and judging --------------------------------------------------------------------

    def judge(self, verdict: Verdict) -> None:
        """Answer for what is selected, and go on to the next."""
        rows = sorted(index.row() for index in self.view.selectedIndexes())
        if not rows:
            return
        chosen = [self.findings.at(self.findings.index(row)).id for row in rows]
        self._go(self.findings.index(min(rows[-1] + 1, self.findings.rowCount() - 1)))
        self.verdicts.judge(chosen, verdict)

    def reconsider(self, subject: str) -> None:
        """Ask what this person's newest photos, look-alikes and answers say about the rest."""
        self.reconsidering.ask([subject], searches_kept=True)

    def search_kept(self) -> None:
        """Ask what the faces kept of places say now; it is told as what moved."""
        self.reconsidering.ask([], searches_kept=True)

    def _learn(self, changed: list[Finding], *, is_undone: bool) -> None:
        """Let an answer, given or taken back, say what it says about other findings."""
        confirmed = [one for one in changed if one.verdict is Verdict.ME and not is_undone]
        for finding in changed:
            if finding not in confirmed:
                self.offering.take_back(finding.id)
        self.offering.ask_about(confirmed)
        telling = [one.subject for one in changed if one.verdict in _TELLING or self._told(one)]
        self.reconsidering.ask(telling)

    def _told(self, finding: Finding) -> bool:
        """Whether the answer to this finding before the newest said something about others."""
        where = self.findings.where(finding.id)
        return where.isValid() and self.findings.at(where).verdict in _TELLING

    def _take_moved(self) -> None:
        self.refresh()
        self.judged.emit()

    def _go_to(self, finding: str) -> None:
        self._wanted = FindingId(finding)
        self.filter.open()
        self.refresh()
        self.view.setFocus()

    def _take_judged(self, changed: list[Finding]) -> None:
        self._learn(changed, is_undone=False)
        hidden = [one.id for one in changed if not self.filter.lets_through(one)]
        if len(hidden) > 1:
            # One by one they would each move all that follow.
            self.refresh()
            self.judged.emit()
            return
        self.findings.put([one for one in changed if one.id not in hidden])
        for finding in hidden:
            self.findings.drop(finding)
        if not self.view.selectedIndexes():
            self._go(self.view.currentIndex())
        self._settle()
        if self._desk.jobs.is_busy(self._reads):
            # Begun before the answer was kept, it would put the older one in its place.
            self.refresh()

    def _take_undone(self, changed: list[Finding]) -> None:
        if changed:
            # Read anew rather than put in front: each goes back to where it stood.
            self._wanted = changed[-1].id
            self._learn(changed, is_undone=True)
            self.refresh()
            self.judged.emit()

    def _show_answers(self, answers: list[GivenVerdict]) -> None:
        dialog = VerdictHistoryDialog(answers, self._crops, self)
        dialog.wanted.connect(self.verdicts.undo_back_to)
        dialog.open()

    def _settle(self) -> None:
        current = self.view.currentIndex()
        if current.isValid() and self.view.selectedIndexes():
            self.detail.show_finding(self.findings.at(current))
        self._tell()
        self.judged.emit()

    def _move(self, step: int) -> None:
        row = self.view.currentIndex().row() + step
        if 0 <= row < self.findings.rowCount():
            self._go(self.findings.index(row))

    def _go(self, index: QModelIndex) -> None:
        if index.isValid():
            self.view.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self.view.scrollTo(index)
        self._show_selected()


def _read(session: "Session", choice: Choice) -> _FindingsRead:  # worker thread
    people = [subject.name for subject in session.people.all()]
    every = session.findings.all()
    sites = {place.site for finding in every for place in finding.locations}
    return _FindingsRead(people, sites, [one for one in every if choice.lets_through(one)])
