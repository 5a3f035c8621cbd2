"""People someone is easily mistaken for: pictures that make their findings one step less sure."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QWidget

from exposure_app.domain.errors import SeveralFacesFound
from exposure_app.domain.subjects import LookAlike
from exposure_app.i18n import _, ngettext
from exposure_app.ui.kit.asking import ask
from exposure_app.ui.kit.blocks import button, column, headed, heading, muted
from exposure_app.ui.kit.dates import day
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.jobs import SHORT, Lane
from exposure_app.ui.kit.theme import GRID
from exposure_app.ui.kit.thumbnails import Thumbnails
from exposure_app.ui.kit.tiles import grid, tile_height
from exposure_app.ui.kit.tiles_model import TilesModel
from exposure_app.ui.people.face_picker import FacePicker
from exposure_app.ui.people.forgotten import show_unless_forgotten
from exposure_app.ui.people.photo_intake import PICTURES
from exposure_app.wording.terms import ME


class LookAlikesModel(TilesModel[LookAlike]):
    """Look-alikes, one per row."""

    def key(self, item: LookAlike) -> str:
        """Its id."""
        return item.id

    def lines(self, _item: LookAlike) -> list[tuple[str, str]]:
        """None: the picture says it all."""
        return []

    def spoken(self, item: LookAlike) -> str:
        """What it is, and since when."""
        return _("Somebody else, added {day}").format(day=day(item.added_at))


class LookAlikesView(QWidget):
    """The look-alikes of one person, and how to add and remove one.

    Signals:
        changed(str): the look-alikes of this person are others now.
    """

    changed = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._pictures: dict[str, bytes] = {}
        self._reads = Lane(newest_only=True)
        self.person = ME
        thumbnails = Thumbnails(lambda key: self._pictures.get(key, b""), desk.jobs, self)
        self.look_alikes = LookAlikesModel(thumbnails, self)
        self.view = grid(_("People who are easily mistaken for this person"), side=72, rows=0)
        self.view.setModel(self.look_alikes)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.selectionModel().selectionChanged.connect(self._offer_removal)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.view)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._ask_to_remove)
        self.heading = heading()
        self.explanation = muted()
        self.add = button(_("Add somebod&y else…"), self._choose, icon="add", role="quiet")
        self.remove = button(
            _("Remove somebody…"),
            self._ask_to_remove,
            icon="remove",
            role="quiet",
            description=_("Removes the selected pictures of other people"),
        )
        self.setLayout(
            column(headed(self.heading, self.add, self.remove), self.explanation, self.view)
        )

    def show_person(self, name: str) -> None:
        """Whose look-alikes to show; read off the window's thread."""
        self.person = name
        is_me = name == ME
        self.heading.setText(
            _("People you are mistaken for")
            if is_me
            else _("People {name} is mistaken for").format(name=name)
        )
        said = (
            _(
                "A twin, a sister, a double: add a photo of them, and whatever is nearer to them "
                "than to you is shown as less sure."
            )
            if is_me
            else _(
                "A twin, a sister, a double: add a photo of them, and whatever is nearer to them "
                "than to {name} is shown as less sure."
            ).format(name=name)
        )
        self.explanation.setText(said)
        self._read()

    def add_photo(self, photo: Path, *, face: int | None = None) -> None:
        """Add the one face of `photo`; in a group photo, the one picked."""
        name = self.person
        self._desk.jobs.ask(
            lambda: self._desk.session.people.add_look_alike(photo, subject=name, face=face),
            then=lambda _added: self._note_change(name),
            failed=partial(self._look_at, photo),
            lane=SHORT,
        )

    def _look_at(self, photo: Path, error: Exception) -> None:
        if not isinstance(error, SeveralFacesFound):
            self._desk.problems.show_error(error)
            return
        picker = FacePicker(photo, self._desk, self)
        picker.picked.connect(lambda number: self.add_photo(photo, face=number))
        picker.open()

    def _note_change(self, name: str) -> None:
        self._read()
        self.changed.emit(name)

    def _read(self) -> None:
        name = self.person
        self._desk.jobs.ask(
            lambda: self._desk.session.people.look_alikes(name),
            then=self._show,
            failed=partial(show_unless_forgotten, self._desk.problems),
            lane=self._reads,
        )

    def _show(self, kept: list[LookAlike]) -> None:
        self._pictures = {one.id: one.picture_jpeg for one in kept}
        self.look_alikes.show(kept)
        self.view.setFixedHeight(tile_height(self.view) + 2 * GRID)
        self.view.setVisible(bool(kept))
        self.remove.setVisible(bool(kept))
        self._offer_removal()

    def _offer_removal(self) -> None:
        self.remove.setEnabled(self.view.selectionModel().hasSelection())

    def _choose(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileName(
            self,
            _("Choose a photo of somebody else"),
            "",
            _("Pictures ({endings})").format(endings=PICTURES),
        )
        if chosen:
            self.add_photo(Path(chosen))

    def _ask_to_remove(self) -> None:
        chosen = [self.look_alikes.at(index).id for index in self.view.selectedIndexes()]
        if not chosen:
            return
        name = self.person

        def remove() -> None:
            for one in chosen:
                self._desk.session.people.remove_look_alike(one)

        def begin() -> None:
            self._desk.jobs.ask(remove, then=lambda _none: self._note_change(name), lane=SHORT)

        n = len(chosen)
        ask(
            self,
            ngettext("Remove this picture?", "Remove these {n} pictures?", n).format(n=n),
            _("Findings that were shown as less sure because of it may rise again."),
            yes=_("Remove"),
            then=begin,
        )
