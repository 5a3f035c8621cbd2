"""The pages that show a found picture; each can be opened outside this program."""

from typing import Any
from urllib.parse import unquote, urlsplit

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from exposure_app.domain.findings import Location
from exposure_app.domain.moments import without_moment
from exposure_app.i18n import _, ngettext, standing_alone
from exposure_app.ui.kit.asking import ask_to_open
from exposure_app.ui.kit.blocks import button, column, headed, heading
from exposure_app.ui.kit.dates import day
from exposure_app.ui.kit.rows import ICON_ROLE, SECOND_ROLE, rows_view
from exposure_app.ui.kit.tiles import Index
from exposure_app.wording import gone_words, moment_words, place_words


class FindingLocationsView(QWidget):
    """A list of pages, and the way to open the one that is chosen."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = heading()
        self.locations = _PlacesModel(self)
        self.view = rows_view(self.locations, _("Pages that show this picture"))
        self.view.activated.connect(self._open)
        self.view.selectionModel().currentChanged.connect(lambda *_: self.chosen.emit())
        self.open_button = button(
            _("&Open…"),
            lambda: self._open(self.view.currentIndex()),
            icon="open",
            role="quiet",
            key="Ctrl+Return",
            description=_("Opens the chosen page in your browser, after asking"),
        )
        self.setLayout(column(headed(self.words, self.open_button), self.view))

    def show_places(self, places: tuple[Location, ...]) -> None:
        """Show these and no others."""
        self.locations.show(places)
        self.view.setCurrentIndex(self.locations.index(0))
        n = len(places)
        self.words.setText(ngettext("On {n} page", "On {n} pages", n).format(n=n))
        # As tall as up to three rows: the pane scrolls as a whole, not a slit inside it.
        shown = max(1, min(3, n))
        self.view.setFixedHeight(shown * max(1, self.view.sizeHintForRow(0)) + 4)

    @property
    def place(self) -> Location | None:
        """The page that is chosen."""
        index = self.view.currentIndex()
        return self.locations.at(index) if index.isValid() else None

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            ask_to_open(self, self.locations.at(index).page_url)


class _PlacesModel(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._places: tuple[Location, ...] = ()

    def show(self, places: tuple[Location, ...]) -> None:
        self.beginResetModel()
        self._places = places
        self.endResetModel()

    def at(self, index: Index) -> Location:
        return self._places[index.row()]

    def rowCount(self, parent: Index | None = None, /) -> int:  # noqa: N802 - Qt's own spelling
        return 0 if parent and parent.isValid() else len(self._places)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> Any:
        place = self._places[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _where(place)
        if role == SECOND_ROLE:
            return _seen(place)
        if role == ICON_ROLE:
            return "folder" if place.page_url.startswith("file:") else "page"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_where(place)}. {_seen(place)}"
        return None


def short_address(url: str) -> str:
    """`url` as people say it: without its scheme; for a folder, its path."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        return place_words(url.partition("#")[0])
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc}{parts.path.rstrip('/')}{query}"


def _where(place: Location) -> str:
    """The page or folder; of a video or document that itself, and the time or page in it."""
    moment = moment_words(place.image_url)
    if not moment:
        return short_address(place.page_url)
    whole = without_moment(place.image_url)
    inner = urlsplit(whole).fragment or short_address(whole)
    return f"{standing_alone(unquote(inner))}, {moment}"


def _seen(place: Location) -> str:
    if place.gone_at:
        return _("gone since {day}: {because}").format(
            day=day(place.gone_at), because=gone_words(place.gone_because)
        )
    return _("first seen {first}, last seen {last}").format(
        first=day(place.first_seen), last=day(place.last_seen)
    )
