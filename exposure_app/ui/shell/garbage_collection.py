"""Python's garbage collection, on the window's thread and on no other.

Left to itself, Python collects in whichever thread allocates next. If that is a job's, it destroys
windows and timers that were left behind in a cycle from there, which Qt does not survive. A widget
with a lambda connected to its own signal is such a cycle, so there always are some.
"""

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 200
"""So often that there is little to go through: opening a profile makes 60,000 objects."""


class Collector(QObject):
    """Collects what Python would have, by Python's own thresholds, between two events.

    What is there already (modules, mostly) is never looked at again: it stays until the end, and
    going through it would hold the window up. While this lives, nothing else collects.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        gc.collect()
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(INTERVAL_MS)

    def collect(self) -> None:
        """Collect the oldest generation that is due, and with it those younger; or none."""
        due = [
            generation
            for generation, (count, threshold) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if count > threshold > 0
        ]
        if due:
            gc.collect(due[-1])
