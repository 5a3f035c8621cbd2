"""Asks for the vault's passphrase where no keychain keeps its key."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from exposure_app.i18n import _
from exposure_app.ui.kit.passphrase_sheet import PassphraseSheet


class UnlockDialog(PassphraseSheet):
    """Asks once for a vault that is there, twice for a new one.

    Signals:
        given(str): a passphrase to try.
    """

    given = Signal(str)

    def __init__(self, parent: QWidget, *, is_new: bool, hint: str = "") -> None:
        super().__init__(
            parent,
            _("Choose a passphrase") if is_new else _("Open your vault"),
            _explanation(is_new=is_new),
            yes=_("Make the vault") if is_new else _("Open"),
            no=_("Not now"),
            is_new=is_new,
            hint=hint,
        )

    def take(self, _current: str, typed: str) -> None:
        """Have it tried."""
        self.given.emit(typed)


def _explanation(*, is_new: bool) -> str:
    if is_new:
        return _(
            "No keychain was found on this computer, so a passphrase protects what is stored. It "
            "cannot be recovered: write it down and keep it somewhere safe."
        )
    return _("What is stored is encrypted. Your passphrase opens it, on this computer only.")
