"""Brings a backup back while the vault is closed, asking for a passphrase where one is needed."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from exposure_app.domain.errors import PassphraseNeeded
from exposure_app.domain.work import CancelToken, Report
from exposure_app.ui.kit.jobs import LONG, Jobs
from exposure_app.ui.shell.unlock_dialog import UnlockDialog

if TYPE_CHECKING:
    from exposure_app.session import AskPassphrase

Restore = Callable[[Path, str, "AskPassphrase", CancelToken], None]
"""Replaces this profile's vault: the backup's path and passphrase, and whom to ask for another."""


class Restoring(QObject):
    """Tries; where the restored vault needs a passphrase of its own, asks for it and tries again.

    Signals:
        ended(exception or None, str or None): nothing was changed, or all of it is back, in a vault
            that this passphrase opens if one was chosen.
    """

    ended = Signal(object, object)

    def __init__(self, restore: Restore | None, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._restore = restore
        self._jobs = jobs
        self._window = window

    def begin(self, path: Path, passphrase: str, own: str | None = None) -> None:
        """Try, with a passphrase for the restored vault if one is known."""
        if self._restore is None:
            return
        restore = self._restore

        def work(_report: Report, cancel: CancelToken) -> list[None]:
            restore(path, passphrase, lambda _is_new: own, cancel)
            return []

        def look_at(error: Exception) -> None:
            if isinstance(error, PassphraseNeeded):
                dialog = UnlockDialog(self._window, is_new=True)
                dialog.given.connect(lambda typed: self.begin(path, passphrase, typed))
                dialog.rejected.connect(lambda: self.ended.emit(error, None))
                dialog.open()
            else:
                self.ended.emit(error, None)

        self._jobs.follow(
            work,
            then=lambda: self.ended.emit(None, own),
            stopped=lambda: self.ended.emit(None, None),
            failed=look_at,
            lane=LONG,
        )
