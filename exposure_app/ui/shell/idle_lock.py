"""Locks the vault by itself, once nobody touched the keyboard or the mouse for long enough."""

import time
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

from exposure_app.ui.kit.jobs import Jobs

_LOOK_MS = 5_000

_TOUCHES: Final = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}


class IdleLock(QObject):
    """Counts the time since somebody was here. What runs is not idleness: it is waited for.

    Two clocks are asked, and the longer time counts: the steady one stands still while some
    computers sleep, and the other one may be set.

    Signals:
        idle(): long enough, and nothing is under way.
    """

    idle = Signal()

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._limit_s = 0.0
        self._touch()
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self.look)
        if app := QCoreApplication.instance():
            app.installEventFilter(self)

    def set_minutes(self, minutes: int) -> None:
        """After how long; 0 for never."""
        self._limit_s = minutes * 60.0
        self._touch()
        if minutes:
            self._look.start()
        else:
            self._look.stop()

    def look(self) -> None:
        """Whether it is time."""
        if not self._jobs.is_idle:
            self._touch()
            return
        passed = max(time.monotonic() - self._steady, time.time() - self._wall)
        if self._limit_s and passed >= self._limit_s:
            self._look.stop()
            self.idle.emit()

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:  # noqa: N802 - Qt's own
        """See that somebody is here; change nothing."""
        if event.type() in _TOUCHES:
            self._touch()
        return super().eventFilter(watched, event)

    def _touch(self) -> None:
        self._steady, self._wall = time.monotonic(), time.time()
