"""Parts of a page of which one is shown at a time."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar, QTabWidget, QWidget


class Tabs(QTabWidget):
    """A line of names, and the part that was chosen below it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setDocumentMode(True)
        # The line of names takes the keyboard; the whole need not as well.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        as_names(self.tabBar(), name)

    def add(self, part: QWidget, words: str) -> None:
        """A further part, called `words`."""
        self.addTab(part, words)


def as_names(bar: QTabBar, name: str) -> None:
    """Dress a line of names, called `name` by a screen reader; no name is ever cut."""
    bar.setAccessibleName(name)
    bar.setExpanding(False)
    bar.setDrawBase(False)
    bar.setElideMode(Qt.TextElideMode.ElideNone)
    bar.setCursor(Qt.CursorShape.PointingHandCursor)
