"""The column on the left: where one is, and where one can go."""

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from exposure_app.i18n import _
from exposure_app.ui.kit import icons, theme
from exposure_app.ui.kit.blocks import Words, button, muted, row
from exposure_app.ui.kit.theme import GRID


class _Pages(QListWidget):
    """Coming to it with Tab chooses nothing: a page beside the list may be the one shown."""

    def focusInEvent(self, event: QFocusEvent, /) -> None:  # noqa: N802 - Qt's own spelling
        """Qt would choose the first row if none is."""
        is_beside = self.currentRow() < 0
        blocker = QSignalBlocker(self)
        super().focusInEvent(event)
        if is_beside:
            self.setCurrentRow(-1)
        blocker.unblock()


class Navigation(QFrame):
    """A list of pages by key and name; Ctrl+1 is the first.

    Signals:
        chosen(str): the page to show; the keyboard stays in the list, for the next arrow key.
        entered(str): the page to show and to go into.
    """

    chosen = Signal(str)
    entered = Signal(str)

    def __init__(self, pages: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lean()
        self._names = pages
        self._keys = list(pages)
        self.list = _Pages()
        self.list.setObjectName("navigation")
        self.list.setAccessibleName(_("Pages"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for number, (key, name) in enumerate(pages.items(), start=1):
            item = QListWidgetItem(icons.icon(key), name)
            sequence = QKeySequence(f"Ctrl+{number}")
            item.setToolTip(sequence.toString(QKeySequence.SequenceFormat.NativeText))
            self.list.addItem(item)
            QShortcut(sequence, self, lambda key=key: self.entered.emit(key))
        self.promise = muted(_("Your face never leaves this computer."))
        box = QVBoxLayout(self)
        box.setContentsMargins(GRID, 3 * GRID, GRID, 2 * GRID)
        box.setSpacing(GRID)
        product = Words(_("Exposure"), factor=1.25, is_strong=True)
        product.setContentsMargins(GRID, 0, GRID, GRID)
        box.addWidget(product)
        box.addWidget(self.list, 1)
        self.help = button(_("&Help"), lambda: None, icon="info", role="quiet")
        self.help.setToolTip("F1")
        box.addLayout(row(self.help, None))
        self.promise.setContentsMargins(GRID, 0, GRID, 0)
        self.first_steps = button(
            _("First steps"), lambda: self.entered.emit("first"), icon="start", role="quiet"
        )
        self.first_steps.hide()
        box.addLayout(row(self.first_steps, None))
        box.addWidget(self.promise)
        self.list.currentRowChanged.connect(self._choose)
        self._fit()

    def rename(self, pages: dict[str, str]) -> None:
        """Say everything anew, with these names for the same keys."""
        self._names = pages
        self.list.setAccessibleName(_("Pages"))
        self.first_steps.setText(_("First steps"))
        self.promise.setText(_("Your face never leaves this computer."))
        self.help.setText(_("&Help"))
        for key in pages:
            self.note(key, "")

    def select(self, key: str) -> None:
        """Mark the page that is shown; none, if it stands beside the list."""
        # Whoever shows it knows: `chosen` is for what the person does in the list.
        blocker = QSignalBlocker(self.list)
        self.list.setCurrentRow(self._keys.index(key) if key in self._keys else -1)
        blocker.unblock()

    def changeEvent(self, event: QEvent, /) -> None:  # noqa: N802 - Qt's own spelling
        """Stand at the other side when the language changes; grow with the system's text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._lean()
        elif event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _lean(self) -> None:
        # Its one line is on the side of the pages, which a style sheet cannot say.
        self.setProperty("role", "side right" if self.isRightToLeft() else "side left")
        self.style().unpolish(self)
        self.style().polish(self)

    def _choose(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(self._keys[row])

    def note(self, key: str, note: str) -> None:
        """Put a short note beside a page's name; "" for none."""
        name = self._names[key]
        text = f"{name}  ·  {note}" if note else name
        self.list.item(self._keys.index(key)).setText(text)
        self._fit()

    def _fit(self) -> None:
        # As wide as the words need in the font in use, so that large text is not cut off.
        side = theme.mark() + 4
        self.list.setIconSize(QSize(side, side))
        metrics = QFontMetrics(theme.scaled(1.0))
        items = [self.list.item(place) for place in range(self.list.count())]
        words = max(metrics.horizontalAdvance(item.text()) for item in items)
        for item in items:
            item.setSizeHint(QSize(1, metrics.height() + 3 * GRID))
        button_width = self.first_steps.sizeHint().width() + 2 * GRID
        self.setFixedWidth(max(24 * GRID, words + theme.mark() + 7 * GRID, button_width))
