"""Face models as rows: which are here, which is in use, what has to be done next."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QLocale, QObject, Qt

from exposure_app.i18n import _
from exposure_app.ui.kit.rows import ICON_ROLE, SECOND_ROLE
from exposure_app.ui.kit.tiles import Index

if TYPE_CHECKING:
    from exposure_app.session.models.pack_state import PackState


_UNLISTED = "LicenseRef-"
_UNKNOWN = _UNLISTED + "unknown"
"""SPDX's way to name a licence that its list does not have."""


class PacksModel(QAbstractListModel):
    """Packs in the order given."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._packs: list[PackState] = []

    def show(self, packs: "list[PackState]") -> None:
        """Show these and no others."""
        self.beginResetModel()
        self._packs = list(packs)
        self.endResetModel()

    def at(self, index: Index) -> "PackState":
        """The pack in the row of `index`."""
        return self._packs[index.row()]

    def row_of(self, name: str) -> int:
        """The row of the pack of this name; 0 if there is none."""
        return next((row for row, pack in enumerate(self._packs) if pack.name == name), 0)

    def active(self) -> "PackState | None":
        """The one in use."""
        return next((pack for pack in self._packs if pack.is_active), None)

    def rowCount(self, parent: Index | None = None, /) -> int:  # noqa: N802 - Qt's own spelling
        """How many."""
        return 0 if parent and parent.isValid() else len(self._packs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> Any:
        """What the view and a screen reader ask for."""
        pack = self._packs[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return pack.title
        if role == SECOND_ROLE:
            return pack_line(pack)
        if role == ICON_ROLE:
            return "done" if pack.is_active else "models"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{pack.title}. {pack_line(pack)}"
        return None


def pack_line(pack: "PackState") -> str:
    """Where it stands, where it is from, under which licence."""
    parts = [status_words(pack)]
    if pack.is_default:
        parts.append(_("comes with the program"))
    if pack.licence:
        parts.append(_("licence: {licence}").format(licence=licence_words(pack.licence)))
    return " · ".join(parts)


def status_words(pack: "PackState") -> str:
    """Whether it is in use, and if not, what has to be done first; "Ready" if nothing."""
    if pack.is_active:
        return _("In use") if pack.status.value == "ready" else _("In use, but not complete")
    return {
        "ready": _("Ready"),
        "not_calibrated": _("Not measured yet"),
        "licence_not_accepted": _("Licence not accepted yet"),
        "not_here": _("Not on this computer"),
    }[pack.status.value]


def next_step(pack: "PackState") -> str:
    """What the person can do about it, in a sentence or two."""
    if pack.is_active and pack.status.value != "ready":
        return _(
            "Some of its files are missing or are not what they were. Use another model; the one "
            "that comes with the program always works."
        )
    if pack.is_active:
        return _("This is the model that photos and pictures are compared with.")
    return {
        "ready": _(
            "Compare it first: you see which findings would move, and nothing is changed until "
            "you say so."
        ),
        "not_calibrated": _(
            "Its scores mean nothing until they are measured on pictures of people whose names "
            "are known. Choose a folder of such pictures."
        ),
        "licence_not_accepted": _(
            "Its makers set conditions for its use. Read them, and accept them if you agree."
        ),
        "not_here": _("It can be downloaded, which takes {size}.").format(
            size=size_words(pack.download_bytes)
        )
        if pack.download_bytes
        else _("Its files have to be added by hand, from a folder or a zip file."),
    }[pack.status.value]


def licence_words(licence: str) -> str:
    """A licence's short name; one that no list has is named without the mark that says so."""
    if licence == _UNKNOWN:
        return _("not known")
    return licence.removeprefix(_UNLISTED).replace("-", " ") if _UNLISTED in licence else licence


def size_words(count: int | None) -> str:
    """Bytes, as people say them."""
    return QLocale().formattedDataSize(count or 0, 0, QLocale.DataSizeFormat.DataSizeSIFormat)
