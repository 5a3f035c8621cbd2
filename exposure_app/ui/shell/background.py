"""What closing the window means while work is under way: asked once, then kept."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from exposure_app.i18n import _, ngettext
from exposure_app.settings import OnClose
from exposure_app.ui.kit.blocks import button, column, heading, muted
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.jobs import Lane
from exposure_app.ui.kit.sheet import Sheet
from exposure_app.ui.kit.theme import GRID
from exposure_app.ui.shell.tray import Tray


class GoingOn(QObject):
    """Decides, when the window is closed, whether it hides or the program ends.

    Signals:
        ended(): stop what runs, and close.
    """

    ended = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._desk: Desk | None = None
        self._reads = Lane(newest_only=True)
        self._choice = OnClose.ASK
        self.tray = Tray(self)
        self.tray.opened.connect(self.come_back)
        self.tray.left.connect(self.ended)

    def know(self, desk: Desk) -> None:
        """Read from an opened session what was chosen."""
        self._desk = desk
        self.refresh()

    def refresh(self) -> None:
        """Read again what is chosen."""
        if desk := self._desk:
            desk.jobs.ask(
                lambda: desk.session.settings.current().on_close, then=self._note, lane=self._reads
            )

    def keeps_open(self, *, is_busy: bool) -> bool:
        """Whether closing is put off: the window goes to the tray, or the person is asked.

        Args:
            is_busy: an audit runs, or a place is looked at again by itself.
        """
        if not is_busy or not self.tray.is_there or self._choice is OnClose.LEAVE:
            return False
        if self._choice is OnClose.TRAY:
            self._go_to_tray()
        else:
            ask = _Ask(self._window, self._keep)
            ask.open()
        return True

    def come_back(self) -> None:
        """Show the window again."""
        self.tray.hide()
        self._window.showNormal()
        self._window.raise_()
        self._window.activateWindow()

    def tell_end(self, found: int, is_complete: bool) -> None:
        """Announce the end of an audit to whoever does not see the window."""
        if found:
            more = ngettext(
                "{n} finding is new or changed.", "{n} findings are new or changed.", found
            ).format(n=found)
        else:
            more = _("Nothing new was found in what could be looked at.")
        what = _("The audit is done") if is_complete else _("The audit was stopped")
        self.tray.say(what, more)

    def _note(self, choice: OnClose) -> None:
        self._choice = choice

    def _keep(self, choice: OnClose) -> None:
        self._choice = choice
        if desk := self._desk:
            desk.keep_choice(
                lambda settings: replace(settings, on_close=choice),
                ended=self._go_to_tray if choice is OnClose.TRAY else self.ended.emit,
            )

    def _go_to_tray(self) -> None:
        self.tray.show()
        self._window.hide()


class _Ask(Sheet):
    """The question, with an answer for each of the two, and a way back."""

    def __init__(self, parent: QWidget, then: Callable[[OnClose], object]) -> None:
        super().__init__(parent)
        what = _("Go on in the background?")
        self.setWindowTitle(what)
        self.stay = button(_("Keep the window open"), self.reject, role="quiet")
        self.leave = button(_("Stop and close"), lambda: self._answer(then, OnClose.LEAVE))
        self.go_on = button(
            _("Go on in the background"), lambda: self._answer(then, OnClose.TRAY), role="primary"
        )
        self.lay_out(
            column(
                heading(what),
                muted(
                    _(
                        "Work is under way, or a place is looked at again by itself. It can go "
                        "on while the window is closed; you find it in the tray. Either way, "
                        "what was found is kept. You are asked this once; the answer can be "
                        "changed in the settings."
                    )
                ),
                gap=2 * GRID,
            ),
            self.stay,
            self.leave,
            self.go_on,
        )
        self.stay.setFocus()

    def _answer(self, then: Callable[[OnClose], object], choice: OnClose) -> None:
        self.accept()
        then(choice)
