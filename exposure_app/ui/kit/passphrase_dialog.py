"""Asks for a passphrase that the vault, or a backup of it, goes by from now on."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from exposure_app.i18n import _
from exposure_app.ui.kit.passphrase_sheet import PassphraseSheet


class PassphraseDialog(PassphraseSheet):
    """Calls `then` with (the one in force or "", the one that was typed), once both make sense."""

    def __init__(
        self,
        parent: QWidget,
        what: str,
        consequence: str,
        *,
        yes: str,
        then: Callable[[str, str], object],
        asks_current: bool = False,
        is_new: bool = True,
    ) -> None:
        super().__init__(
            parent, what, consequence,
            yes=yes, no=_("Cancel"), is_new=is_new, asks_current=asks_current,
        )  # fmt: skip
        self._then = then

    def take(self, current: str, typed: str) -> None:
        """Hand both on."""
        self._then(current, typed)
