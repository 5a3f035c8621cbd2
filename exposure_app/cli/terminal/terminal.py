"""What a verb says and hears: documents on stdout, everything for people on stderr or stdout."""

import json
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic
from types import FrameType

from exposure_app.domain.work import CancelToken, Progress
from exposure_app.wording import progress_words

DONE, PROBLEM, STOPPED = 0, 1, 130  # 2, wrong usage, is argparse's own

_REDRAW_S = 0.2
_LINE_S = 10.0  # how often progress is said where a line cannot be redrawn


@dataclass(slots=True)
class Terminal:
    """One run's voice. With `as_json`, stdout carries one document and nothing else."""

    as_json: bool = False
    quiet: bool = False
    _said_at: float = field(default_factory=monotonic)
    _is_line_open: bool = False

    def say(self, text: str) -> None:
        """A line for people; silent where a document was asked for."""
        if not self.as_json:
            self._end_line()
            print(text)

    def warn(self, text: str) -> None:
        """A line on stderr that is not part of the answer."""
        self._end_line()
        print(text, file=sys.stderr)

    def note(self, text: str) -> None:
        """A line of live news on stderr; silent when quiet."""
        if not self.quiet:
            self.warn(text)

    def document(self, document: object) -> None:
        """The one JSON document of this run."""
        self._end_line()
        if self.as_json:
            json.dump(document, sys.stdout, ensure_ascii=False, indent=2)
            sys.stdout.write("\n")
            sys.stdout.flush()

    def progress(self, progress: Progress) -> None:
        """Show where the work stands: one line redrawn, or a line now and then."""
        if self.quiet:
            return
        redraws = sys.stderr.isatty()
        now = monotonic()
        if now - self._said_at < (_REDRAW_S if redraws else _LINE_S):
            return
        self._said_at = now
        text = progress_words(progress)
        if redraws:
            print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)
            self._is_line_open = True
        else:
            print(text, file=sys.stderr, flush=True)

    def _end_line(self) -> None:
        if self._is_line_open:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
            self._is_line_open = False


@contextmanager
def stopped_by_signal() -> Iterator[CancelToken]:
    """A token that Ctrl-C (or a polite kill) raises; a second Ctrl-C ends the program at once."""
    cancel = CancelToken()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        if cancel.is_cancelled:
            raise KeyboardInterrupt
        cancel.cancel()

    kept = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield cancel
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)
