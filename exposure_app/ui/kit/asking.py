"""Asks before something that cannot be taken back, or that leaves the window.

A question does not stop the program: the answer comes back by a call, so that work goes on and
nothing waits inside anything else.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from exposure_app.i18n import _
from exposure_app.ui.kit.blocks import button, column, heading, muted
from exposure_app.ui.kit.sheet import Sheet
from exposure_app.ui.kit.theme import GRID
from exposure_app.wording import place_words

_OPENED_IN_A_BROWSER = {"http", "https"}


class Question(Sheet):
    """One question with two answers. Escape and Return both mean no."""

    def __init__(
        self, parent: QWidget, what: str, consequence: str, *, yes: str, then: Callable[[], object]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(what)
        self.no = button(_("Cancel"), self.reject)
        self.no.setDefault(True)
        self.yes = button(yes, self.accept)
        self.accepted.connect(then)
        words = muted(consequence)
        self.lay_out(column(heading(what), words, gap=2 * GRID), self.no, self.yes)
        self.no.setFocus()


def ask(
    parent: QWidget, what: str, consequence: str, *, yes: str, then: Callable[[], object]
) -> Question:
    """Ask `what`; call `then` if the person presses the button that says `yes`.

    Args:
        yes: a verb, never "OK".
    """
    question = Question(parent, what, consequence, yes=yes, then=then)
    question.open()
    return question


def ask_to_open(parent: QWidget, url: str) -> Question | None:
    """Ask whether to open `url` outside this program, and do so. None if it may not be opened.

    Only web addresses and folders of this computer are ever handed to the system: a file that
    came from a stranger could be a program.
    """
    target = QUrl(url)
    if target.scheme() in _OPENED_IN_A_BROWSER:
        return ask(
            parent,
            _("Open this page in your browser?"),
            _(
                "{url}\n\nYour browser will fetch it as it fetches any page. The site will see "
                "your visit, but nothing about what was found."
            ).format(url=url),
            yes=_("&Open in browser"),
            then=lambda: QDesktopServices.openUrl(target),
        )
    folder = target.toLocalFile()
    if target.isLocalFile() and Path(folder).is_dir():
        return ask(
            parent,
            _("Open this folder?"),
            place_words(url),
            yes=_("&Open folder"),
            then=lambda: QDesktopServices.openUrl(target),
        )
    return None
