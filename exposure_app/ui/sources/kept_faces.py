"""The faces kept of the place that is chosen: whether, for how long, how many; and forgetting."""

from collections.abc import Callable

from PySide6.QtCore import Signal

from exposure_app.domain.kept_faces import KeptCount
from exposure_app.domain.sources import Source, SourceId
from exposure_app.i18n import _
from exposure_app.ui.kit.blocks import Card, Words, button, headed
from exposure_app.ui.kit.dates import day
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.jobs import SHORT, Lane
from exposure_app.ui.sources.keep_faces import KeepFaces
from exposure_app.wording import kept_words


class KeptFacesView(Card):
    """Shown below the list of places while one of them is chosen.

    What is turned or pressed here holds at once: turned off, nothing is kept any more.

    Signals:
        changed(): a place keeps faces otherwise than before.
    """

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        self.keep = KeepFaces(has_letters=True)
        self.count = Words()
        self.forget = button(
            _("Forge&t kept faces"), self._forget, icon="remove",
            description=_("Removes the faces kept of this place from this computer"),
        )  # fmt: skip
        super().__init__(self.keep, headed(self.count, self.forget))
        self._desk = desk
        self._reads = Lane(newest_only=True)
        self._place: SourceId | None = None
        self.keep.changed.connect(self._keep)
        self.hide()

    def show_place(self, source: Source | None) -> None:
        """Show what is kept of this place; nothing for None."""
        self.setVisible(source is not None)
        if source is None:
            self._place = None
            return
        if source.id != self._place:
            self._show_count(None)
        self._place = source.id
        self.keep.show_days(source.keep_faces_days)
        self._desk.jobs.ask(
            self._desk.session.kept.counts, then=self._take_counts, lane=self._reads
        )

    def _take_counts(self, counts: dict[SourceId, KeptCount]) -> None:
        if self._place is not None:
            self._show_count(counts.get(self._place))

    def _show_count(self, count: KeptCount | None) -> None:
        self.forget.setVisible(count is not None)
        if count is not None:
            self.count.setText(
                kept_words(count, newest=day(count.newest), last_until=day(count.last_until))
            )
        elif self.keep.days:
            self.count.setText(_("No face is kept yet: the next audit keeps those it meets."))
        self.count.setVisible(count is not None or self.keep.days > 0)

    def _keep(self) -> None:
        if (place := self._place) is not None:
            days = self.keep.days
            self._change(lambda: self._desk.session.kept.keep(place, days))

    def _forget(self) -> None:
        if (place := self._place) is not None:
            self._change(lambda: self._desk.session.kept.forget(place))

    def _change(self, verb: Callable[[], None]) -> None:
        self._desk.jobs.ask(verb, ended=self.changed.emit, lane=SHORT)
