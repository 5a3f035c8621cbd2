"""The only place that shows what went wrong, and the quiet place for good news.

Whoever meets an error hands it here as it is; the words come from `exposure_app.wording`.
"""

import logging
from collections.abc import Callable
from types import TracebackType

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from exposure_app.domain.errors import ExposureError
from exposure_app.domain.work import Cancelled
from exposure_app.i18n import _
from exposure_app.ui.kit.blocks import Sign, Words, button, column, row
from exposure_app.ui.kit.theme import GRID
from exposure_app.wording import explain

_LOG = logging.getLogger(__name__)


class Problems(QWidget):
    """A bar above the pages. It never takes the keyboard away from what the person is doing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        frame = QFrame()
        frame.setProperty("role", "notice")
        self._sign = Sign()
        self.what, self.remedy = Words(is_strong=True), Words()
        self._action: QPushButton | None = None
        self._action_place = row()
        self.close_button = button("", self.clear, icon="close", role="quiet")
        self.close_button.setAccessibleName(_("Close this message"))
        box = QHBoxLayout(frame)
        box.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        box.setSpacing(2 * GRID)
        box.addWidget(self._sign)
        box.addLayout(column(self.what, self.remedy, gap=2), 1)
        box.addLayout(self._action_place)
        box.addWidget(self.close_button)
        around = QHBoxLayout(self)
        around.setContentsMargins(4 * GRID, 2 * GRID, 4 * GRID, 0)
        around.addWidget(frame)
        self.hide()

    def show_error(self, error: BaseException) -> None:
        """Explain `error`. Stopping on request is not an error, and shows nothing."""
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, ExposureError):
            _LOG.error("unforeseen", exc_info=error)
        said = explain(error if isinstance(error, Exception) else Exception())
        self._show("attention", said.what, said.remedy)

    def say(
        self,
        what: str,
        more: str = "",
        *,
        action: str = "",
        then: Callable[[], object] | None = None,
    ) -> None:
        """Tell of something that went well, with one thing to do next if there is one."""
        self._show("done", what, more)
        if action and then:
            self._action = button(action, then)
            self._action_place.addWidget(self._action)

    def clear(self) -> None:
        """Put the message away."""
        self.hide()

    def catch(
        self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        """Take what nobody caught; in the shape of `sys.excepthook`."""
        self.show_error(error)

    def _show(self, sign: str, what: str, remedy: str) -> None:
        if self._action:
            self._action.deleteLater()
            self._action = None
        self._sign.show_drawing(sign)
        self.what.setText(what)
        self.remedy.setText(remedy)
        self.remedy.setVisible(bool(remedy))
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, f"{what} {remedy}"))
