"""The demo: the whole way on built-in data, in a profile of its own that is gone when it ends."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices

from exposure_app.domain.work import CancelToken, Report
from exposure_app.i18n import _
from exposure_app.ui.kit.blocks import Card, Words, button, heading, muted, row
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.job_progress import Working
from exposure_app.ui.kit.jobs import LONG
from exposure_app.wording import demo_words, headline

if TYPE_CHECKING:
    from exposure_app.demo.run import DemoOutcome


class DemoCard(Card):
    """A button that runs it, what came of it, and its report."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._folder: QTemporaryDir | None = None
        self.start = button(_("Try it with the &demo"), self.run, icon="start")
        self.outcome = Words()
        self.open = button(_("&Read its report"), self._open, icon="open", role="quiet")
        self.working = Working(_("Progress of the demo"))
        self.body.addWidget(heading(_("Just looking?")))
        self.body.addWidget(
            muted(
                _(
                    "The demo serves a small web site on this computer and looks for one person "
                    "on it: an astronaut, in public pictures. It needs no photo and no internet, "
                    "and nothing of it is kept."
                )
            )
        )
        self.body.addLayout(row(self.start, None))
        self.body.addWidget(self.working)
        self.body.addWidget(self.outcome)
        self.body.addLayout(row(self.open, None))
        self.body.addStretch(1)
        self.outcome.hide()
        self.open.hide()

    @property
    def report(self) -> Path:
        """Where its report is written; the folder goes with the window."""
        if self._folder is None:
            self._folder = QTemporaryDir()
        return Path(self._folder.filePath("report.html"))

    def run(self) -> None:
        """Run the demo; its report takes the place of an older one."""
        path = self.report

        def work(report: Report, cancel: CancelToken) -> Iterable["DemoOutcome"]:
            # Imported here: the models behind it are read by whoever wants the demo.
            from exposure_app.demo.run import run_demo  # noqa: PLC0415 - see above

            yield run_demo(path, report=report, cancel=cancel)

        self.start.setEnabled(False)
        self.outcome.hide()
        self.open.hide()
        job = self._desk.jobs.follow(
            work, each=self._show, ended=lambda: self.start.setEnabled(True), lane=LONG
        )
        self.working.follow(job, _("Getting the demo ready…"))

    def _show(self, outcome: "DemoOutcome") -> None:
        summary = outcome.summary
        told = demo_words(len(outcome.found), len(outcome.missed), len(outcome.accused))
        self.outcome.setText(f"{headline(summary.findings, len(summary.gaps))}\n\n{told}")
        self.outcome.show()
        self.open.show()

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.report)))
