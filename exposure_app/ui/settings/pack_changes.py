"""Comparing another face model with the one in use, and changing to it: the cost comes first."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from exposure_app.domain.work import CancelToken, Report
from exposure_app.i18n import _
from exposure_app.ui.kit.asking import ask
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.jobs import Work
from exposure_app.ui.kit.thumbnails import Thumbnails
from exposure_app.ui.settings.pack_change_dialog import PackChangeDialog
from exposure_app.wording import changes_summary, pack_cost_words, pack_lost_words

if TYPE_CHECKING:
    from exposure_app.domain.pack_change import PackChange
    from exposure_app.session.models.pack_state import PackCost, PackState


class PackChanging(QObject):
    """Asks, looks, shows, changes.

    Args:
        work: starts a piece of long work under a few words that say what it does, and hands on
            what comes of it.

    Signals:
        changed(): another model is in use.
    """

    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        crops: Thumbnails,
        work: Callable[["Work[PackChange]", str, "Callable[[PackChange], object]"], object],
        above: QWidget,
    ) -> None:
        super().__init__(above)
        self._desk = desk
        self._crops = crops
        self._work = work
        self._above = above

    def ask_to_compare(self, pack: "PackState") -> None:
        """Tell the cost of comparing; compare if the person says so."""
        self._ask_cost(pack, self._ask_whether_to_compare)

    def ask_to_use(self, pack: "PackState") -> None:
        """Tell the cost of changing; change if the person says so."""
        self._ask_cost(pack, self._ask_whether_to_use)

    def _ask_cost(self, pack: "PackState", then: Callable[["PackState", "PackCost"], None]) -> None:
        self._desk.jobs.ask(
            lambda: self._desk.session.models.cost(pack.name), then=partial(then, pack)
        )

    def _ask_whether_to_compare(self, pack: "PackState", cost: "PackCost") -> None:
        ask(
            self._above,
            _("Compare {title} with the model in use?").format(title=pack.title),
            _cost_words(cost) + " " + _("Nothing is changed."),
            yes=_("Compare"),
            then=partial(self.compare, pack),
        )

    def _ask_whether_to_use(self, pack: "PackState", cost: "PackCost") -> None:
        ask(
            self._above,
            _("Change to {title}?").format(title=pack.title),
            _cost_words(cost)
            + " "
            + _(
                "Findings may move to another degree of likeness. Your answers stay. Compare "
                "first to see what would move."
            ),
            yes=_("Change"),
            then=partial(self.use, pack),
        )

    def compare(self, pack: "PackState") -> None:
        """Look with the pack beside the one in use, and show what would move."""

        def work(report: Report, cancel: CancelToken) -> Iterator["PackChange"]:
            yield self._desk.session.models.preview(pack.name, report=report, cancel=cancel)

        self._work(work, _("Comparing…"), partial(self._show, pack))

    def _show(self, pack: "PackState", change: "PackChange") -> None:
        dialog = PackChangeDialog(pack, change, self._crops, self._above)
        dialog.use_asked.connect(lambda _name: self.use(pack))
        dialog.open()

    def use(self, pack: "PackState") -> None:
        """Change to the pack, and say what moved."""

        def work(report: Report, cancel: CancelToken) -> Iterator["PackChange"]:
            yield self._desk.session.models.use(pack.name, report=report, cancel=cancel)

        self._work(work, _("Changing the model…"), partial(self._tell, pack))

    def _tell(self, pack: "PackState", change: "PackChange") -> None:
        moved = changes_summary(change.changes, is_about_all=True) or _("No finding moved.")
        self._desk.problems.say(
            _("{title} is in use now.").format(title=pack.title),
            f"{moved} {pack_lost_words(len(change.lost_photos), change.not_reseen)}".strip(),
        )
        self.changed.emit()


def _cost_words(cost: "PackCost") -> str:
    return pack_cost_words(cost.photos, cost.findings, cost.seconds)
