"""What stands around every page: the navigation, messages, and the parts of Trust."""

from collections.abc import Iterable

from PySide6.QtWidgets import QStackedWidget, QWidget

from exposure_app.ui.kit.blocks import PageView, column, row
from exposure_app.ui.kit.problems import Problems
from exposure_app.ui.shell.navigation import Navigation
from exposure_app.ui.shell.pages import page_names
from exposure_app.ui.trust.tabs import KEYS as TRUST_KEYS
from exposure_app.ui.trust.tabs import TRUST, TrustParts


class Frame(QWidget):
    """Shows one page at a time, or a threshold by itself while there is no session."""

    def __init__(self) -> None:
        super().__init__()
        self.problems = Problems()
        self.navigation = Navigation(page_names())
        self.trust_parts = TrustParts()
        self.stack = QStackedWidget()
        right = column(self.problems, self.trust_parts, self.stack, gap=0)
        right.setStretch(2, 1)
        whole = row(self.navigation, right, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def add(self, pages: Iterable[PageView]) -> None:
        """Take in the pages; from now on they can be gone to."""
        for page in pages:
            self.stack.addWidget(page)
        self.navigation.setEnabled(True)

    def show_page(self, key: str, page: PageView) -> None:
        """Show one of the pages, which is called `key`."""
        self.navigation.select(TRUST if key in TRUST_KEYS else key)
        self.trust_parts.show_for(key)
        self.stack.setCurrentWidget(page)

    def show_alone(self, threshold: QWidget) -> None:
        """Show this and offer no page."""
        self.navigation.setEnabled(False)
        self.trust_parts.hide()
        self.stack.addWidget(threshold)
        self.stack.setCurrentWidget(threshold)

    def remove(self, pages: Iterable[PageView]) -> None:
        """Let go of the pages, for good."""
        for page in pages:
            self.stack.removeWidget(page)
            page.deleteLater()

    def rename(self) -> None:
        """Say everything anew, in the language that is spoken now."""
        self.problems.clear()
        self.navigation.rename(page_names())
        self.trust_parts.rename()
