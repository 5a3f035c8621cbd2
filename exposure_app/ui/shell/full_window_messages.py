"""What the window shows when there is no session to show: before, after, and instead."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from exposure_app.i18n import _
from exposure_app.ui.kit.blocks import Empty, button


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


def locking() -> QWidget:
    """While what runs comes to its end."""
    return Empty("trust", _("Locking…"), _("What is under way is stopped first, and kept."))


def locked(*, unlock: Callable[[], object], needs_passphrase: bool) -> QWidget:
    """While the vault is closed because somebody, or nobody for long enough, wanted it so."""
    return Empty(
        "trust",
        _("Your vault is locked"),
        _("Your passphrase opens it again.")
        if needs_passphrase
        else _("Its key is in the keychain: whoever uses this computer as you can open it again."),
        button(_("&Unlock"), unlock, role="primary", key="F5"),
    )


def restoring() -> QWidget:
    """While a backup takes the vault's place."""
    return Empty("undo", _("Restoring…"), _("The backup is proved before anything is replaced."))


def erased(
    receipt: Sequence[str], *, again: Callable[[], object], leave: Callable[[], object]
) -> QWidget:
    """When everything is gone: what that was, a line each."""
    return Empty(
        "done",
        _("Everything is erased"),
        "\n".join([_("The vault and its key are gone from this computer."), "", *receipt]),
        button(_("&Close"), leave, role="primary"),
        button(_("&Begin anew"), again),
    )
