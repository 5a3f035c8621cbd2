"""Asks what is being typed, beside the window: a name may be that of a file, which is opened."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from exposure_app.domain.sources import RecognisedSource
from exposure_app.ui.kit.jobs import Job, Jobs
from exposure_app.ui.kit.problems import Problems

if TYPE_CHECKING:
    from exposure_app.session import Session


class Recognising(QObject):
    """One question at a time; of what is typed meanwhile, the newest is asked next.

    Signals:
        recognised(RecognisedSource | None): what the newest text means; None if nobody can tell.
    """

    recognised = Signal(object)

    def __init__(self, session: "Session", jobs: Jobs, problems: Problems, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._problems = problems
        self._text = ""
        self._asked = ""
        self._job: Job | None = None

    def look_at(self, text: str) -> None:
        """Ask what `text` means."""
        self._text = text.strip()
        if self._job is None:
            self._begin()

    def _begin(self) -> None:
        self._asked = asked = self._text
        if not asked:
            self.recognised.emit(None)
            return
        self._job = job = self._jobs.call(lambda: self._session.meaning_of(asked))
        job.arrived.connect(self._take)
        job.failed.connect(self._problems.show_error)
        job.cancelled.connect(self._waiting_is_over)
        job.settled.connect(self._finish)

    def _take(self, items: list[object]) -> None:
        (meaning,) = cast("list[RecognisedSource | None]", items)
        if self._asked == self._text:
            self.recognised.emit(meaning)

    def _waiting_is_over(self) -> None:
        # Only leaving and erasing cancel it, and then nothing new may begin.
        self._text = self._asked

    def _finish(self) -> None:
        self._job = None
        if self._asked != self._text:
            self._begin()
