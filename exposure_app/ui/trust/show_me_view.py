"""*Show me*: runs the test that looks at every byte an audit sends, and says what came of it."""

from collections.abc import Callable, Iterable

from PySide6.QtGui import QFontDatabase, QPalette
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from exposure_app.domain.show_me import ShowMeRun
from exposure_app.domain.work import CancelToken, Report
from exposure_app.i18n import _
from exposure_app.ui.kit.blocks import Card, Sign, Words, button, column, heading, muted, row
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.flow import Flow
from exposure_app.ui.kit.jobs import LONG
from exposure_app.ui.kit.sheet import Sheet
from exposure_app.ui.kit.theme import GRID
from exposure_app.wording import show_me_lines, show_me_verdict

RunTest = Callable[[Report, CancelToken], ShowMeRun]


def _real_test(report: Report, cancel: CancelToken) -> ShowMeRun:
    # Imported here: the window is on the screen before the demo's modules are read.
    from exposure_app.demo.show_me import show_me  # noqa: PLC0415 - see above

    return show_me(report=report, cancel=cancel)


class ShowMeView(Card):
    """A button; then the verdict, and all that was sent for whoever wants to read it."""

    def __init__(self, desk: Desk, test: RunTest = _real_test) -> None:
        super().__init__()
        self._desk = desk
        self.test = test
        self.shown: ShowMeRun | None = None
        self.outcome = muted(
            _(
                "Runs an audit of a small site on this computer that remembers every byte it is "
                "sent, and looks for the person in it. Nothing of yours is used."
            )
        )
        self._sign = Sign("done", factor=1.25, role=QPalette.ColorRole.WindowText)
        self.verdict = Words(is_strong=True)
        line = row(self._sign, self.verdict)
        line.setStretch(1, 1)
        self._result = QWidget()
        self._result.setLayout(line)
        self._result.setVisible(False)
        self.run_button = button(_("Sho&w me"), self.run, icon="done")
        self.details = button(_("See every &byte…"), self.see)
        self.details.setVisible(False)
        buttons = QWidget()
        buttons.setLayout(Flow(self.run_button, self.details))
        self.body.addWidget(heading(_("Show me that nothing leaves")))
        self.body.addWidget(self.outcome)
        self.body.addWidget(self._result)
        self.body.addWidget(buttons)
        self.body.addStretch(1)

    def run(self) -> None:
        """Run the test."""
        self.run_button.setEnabled(False)
        self.outcome.setText(_("Looking at every byte…"))

        def work(report: Report, cancel: CancelToken) -> Iterable[ShowMeRun]:
            yield self.test(report, cancel)

        self._desk.jobs.follow(
            work, each=self._show, ended=lambda: self.run_button.setEnabled(True), lane=LONG
        )

    def _show(self, shown: ShowMeRun) -> None:
        self.shown = shown
        self._sign.show_drawing("done" if shown.is_clean else "attention")
        self._sign.setAccessibleName(_("passed") if shown.is_clean else _("not passed"))
        self.verdict.setText(show_me_verdict(shown))
        self.outcome.setText(" ".join(show_me_lines(shown)[:2]))
        self._result.setVisible(True)
        self.details.setVisible(True)

    def see(self) -> None:
        """Show what was looked for, and each request as it was sent."""
        if self.shown:
            BytesSheet(self, self.shown).open()


class BytesSheet(Sheet):
    """What was looked for and how it went, then every request byte by byte."""

    def __init__(self, parent: QWidget, shown: ShowMeRun) -> None:
        super().__init__(parent, characters=84, lines=30)
        self.setWindowTitle(_("What was sent"))
        self.sent = QPlainTextEdit()
        self.sent.setReadOnly(True)
        self.sent.setAccessibleName(_("Every request, as it was sent"))
        self.sent.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.sent.setTabChangesFocus(True)
        self.sent.setPlainText("\n\n".join(shown.requests))
        self.sent.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        lines = QVBoxLayout()
        lines.setSpacing(GRID // 2)
        for line in show_me_lines(shown):
            lines.addWidget(Words(line))
        body = column(heading(show_me_verdict(shown)), lines, self.sent)
        body.setStretch(2, 1)
        self.lay_out(body, button(_("&Close"), self.accept, role="primary"))
