"""The enrolled photos of one person: shown, pointed out where one is odd, taken back."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QWidget

from exposure_app.domain.faces import Template, TemplateId
from exposure_app.i18n import _, ngettext
from exposure_app.ui.kit.asking import ask
from exposure_app.ui.kit.blocks import Words, button, column, headed, heading, muted
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.jobs import SHORT, Lane
from exposure_app.ui.kit.theme import GRID
from exposure_app.ui.kit.thumbnails import templates_of
from exposure_app.ui.kit.tiles import grid, tile_height
from exposure_app.ui.people.enrolled_model import EnrolledModel
from exposure_app.ui.people.forgotten import show_unless_forgotten
from exposure_app.wording.terms import ME


class EnrolledPhotos(QWidget):
    """A grid with what is stored in words, and how to remove a photo or look for more.

    Signals:
        removed(): photos were removed, or could not be.
        thinned(str): this person has fewer photos now. Not said where none is left: then nothing
            is like anything, and what was found waits for new ones.
    """

    removed = Signal()
    thinned = Signal(str)

    def __init__(self, desk: Desk, look_for_more: Callable[[], None]) -> None:
        super().__init__()
        self._desk = desk
        self._reads = Lane(newest_only=True)
        self.person = ME
        self.enrolled = EnrolledModel(templates_of(desk, self), self)
        self.view = grid(_("Enrolled photos"), side=112, rows=2)
        self.view.setModel(self.enrolled)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setMinimumHeight(tile_height(self.view) + GRID)
        self.view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.remove = button(
            _("&Remove photo…"),
            self._ask_to_remove,
            icon="remove",
            role="quiet",
            description=_("Removes the selected photos from this person"),
        )
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.view)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._ask_to_remove)
        self.view.selectionModel().selectionChanged.connect(self._offer_removal)
        self.find_more = button(
            _("Find &more photos in a folder…"), look_for_more, icon="audit", role="quiet"
        )
        self.count = heading()
        self.odd = Words()
        self.stored = muted()
        parts = column(
            headed(self.count, self.find_more, self.remove), self.odd, self.view, self.stored
        )
        parts.setStretch(2, 1)
        parts.addStretch(0)  # takes the room while the view is hidden
        self.setLayout(parts)

    def show_photos(self, name: str, templates: list[Template]) -> None:
        """Show these, which are all of that person."""
        self.person = name
        self.enrolled.show(templates)
        for part in (self.view, self.remove, self.find_more):
            part.setVisible(bool(templates))
        n = len(templates)
        self.count.setText(
            ngettext("{n} enrolled photo", "{n} enrolled photos", n).format(n=n)
            if n
            else _("No photo enrolled yet")
        )
        self.stored.setText(_what_is_stored(templates))
        self._offer_removal()
        self._show_odd([])
        if templates:
            self._desk.jobs.ask(
                lambda: self._desk.session.people.odd_photos(name),
                then=partial(self._take_odd, name),
                failed=partial(show_unless_forgotten, self._desk.problems),
                lane=self._reads,
            )

    def _take_odd(self, name: str, odd: list[TemplateId]) -> None:
        if name == self.person:
            self._show_odd(odd)

    def _show_odd(self, odd: list[TemplateId]) -> None:
        self.enrolled.mark_odd(odd)
        self.odd.setText(
            ngettext(
                "One photo does not look like the others. Keep it only if it is this person, at "
                "another age perhaps.",
                "{n} photos do not look like the others. Keep them only if they are this person, "
                "at another age perhaps.",
                len(odd),
            ).format(n=len(odd))
        )
        self.odd.setVisible(bool(odd))

    def _offer_removal(self) -> None:
        self.remove.setEnabled(self.view.selectionModel().hasSelection())

    def _ask_to_remove(self) -> None:
        chosen = [self.enrolled.at(index).id for index in self.view.selectedIndexes()]
        if not chosen:
            return
        name = self.person

        def remove() -> int:
            for template in chosen:
                self._desk.session.people.remove_template(template)
            return len(self._desk.session.people.templates(name))

        def tell(left: int) -> None:
            if left:
                self.thinned.emit(name)

        def begin() -> None:
            self._desk.jobs.ask(remove, then=tell, ended=self.removed.emit, lane=SHORT)

        ask(
            self,
            ngettext("Remove this photo?", "Remove these {n} photos?", len(chosen)).format(
                n=len(chosen)
            ),
            _("Later audits look without it. This cannot be taken back."),
            yes=_("Remove"),
            then=begin,
        )


def _what_is_stored(templates: list[Template]) -> str:
    if not templates:
        return _("Nothing about this person is stored yet.")
    n, length = len(templates), len(templates[0].embedding.vector)
    return ngettext(
        "Stored about this person, encrypted, on this computer only: {n} list of {length} "
        "numbers that describes the face, and {n} small picture of it. The photo itself is not "
        "kept.",
        "Stored about this person, encrypted, on this computer only: {n} lists of {length} "
        "numbers that describe the face, and {n} small pictures of it. The photos themselves are "
        "not kept.",
        n,
    ).format(n=n, length=length)
