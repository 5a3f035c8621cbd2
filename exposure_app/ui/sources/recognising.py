"""Asks what is being typed, beside the window: a name may be that of a file, which is opened."""

from PySide6.QtCore import QObject, Signal

from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.jobs import Lane


class Recognising(QObject):
    """One question at a time; of what is typed meanwhile, the newest is asked next.

    Signals:
        recognised(RecognisedSource | None): what the newest text means; None if nobody can tell.
    """

    recognised = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._questions = Lane(newest_only=True)

    def look_at(self, text: str) -> None:
        """Ask what `text` means."""
        asked, session = text.strip(), self._desk.session
        # Nothing is asked too: it takes the place of what was asked before.
        self._desk.jobs.ask(
            lambda: session.sources.meaning_of(asked) if asked else None,
            then=self.recognised.emit,
            lane=self._questions,
        )
