"""What a change of face model would do: the cost first, then every finding that would move."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QWidget

from exposure_app.i18n import _
from exposure_app.ui.findings.band_changes import ChangesModel, changes_view
from exposure_app.ui.kit.blocks import Words, button, column, muted
from exposure_app.ui.kit.sheet import Sheet
from exposure_app.ui.kit.theme import GRID
from exposure_app.ui.kit.thumbnails import Thumbnails
from exposure_app.wording import changes_summary, pack_lost_words

if TYPE_CHECKING:
    from exposure_app.domain.pack_change import PackChange
    from exposure_app.session.models.pack_state import PackState


class PackChangeDialog(Sheet):
    """The outcome of a comparison, to read before deciding.

    Signals:
        use_asked(str): the name of the pack to change to.
    """

    use_asked = Signal(str)

    def __init__(
        self, pack: "PackState", change: "PackChange", crops: Thumbnails, parent: QWidget
    ) -> None:
        super().__init__(parent, characters=90, lines=36 if change.changes else 0)
        self.setWindowTitle(_("If you change to {title}").format(title=pack.title))
        self._name = pack.name
        self.summary = Words(
            changes_summary(change.changes, is_preview=True) or _("No finding would move."),
            factor=1.1,
            is_strong=True,
        )
        self.facts = muted(change_facts(change))
        self.changes = ChangesModel(crops, self)
        self.changes.show(change.changes)
        self.view = changes_view(self.changes)
        self.view.setVisible(bool(change.changes))
        self.keep = button(_("Keep the present model"), self.reject)
        self.use = button(_("&Use this model"), self._use, role="primary")
        self.use.setVisible(pack.status.value == "ready" and not pack.is_active)
        body = column(
            self.summary,
            self.facts,
            self.view,
            muted(
                _(
                    "Your answers stay, whatever moves. Nothing has been changed yet, and you can "
                    "change back later."
                )
            ),
            gap=2 * GRID,
        )
        if change.changes:
            body.setStretch(2, 1)
        self.lay_out(body, self.keep, self.use)
        (self.view if change.changes else self.keep).setFocus()

    def _use(self) -> None:
        self.use_asked.emit(self._name)
        self.accept()


def change_facts(change: "PackChange") -> str:
    """What was looked at, and what could not be."""
    said = _("Enrolled photos looked at again: {photos}. Findings: {findings}.").format(
        photos=QLocale().toString(change.photos), findings=QLocale().toString(change.findings)
    )
    return f"{said} {pack_lost_words(len(change.lost_photos), change.not_reseen)}".strip()
