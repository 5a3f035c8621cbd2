"""Places: where to look, and why we may."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QStackedWidget

from exposure_app.domain.outcomes import SourceOutcome
from exposure_app.domain.removal import Removal
from exposure_app.domain.sources import Source, SourceId
from exposure_app.i18n import _, ngettext
from exposure_app.ui.kit.blocks import Empty, PageView, button, column, headed, heading
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.jobs import SHORT, Lane
from exposure_app.ui.kit.rows import rows_view
from exposure_app.ui.kit.theme import GRID
from exposure_app.ui.sources.kept_faces import KeptFacesView
from exposure_app.ui.sources.kept_search import KeptSearchView
from exposure_app.ui.sources.proving import Proving
from exposure_app.ui.sources.recognising import Recognising
from exposure_app.ui.sources.removal_dialog import RemovalDialog
from exposure_app.ui.sources.schedule import Again
from exposure_app.ui.sources.source_form import SourceForm
from exposure_app.ui.sources.sources_model import SourcesModel
from exposure_app.wording import removal_lines, removed_words


@dataclass(frozen=True, slots=True)
class _SourcesRead:
    """What the page shows of the vault, read in one go."""

    sources: list[Source]
    outcomes: Mapping[SourceId, SourceOutcome]
    schedules: Mapping[SourceId, int]


class SourcesPage(PageView):
    """Add places, see them, prove that they are one's own, remove them.

    Signals:
        changed(): a place was added, proved or removed.
    """

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            _("Places"),
            _("Add what is yours, or what you were given leave to check. Nowhere else is visited."),
        )
        self._desk = desk
        self._reads = Lane(newest_only=True)
        self._wanted: SourceId | None = None
        self.schedules: Mapping[SourceId, int] = {}
        self.form = SourceForm()
        self.form.submitted.connect(self._add)
        self.recognising = Recognising(desk, self)
        self.form.typed.connect(self.recognising.look_at)
        self.recognising.recognised.connect(self.form.show_meaning)
        self.proving = Proving(desk, self)
        self.proving.changed.connect(self._note_change)
        self.kept = KeptFacesView(desk)
        self.kept.changed.connect(self._note_change)
        self.kept_search = KeptSearchView(desk)
        self.sources = SourcesModel(self)
        self.view = rows_view(self.sources, _("Places added so far"))
        self.prove = button(_("&Prove that it is yours…"), self._prove, icon="trust")
        self.remove = button(_("Remo&ve place…"), self._ask_to_remove, icon="remove", role="quiet")
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.view)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._ask_to_remove)
        self.view.selectionModel().selectionChanged.connect(self._offer)
        self.empty = Empty(
            "places",
            _("No place added yet"),
            _("Your own site or a folder of pictures is a good first place."),
        )
        self.listed = QStackedWidget()
        self.listed.addWidget(self.empty)
        self.listed.addWidget(self.view)
        self.listed.setMinimumHeight(24 * GRID)
        self.listed.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.count = heading()
        self.first = self.form.where
        self.body.addWidget(self.form)
        self.again = Again()
        self.again.chosen.connect(self._schedule)
        self.body.addLayout(
            column(headed(self.count, self.again, self.prove, self.remove), self.listed)
        )
        self.body.setStretch(self.body.count() - 1, 1)
        self.body.addWidget(self.kept)
        self.body.addWidget(self.kept_search)
        self.refresh()

    def refresh(self) -> None:
        """Read the places; the one that was chosen stays so."""
        session = self._desk.session
        self._desk.jobs.ask(
            lambda: _SourcesRead(
                session.sources.all(), session.sources.outcomes(), session.sources.schedules()
            ),
            then=self._show,
            lane=self._reads,
        )
        self.kept_search.refresh()

    def _show(self, read: "_SourcesRead") -> None:
        sources, chosen = read.sources, self._chosen()
        wanted = self._wanted or (chosen.id if chosen else None)
        self._wanted = None
        self.schedules = read.schedules
        self.sources.show(sources, read.outcomes, read.schedules)
        rows = [row for row, source in enumerate(sources) if source.id == wanted]
        if rows:
            self.view.setCurrentIndex(self.sources.index(rows[0]))
        self.listed.setCurrentWidget(self.view if sources else self.empty)
        self.count.setText(
            ngettext("{n} place", "{n} places", len(sources)).format(n=len(sources))
            if sources
            else _("Your places")
        )
        self.prove.setVisible(any(source.kind.is_provable for source in sources))
        self.remove.setVisible(bool(sources))
        self.again.setVisible(bool(sources))
        self._offer()

    def _chosen(self) -> Source | None:
        chosen = self.view.selectedIndexes()
        return self.sources.at(chosen[0]) if chosen else None

    def _offer(self) -> None:
        chosen = self._chosen()
        self.again.show_days(self.schedules.get(chosen.id, 0) if chosen else None)
        self.kept.show_place(chosen)
        self.prove.setEnabled(chosen is not None and chosen.kind.is_provable)
        self.remove.setEnabled(chosen is not None)

    def _add(self) -> None:
        locator, footing, kind = self.form.locator, self.form.footing, self.form.kind
        if footing is None:
            return
        choices = self.form.choices
        self._desk.jobs.ask(
            lambda: self._desk.session.sources.add(locator, footing, kind=kind, **choices),
            then=self._added,
            lane=SHORT,
        )

    def _added(self, source: Source) -> None:
        self._desk.problems.clear()
        self.form.clear()
        self._wanted = source.id
        self._note_change()

    def _schedule(self, days: int) -> None:
        if source := self._chosen():
            self._desk.jobs.ask(
                lambda: self._desk.session.sources.schedule(source.id, days),
                ended=self._note_change,
                lane=SHORT,
            )

    def _prove(self) -> None:
        if chosen := self._chosen():
            self.proving.begin(chosen)

    def _note_change(self) -> None:
        self.refresh()
        self.changed.emit()

    def _ask_to_remove(self) -> None:
        """Read what would go, then ask."""
        if source := self._chosen():
            self.remove.setEnabled(False)
            self._desk.jobs.ask(
                lambda: self._desk.session.sources.what_goes(source.id),
                then=self._ask_whether,
                ended=self._offer,
                lane=SHORT,
            )

    def _ask_whether(self, going: Removal) -> None:
        RemovalDialog(self, going, then=lambda: self._remove(going.source)).open()

    def _removed(self, receipt: Removal) -> None:
        self._desk.problems.say(removed_words(receipt), " ".join(removal_lines(receipt)))

    def _remove(self, source: Source) -> None:
        self._desk.jobs.ask(
            lambda: self._desk.session.sources.remove(source.id),
            then=self._removed,
            ended=self._note_change,
            lane=SHORT,
        )
