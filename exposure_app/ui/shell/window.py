"""The frame: navigation, messages, pages; and leaving in order while work is under way."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

from exposure_app.domain.receipts import Receipt
from exposure_app.i18n import _
from exposure_app.resources import resource
from exposure_app.ui.audit.page import AuditPage
from exposure_app.ui.kit import theme
from exposure_app.ui.kit.blocks import PageView
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.jobs import LONG, Jobs
from exposure_app.ui.kit.thumbnails import Thumbnails
from exposure_app.ui.shell import switch_language
from exposure_app.ui.shell.background import GoingOn
from exposure_app.ui.shell.belongings import Belongings
from exposure_app.ui.shell.frame import Frame
from exposure_app.ui.shell.full_window_messages import (
    closed,
    erased,
    erasing,
    locked,
    locking,
    opening,
    restoring,
)
from exposure_app.ui.shell.help_sheet import HelpSheet
from exposure_app.ui.shell.idle_lock import IdleLock
from exposure_app.ui.shell.new_count import NewCount
from exposure_app.ui.shell.opening import OpenedSession, Opening, OpenSession
from exposure_app.ui.shell.pages import Pages
from exposure_app.ui.shell.restoring import Restore, Restoring
from exposure_app.wording import receipt_lines, storage_notice

if TYPE_CHECKING:
    from exposure_app.session import Session

_PATIENCE_MS = 40
"""How long closing may hold the window; what takes longer ends unseen."""

_LAST_PATIENCE_MS = 3000
"""How long work may take to end with the system's session. Windows kills after five seconds."""


