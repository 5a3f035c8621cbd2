"""What the window shows when there is no session to show: before, after, and instead."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from exposure_app.i18n import _
from exposure_app.ui.blocks import Empty, button


def opening() -> QWidget:
    """While the vault is opened."""
    return Empty("trust", _("Opening your vault…"), _("Everything stays on this computer."))


def closed(again: Callable[[], object]) -> QWidget:
    """When the vault could not be opened, or its passphrase was not given."""
    return Empty(
        "trust",
        _("Your vault is closed"),
        _("Nothing was changed, and nothing was sent."),
        button(_("&Try again"), again, role="primary", key="F5"),
    )


def erasing() -> QWidget:
    """While everything is removed."""
    return Empty("remove", _("Erasing…"), _("What is under way is stopped first."))


def erased(*, again: Callable[[], object], leave: Callable[[], object]) -> QWidget:
    """When everything is gone."""
    return Empty(
        "done",
        _("Everything is erased"),
        _("The vault and its key are gone from this computer."),
        button(_("&Close"), leave, role="primary"),
        button(_("&Begin anew"), again),
    )
