"""The self-check: each part this program stands on, tried, with what came of it."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout

from exposure_app.domain.self_check import Check
from exposure_app.i18n import _, ngettext
from exposure_app.ui.kit.blocks import Card, Sign, Words, button, heading, muted, row
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.theme import GRID
from exposure_app.wording import check_name, check_words


class SelfCheckView(Card):
    """A button, and a line per part once it was pressed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.outcome = muted(
            _("Tries the models, the key store, the index, the guard, the folders and the clock.")
        )
        self.run_button = button(_("R&un the self-check"), self.run, icon="done", key="Ctrl+T")
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(GRID)
        self._lines.setVerticalSpacing(GRID // 2)
        self._lines.setColumnStretch(2, 1)
        self.body.addWidget(heading(_("Self-check")))
        self.body.addWidget(self.outcome)
        self.body.addLayout(row(self.run_button, None))
        self.body.addLayout(self._lines)
        self.body.addStretch(1)

    def run(self) -> None:
        """Try every part."""
        self.run_button.setEnabled(False)
        self.outcome.setText(_("Trying each part…"))
        self._desk.jobs.ask(
            self._desk.session.self_check,
            then=self._show,
            ended=lambda: self.run_button.setEnabled(True),
        )

    def _show(self, checks: list[Check]) -> None:
        while (old := self._lines.takeAt(0)) is not None:
            if widget := old.widget():
                widget.deleteLater()
        for line, check in enumerate(checks):
            drawing = "done" if check.is_ok else "attention"
            sign = Sign(drawing, factor=1.25, role=QPalette.ColorRole.WindowText)
            sign.setAccessibleName(_("works") if check.is_ok else _("does not work"))
            self._lines.addWidget(sign, line, 0)
            said = check_words(check)
            self._lines.addWidget(Words(check_name(check.name)), line, 1)
            self._lines.addWidget(muted(f"{said.what} {said.remedy}".rstrip()), line, 2)
        bad = sum(not check.is_ok for check in checks)
        self.outcome.setText(
            ngettext("{n} part needs attention.", "{n} parts need attention.", bad).format(n=bad)
            if bad
            else _("Every part works.")
        )
