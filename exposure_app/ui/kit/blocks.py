"""The few pieces every page is laid out from: words, buttons, cards, folds, empty states.

Words are shown as plain text wherever they come from: an address or a file name that looks like
markup is shown as it is written, and never loads anything.
"""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from exposure_app.i18n.bidi import FSI, RIGHT_TO_LEFT_MARK
from exposure_app.ui.kit import icons, theme
from exposure_app.ui.kit.flow import Flow
from exposure_app.ui.kit.mirroring import margins
from exposure_app.ui.kit.theme import GRID


class Words(QLabel):
    """Plain text that wraps. `factor` is its size beside the application's font."""

    def __init__(
        self, text: str = "", *, factor: float = 1.0, is_strong: bool = False, role: str = ""
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", role)
        self._factor, self._is_strong = factor, is_strong
        self._letter()
        self.setText(text)
        self._lead()

    def setText(self, text: str, /) -> None:  # noqa: N802 - Qt's own spelling
        """Say this. A line that begins with a filled gap still runs as the language does."""
        # By itself Qt lets it run from the left: it does not look into what is isolated.
        begins_with_gap = self.isRightToLeft() and text.startswith(FSI)
        super().setText(RIGHT_TO_LEFT_MARK + text if begins_with_gap else text)

    def changeEvent(self, event: QEvent, /) -> None:  # noqa: N802 - Qt's own spelling
        """Begin at the other side when the language changes; grow with the system's text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._lead()
        elif event.type() == QEvent.Type.StyleChange:
            self._letter()

    def _letter(self) -> None:
        self.setFont(theme.scaled(self._factor, is_strong=self._is_strong))

    def _lead(self) -> None:
        # By itself a label goes by its first letter: a name in Latin letters would stand at the
        # left of a page that runs from the right.
        flag = Qt.AlignmentFlag
        if not self.alignment() & flag.AlignHCenter:
            side = flag.AlignRight if self.isRightToLeft() else flag.AlignLeft
            self.setAlignment(side | flag.AlignAbsolute | flag.AlignVCenter)


def title(text: str) -> Words:
    """The name of a page."""
    return Words(text, factor=1.7, is_strong=True)


def heading(text: str = "") -> Words:
    """The name of a part of a page."""
    return Words(text, factor=1.1, is_strong=True)


def muted(text: str = "") -> Words:
    """An explanation that stands behind what it explains."""
    return Words(text, role="muted")


def button(
    text: str,
    pressed: Callable[[], object],
    *,
    icon: str = "",
    role: str = "",
    key: str = "",
    description: str = "",
) -> QPushButton:
    """A button with words on it.

    Args:
        role: "primary" for the one thing to do next, "quiet" for what is seldom needed.
        key: such as "Ctrl+O"; shown in the tool tip.
        description: what a screen reader says after the name.
    """
    made = QPushButton(text)
    made.setProperty("role", role)
    made.setAutoDefault(False)
    if icon:
        colour = QPalette.ColorRole.HighlightedText if role == "primary" else None
        made.setIcon(icons.icon(icon, colour or QPalette.ColorRole.ButtonText))
        # Wider than high: the drawing keeps to its side and leaves a gap before the words.
        side = theme.mark()
        made.setIconSize(QSize(side + 6, side) if text else QSize(side, side))
    if key:
        sequence = QKeySequence(key)
        # Not made.setShortcut: that would take away the letter underlined in the text.
        QShortcut(sequence, made, made.click)
        made.setToolTip(sequence.toString(QKeySequence.SequenceFormat.NativeText))
    made.setAccessibleDescription(description)
    made.clicked.connect(lambda _checked: pressed())
    return made


def roomy(box: QAbstractSpinBox) -> None:
    """Keep what is typed into `box` off its edge."""
    # A style sheet's padding reaches the arrows of such a box, and not its line.
    box.lineEdit().setTextMargins(margins(GRID, 0, 0, 0))


def column(*parts: QWidget | QLayout, gap: int = GRID) -> QVBoxLayout:
    """The parts below one another."""
    box = QVBoxLayout()
    _fill(box, parts, gap)
    return box


def row(*parts: QWidget | QLayout | None, gap: int = GRID) -> QHBoxLayout:
    """The parts side by side; None is a gap that takes what room is left."""
    box = QHBoxLayout()
    _fill(box, parts, gap)
    return box


def headed(words: QWidget, *controls: QWidget) -> QHBoxLayout:
    """Words that take what room there is, and controls at the end of the line.

    Several controls go below each other where there is no room for them side by side.
    """
    ends = list(controls)
    if len(ends) > 1:
        together = QWidget()
        together.setLayout(Flow(*controls))
        ends = [together]
    box = row(words, *ends)
    box.setStretch(0, 1)
    return box


def _fill(box: QBoxLayout, parts: Iterable[QWidget | QLayout | None], gap: int) -> None:
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(gap)
    for part in parts:
        if part is None:
            box.addStretch(1)
        elif isinstance(part, QWidget):
            box.addWidget(part)
        else:
            box.addLayout(part)


class Sign(QLabel):
    """An icon that stands by itself, `factor` times as large as one beside text.

    It says nothing to a screen reader: the words beside it do.
    """

    def __init__(
        self,
        drawing: str = "",
        *,
        factor: float = 1.5,
        role: QPalette.ColorRole = QPalette.ColorRole.Accent,
    ) -> None:
        super().__init__()
        self._factor = factor
        self._role = role
        self._drawing = drawing
        self._draw()

    def show_drawing(self, drawing: str) -> None:
        """Show another icon."""
        self._drawing = drawing
        self._draw()

    def changeEvent(self, event: QEvent, /) -> None:  # noqa: N802 - Qt's own spelling
        """Draw again in the colours of the new palette, as large as the text is now."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._draw()

    def _draw(self) -> None:
        if self._drawing:
            side = round(self._factor * theme.mark())
            colour = QApplication.palette().color(self._role)
            self.setPixmap(icons.picture(self._drawing, side, self.devicePixelRatioF(), colour))


class Card(QFrame):
    """A framed group. `role` is its dress in the style sheet."""

    def __init__(self, *parts: QWidget | QLayout, role: str = "card") -> None:
        super().__init__()
        self.setProperty("role", role)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self.body.setSpacing(GRID)
        for part in parts:
            if isinstance(part, QWidget):
                self.body.addWidget(part)
            else:
                self.body.addLayout(part)


class Fold(QWidget):
    """Parts behind a line of words; pressed, they come into view."""

    def __init__(self, text: str, content: QWidget) -> None:
        super().__init__()
        self.content = content
        self.switch = button(text, self._turn, icon="fold", role="fold")
        self.switch.setCheckable(True)
        self.switch.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        content.setVisible(False)
        self.setLayout(column(self.switch, content, gap=GRID // 2))

    def _turn(self) -> None:
        is_open = self.switch.isChecked()
        self.content.setVisible(is_open)
        self.switch.setIcon(icons.icon("unfold" if is_open else "fold"))


class Empty(QWidget):
    """What a page says when it has nothing to show: why, and what to do about it."""

    def __init__(self, drawing: str, what: str, remedy: str, *actions: QPushButton) -> None:
        super().__init__()
        sign = Sign(drawing, factor=3.0, role=QPalette.ColorRole.Mid)
        self.what, self.remedy = heading(what), muted(remedy)
        box = column(sign, self.what, self.remedy)
        for words in (sign, self.what, self.remedy):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.insertStretch(0, 1)
        if actions:
            box.addSpacing(GRID)
            box.addLayout(row(None, *actions, None))
        box.addStretch(2)
        self.setLayout(box)


class PageView(QWidget):
    """One of the window's pages: a title, a sentence, a body that scrolls when it must.

    A page shows what the session says and asks what it needs; it decides nothing.
    """

    def __init__(self, name: str, purpose: str, *, scrolls: bool = True) -> None:
        super().__init__()
        self.name = name
        self.first: QWidget | None = None
        """Where the keyboard goes when the page is come to."""
        inner = QWidget()
        inner.setProperty("role", "page")
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
        self.body.setSpacing(2 * GRID)
        self.body.addLayout(column(title(name), muted(purpose), gap=GRID // 2))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._area: QScrollArea | None = None
        if scrolls:
            area = self._area = QScrollArea()
            area.setWidgetResizable(True)
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            area.setWidget(inner)
            outer.addWidget(area)
        else:
            outer.addWidget(inner)

    def to_top(self) -> None:
        """Scroll to where one begins to read."""
        if self._area:
            self._area.verticalScrollBar().setValue(0)

    def refresh(self) -> None:
        """Read again what the page shows; called each time the page comes into view."""
