"""The first way through: promise, vault, photos, a place, an audit; to be left and come back to.

What is done is read from what there is, not remembered: whoever leaves goes on where they stopped.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from exposure_app.i18n import _
from exposure_app.ui.first.demo_card import DemoCard
from exposure_app.ui.kit.blocks import Card, PageView, Sign, button, column, heading, muted, row
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.flow import Beside
from exposure_app.ui.kit.jobs import Lane
from exposure_app.ui.kit.theme import GRID

if TYPE_CHECKING:
    from exposure_app.session import Session

_LEAST = 90
"""Average characters of width below which the demo stands below the steps."""


class FirstStep(QWidget):
    """One step: a sign, what it is, what it is for, and a way there while it is the next."""

    def __init__(
        self, drawing: str, name: str, purpose: str, action: QPushButton | None = None
    ) -> None:
        super().__init__()
        self._drawing = drawing
        self._name = name
        self.sign = Sign(drawing)
        self.name = heading(name)
        self.action = action
        self.is_offered = False
        words = column(self.name, muted(purpose), gap=GRID // 2)
        if action:
            words.addLayout(row(action, None))
        line = row(self.sign, words, gap=2 * GRID)
        line.setStretch(1, 1)
        self.setLayout(line)

    def mark(self, *, is_done: bool, is_next: bool) -> None:
        """Show whether it is done, and offer the way there if it is the next."""
        self.is_offered = is_next and self.action is not None
        self.sign.show_drawing("done" if is_done else self._drawing)
        self.name.setText(_("{step} (done)").format(step=self._name) if is_done else self._name)
        if self.action:
            self.action.setVisible(is_next)


class FirstSteps(PageView):
    """Five steps, and the demo beside them.

    Signals:
        went_to(str): the page on which the next step is taken.
        ended(): every step is done.
    """

    went_to = Signal(str)
    ended = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            _("First steps"),
            _("Five short steps. Leave whenever you like; you go on where you stopped."),
        )
        self._desk = desk
        self._reads = Lane(newest_only=True)
        self.steps = [
            FirstStep(
                "info",
                _("The promise"),
                _(
                    "Your face never leaves this computer. You say where to look, and nowhere "
                    "else is visited. Each request is written down for you to read."
                ),
            ),
            FirstStep(
                "trust",
                _("Your vault"),
                _("All that is kept is encrypted in one file on this computer. It is made."),
            ),
            FirstStep(
                "you",
                _("A few photos"),
                _("Three to five clear photos of your face, from different days."),
                self._way(_("Choose &photos"), "you"),
            ),
            FirstStep(
                "places",
                _("A first place"),
                _("A site, an account or a folder of pictures that is yours."),
                self._way(_("Add a p&lace"), "places"),
            ),
            FirstStep(
                "audit",
                _("A first audit"),
                _("Every picture there is looked at, gently. You can stop at any time."),
                self._way(_("Go to the a&udit"), "audit"),
            ),
        ]
        self.later = button(
            _("&Leave this for now"), lambda: self.went_to.emit("you"), role="quiet"
        )
        self.demo = DemoCard(desk)
        steps = Card(*self.steps, row(self.later, None))
        steps.body.setSpacing(3 * GRID)
        self.body.addWidget(Beside(steps, self.demo, least=_LEAST))
        self.body.addStretch(1)
        self._show((False, False, False))

    def refresh(self) -> None:
        """Read what is done."""
        session = self._desk.session
        self._desk.jobs.ask(lambda: steps_done(session), then=self._show, lane=self._reads)

    def _way(self, text: str, page: str) -> QPushButton:
        return button(text, self._goer(page), icon=page, role="primary")

    def _goer(self, page: str) -> Callable[[], None]:
        return lambda: self.went_to.emit(page)

    def _show(self, steps: tuple[bool, bool, bool]) -> None:
        done = [True, True, *steps]
        first_open = done.index(False) if False in done else None
        # A way that is hidden loses the keyboard; the next one takes it.
        ways = [step.action for step in self.steps if step.action]
        had_focus = self.window().focusWidget() in ways
        for number, step in enumerate(self.steps):
            step.mark(is_done=done[number], is_next=number == first_open)
        if first_open is None:
            self.ended.emit()
            return
        self.first = self.steps[first_open].action
        if self.first and had_focus:
            self.first.setFocus()


def steps_done(session: "Session") -> tuple[bool, bool, bool]:
    """Whether there are photos, a place, and an audit."""
    return (
        bool(session.people.all()),
        bool(session.sources.all()),
        session.audits.last() is not None,
    )
