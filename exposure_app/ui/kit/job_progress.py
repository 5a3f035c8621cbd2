"""How far one piece of work is: a sentence, a bar, and a way to stop."""

from functools import partial

from PySide6.QtWidgets import QProgressBar, QWidget

from exposure_app.domain.work import Progress
from exposure_app.i18n import _
from exposure_app.ui.kit.blocks import Words, button, column, row
from exposure_app.ui.kit.job import Job
from exposure_app.ui.kit.theme import GRID
from exposure_app.wording import progress_words

_WHOLE = 1000


class Working(QWidget):
    """Follows one job, the newest it was given; hidden until there is one.

    Args:
        name: what a screen reader calls the bar.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self._job: Job | None = None
        self.status = Words()
        self.bar = QProgressBar()
        self.bar.setAccessibleName(name)
        self.bar.setTextVisible(False)
        self.stop = button(_("&Stop"), self._stop, icon="stop", key="Ctrl+.")
        line = row(column(self.status, self.bar), self.stop, gap=2 * GRID)
        line.setStretch(0, 1)
        self.setLayout(line)
        self.hide()

    @property
    def is_busy(self) -> bool:
        """Whether a job is followed that has not come to its end."""
        return self._job is not None

    def follow(self, job: Job, doing: str) -> None:
        """Show how far `job` is, under the words `doing` until it reports something."""
        self._job = job
        self.bar.setRange(0, 0)
        self.stop.setEnabled(True)
        for part in (self, self.bar, self.stop):
            part.show()
        waiting = _("Waiting for the work under way to finish.")
        self.status.setText(doing if job.has_begun else waiting)
        job.began.connect(partial(self._begin, job, doing))
        job.progressed.connect(partial(self._note, job))
        job.settled.connect(partial(self._end, job))

    def tell(self, words: str) -> None:
        """Say how it ended, and follow it no more; "" to say nothing and go out of sight."""
        self._job = None
        self.bar.hide()
        self.stop.hide()
        self.status.setText(words)
        self.setVisible(bool(words))

    def _begin(self, job: Job, doing: str) -> None:
        if job is self._job and not job.is_stopping:
            self.status.setText(doing)

    def _note(self, job: Job, progress: Progress) -> None:
        if job is not self._job or job.is_stopping:
            return
        self.status.setText(progress_words(progress))
        # In thousandths: a bar counts to two thousand million, and bytes go further.
        is_known = bool(progress.total)
        self.bar.setRange(0, _WHOLE if is_known else 0)
        self.bar.setValue(_WHOLE * progress.done // (progress.total or 1))

    def _stop(self) -> None:
        if self._job:
            self.stop.setEnabled(False)
            self.status.setText(_("Stopping…"))
            self._job.cancel()

    def _end(self, job: Job) -> None:
        if job is not self._job:
            return
        self.tell("")
