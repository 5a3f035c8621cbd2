"""Opens the session behind the window, asking for a passphrase when the vault wants one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from exposure_app.domain.errors import PassphraseNeeded, WrongPassphrase
from exposure_app.domain.storage_notices import StorageNotice
from exposure_app.ui.kit.jobs import LONG, Jobs
from exposure_app.ui.shell.unlock_dialog import UnlockDialog
from exposure_app.wording import explain

if TYPE_CHECKING:
    from exposure_app.session import AskPassphrase, Session

OpenSession = Callable[["AskPassphrase"], "Session"]


@dataclass(frozen=True, slots=True)
class OpenedSession:
    """An opened session, and what the window must know before it shows a page.

    has_begun: whether somebody is enrolled and a place is added.
    """

    session: "Session"
    notices: list[StorageNotice]
    has_begun: bool


class Opening(QObject):
    """Tries to open; where a passphrase is needed, asks for it and tries again.

    The session asks on the job's thread, where no dialog may be shown. So the first try has no
    passphrase to give, and says so; the dialog comes between two tries.

    Signals:
        opened(OpenedSession): once.
        failed(exception): the vault stays closed, and the person should hear why.
        declined(): the person gave no passphrase.
    """

    opened = Signal(object)
    failed = Signal(object)
    declined = Signal()

    def __init__(self, open_session: OpenSession, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._open_session = open_session
        self._jobs = jobs
        self._window = window
        self._is_new = False

    def begin(self, passphrase: str | None = None) -> None:
        """Try, with this passphrase if one is known."""

        def give(is_new: bool) -> str | None:
            self._is_new = is_new
            return passphrase

        self._jobs.ask(
            lambda: _looked_into(self._open_session(give)),
            then=self.opened.emit,
            failed=self._look_at,
            lane=LONG,
        )

    def _look_at(self, error: Exception) -> None:
        if isinstance(error, PassphraseNeeded):
            self._ask()
        elif isinstance(error, WrongPassphrase):
            said = explain(error)
            self._ask(f"{said.what} {said.remedy}")
        else:
            self.failed.emit(error)

    def _ask(self, hint: str = "") -> None:
        dialog = UnlockDialog(self._window, is_new=self._is_new, hint=hint)
        dialog.given.connect(self.begin)
        dialog.rejected.connect(self.declined)
        dialog.open()


def _looked_into(session: "Session") -> OpenedSession:  # worker thread
    try:
        notices = session.vault.notices()
        return OpenedSession(session, notices, bool(session.people.all() and session.sources.all()))
    except Exception:
        session.close()
        raise