class Window(QMainWindow):
    """The one window. Shown at once; the session opens behind it.

    Signals:
        ready(): the session is open and the pages can be used.
        left(): the window was closed, and everything it began has come to its end.
    """

    ready = Signal()
    left = Signal()

    def __init__(self, open_session: OpenSession, restore: Restore | None = None) -> None:
        super().__init__()
        self.setWindowTitle(_("Exposure"))
        self.setWindowIcon(QIcon(str(resource("icons/exposure.svg"))))
        self.resize(1280, 800)
        self.session: Session | None = None
        self.pages: dict[str, PageView] = {}
        self._is_closing = False
        self._when_still: Callable[[Session], object] | None = None
        self._belongings: Belongings | None = None
        self._next_language: str | None = None
        self.frame = Frame()
        self.setCentralWidget(self.frame)
        self.problems, self.navigation = self.frame.problems, self.frame.navigation
        self.stack, self.trust_parts = self.frame.stack, self.frame.trust_parts
        self.jobs = Jobs(self.problems.show_error, self)
        self.jobs.idle.connect(self._when_idle)
        self._new_count = NewCount(self.jobs, self.navigation, self)
        self.navigation.chosen.connect(self.go)
        self.navigation.entered.connect(self.enter)
        self.navigation.help.clicked.connect(self.show_help)
        # The window's own: help is there too while the navigation is not.
        QShortcut(QKeySequence("F1"), self, self.show_help)
        self.trust_parts.chosen.connect(self.go)
        self._going_on = GoingOn(self)
        self._going_on.ended.connect(self.leave)
        self.idle_lock = IdleLock(self.jobs, self)
        self.idle_lock.idle.connect(self.lock)
        self._restoring = Restoring(restore, self.jobs, self)
        self._restoring.ended.connect(self._begin_after)
        self._opening = Opening(open_session, self.jobs, self)
        self._opening.opened.connect(self._furnish)
        self._opening.failed.connect(self._stay_closed)
        self._opening.declined.connect(self._stay_closed)
        self.frame.show_alone(opening())

    # --- opening -------------------------------------------------------------------------------

    def begin(self, passphrase: str | None = None) -> None:
        """Open the session, with this passphrase if one is known. Call once the window is shown."""
        self.frame.show_alone(opening())
        self._opening.begin(passphrase)

    def _furnish(self, opened: OpenedSession) -> None:
        session = opened.session
        if self._is_closing:
            session.close()
            return
        self._fill(session)
        for notice in opened.notices:
            said = storage_notice(notice)
            self.problems.say(said.what, said.remedy)
        self.navigation.first_steps.setVisible(not opened.has_begun)
        self.enter("audit" if opened.has_begun else "first")
        self.ready.emit()

    def _fill(self, session: "Session") -> None:
        """Make the pages, over this session."""
        self.session = self._new_count.session = session
        desk = Desk(session, self.jobs, self.problems)
        self._belongings = belongings = Belongings(desk, self)
        made = Pages(desk, belongings.crops)
        for page in (made.first, made.audit, made.findings, made.sources.kept_search):
            page.went_to.connect(self.enter)
        made.first.ended.connect(self.navigation.first_steps.hide)
        made.audit.running.connect(self._note_audit)
        made.audit.ended.connect(self._going_on.tell_end)
        made.trust.erase_confirmed.connect(self._erase)
        made.trust.vault.lock_wanted.connect(self.lock)
        made.trust.vault.restore_wanted.connect(self._restore)
        made.trust.vault.lock_after.connect(self.idle_lock.set_minutes)
        made.trust.vault.refresh()  # which says after how long
        made.settings.chosen.connect(self._going_on.refresh)
        made.settings.spoken.connect(self._speak)
        for changed in (
            made.audit.found, made.findings.judged, made.sources.changed, made.settings.changed,
            made.sources.kept_search.found,
        ):  # fmt: skip
            changed.connect(self._new_count.count)
        made.sources.changed.connect(belongings.schedule.ask)
        self._going_on.know(desk)
        belongings.schedule.due.connect(made.audit.begin)
        belongings.schedule.ask()
        self.pages = made.by_name()
        self.frame.add(self.pages.values())
        self._new_count.count()

    def _stay_closed(self, error: Exception | None = None) -> None:
        if error:
            self.problems.show_error(error)
        self.frame.show_alone(closed(self.begin))

    # --- moving about --------------------------------------------------------------------------

    def go(self, key: str) -> None:
        """Show the page called `key`."""
        page = self.pages.get(key)
        if page is None:
            return
        self.frame.show_page(key, page)
        page.refresh()

    def enter(self, key: str) -> None:
        """Show the page called `key` and put the keyboard where one begins there."""
        self.go(key)
        page = self.pages.get(key)
        if page and page.first:
            page.first.setFocus()

    def show_help(self) -> None:
        """Open the help, which needs no network and no session."""
        HelpSheet(self).open()

    def _note_audit(self, is_running: bool) -> None:
        self.navigation.note("audit", _("running") if is_running else "")

    # --- another language ----------------------------------------------------------------------

    def _speak(self, tag: str) -> None:
        self._next_language = tag
        if self.jobs.is_idle:
            self._when_idle()

    def _say_anew(self, tag: str) -> None:
        """Make everything again in the language tagged `tag`. Nothing may be under way."""
        app, session = QApplication.instance(), self.session
        if session is None or not isinstance(app, QApplication):
            return
        switch_language.switch_to_chosen(app, tag)
        self.frame.rename()
        self._clear()
        self._fill(session)
        self.enter("settings")

    def _clear(self) -> None:
        self.frame.remove(self.pages.values())
        self.pages = {}
        # What is deleted soon may stay in memory for a while: no face out of the vault does.
        for pictures in self.findChildren(Thumbnails):
            pictures.forget()
        if self._belongings:
            self._belongings.stop()
            self._belongings.deleteLater()
            self._belongings = None

    # --- erasing and leaving -------------------------------------------------------------------

    def _erase(self) -> None:
        self._once_still(erasing(), self._erase_now)

    def _once_still(self, threshold: QWidget, then: Callable[["Session"], object]) -> None:
        """Show `threshold`, stop what runs, and do `then` when all of it has ended."""
        self._when_still = then
        if self._belongings:
            self._belongings.stop()
        self.frame.show_alone(threshold)
        self.jobs.cancel_all()
        if self.jobs.is_idle:
            self._when_idle()

    def _when_idle(self) -> None:
        if self._is_closing:
            self._leave()
        elif self._when_still and self.session:
            then, self._when_still = self._when_still, None
            then(self.session)
        elif self._next_language is not None:
            tag, self._next_language = self._next_language, None
            self._say_anew(tag)

    def _erase_now(self, session: "Session") -> None:
        self.jobs.ask(session.vault.erase, then=self._be_empty, failed=self._stay_closed, lane=LONG)

    def _be_empty(self, receipt: Receipt) -> None:
        self._let_go()
        lines = receipt_lines(receipt)[1:]
        self.frame.show_alone(erased(lines, again=self.begin, leave=self.close))

    def _let_go(self) -> None:
        """Forget the session and all that was shown of it."""
        self.session = self._new_count.session = None
        self.idle_lock.set_minutes(0)
        self._clear()
        for key in ("audit", "findings"):
            self.navigation.note(key, "")
        self.problems.clear()

    # --- locking and restoring -----------------------------------------------------------------

    def lock(self) -> None:
        """Close the vault and show nothing of it. An audit that runs is stopped, and kept."""
        if self.session:
            self._once_still(locking(), self._lock_now)

    def _lock_now(self, session: "Session") -> None:
        needs_passphrase = session.vault.has_passphrase
        session.close()
        self._let_go()
        for dialog in self.findChildren(QDialog):
            dialog.reject()
        self.frame.show_alone(locked(unlock=self.begin, needs_passphrase=needs_passphrase))

    def _restore(self, path: Path, passphrase: str) -> None:
        self._once_still(restoring(), partial(self._restore_now, path, passphrase))

    def _begin_after(self, error: Exception | None, passphrase: str | None) -> None:
        # Also where it came to nothing: then what was here is here.
        self.begin(passphrase)
        if error:
            self.problems.show_error(error)
        else:
            self.problems.say(_("Everything is back from the backup, in a vault with a new key."))

    def _restore_now(self, path: Path, passphrase: str, session: "Session") -> None:
        session.close()
        self._let_go()
        self._restoring.begin(path, passphrase)

    def changeEvent(self, event: QEvent, /) -> None:  # noqa: N802 - Qt's own spelling
        """Go along when the system's text becomes larger or smaller."""
        super().changeEvent(event)
        app = QApplication.instance()
        if event.type() == QEvent.Type.ThemeChange and isinstance(app, QApplication):
            theme.follow_text_size(app)

    def closeEvent(self, event: QCloseEvent, /) -> None:  # noqa: N802 - Qt's own spelling
        """Go on in the tray if that was chosen; else stop, keep what was found, and leave."""
        if not self._is_closing and self._going_on.keeps_open(is_busy=self._has_work):
            event.ignore()
            return
        self._is_closing = True
        if self._belongings:
            self._belongings.stop()
        self.jobs.cancel_and_wait(_PATIENCE_MS)
        if self.jobs.is_idle:
            event.accept()
            self._leave()
        else:
            event.ignore()
            self.hide()

    @property
    def _has_work(self) -> bool:
        audit = self.pages.get("audit")
        is_running = isinstance(audit, AuditPage) and audit.is_running
        return is_running or bool(self._belongings and self._belongings.schedule.has_schedule)

    def leave(self) -> None:
        """Stop what runs, keep what was found, and close, whatever was chosen."""
        self._is_closing = True
        self.close()

    def leave_at_once(self) -> None:
        """End with the system's session, which waits for nobody and asks nobody."""
        self._is_closing = True
        if self._belongings:
            self._belongings.stop()
        if self.jobs.cancel_and_wait(_LAST_PATIENCE_MS):
            while not self.jobs.is_idle:  # the threads are done; who asked is still to be told
                QApplication.processEvents()
            if self.session:
                self._leave()

    def _leave(self) -> None:
        self._going_on.tray.hide()
        if self.session:
            self.session.close()
            self.session = self._new_count.session = None
        self.left.emit()
