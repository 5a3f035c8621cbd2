"""The form that adds a place: where, on what footing, how far and how gently."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDoubleSpinBox,
    QFileDialog,
    QGridLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from exposure_app.domain.sources import Budget, Footing
from exposure_app.i18n import _
from exposure_app.ui import theme
from exposure_app.ui.blocks import Fold, Words, button, column, muted, row
from exposure_app.ui.dropping import DropArea
from exposure_app.ui.theme import GRID
from exposure_app.wording import footing_words

_MOST = 1_000_000


class PlaceForm(DropArea):
    """Collects what a source needs; the page adds it.

    Signals:
        submitted(): Add was pressed and nothing the form can see is missing.
    """

    submitted = Signal()

    def __init__(self) -> None:
        super().__init__(role="card")
        self._build_where()
        self._build_footing()
        self.options = _Options()
        self.fold = Fold(_("&Options: how far to go, and how gently"), self.options)
        self.hint = Words(is_strong=True)
        self.hint.hide()
        self.add_button = button(_("&Add place"), self.submit, icon="add", role="primary")
        self.body.addWidget(self.fold)
        line = row(self.add_button, self.hint, None, gap=2 * GRID)
        line.setStretch(1, 1)
        self.body.addLayout(line)
        self.dropped.connect(self._take_dropped)

    def _build_where(self) -> None:
        self.where = QLineEdit()
        self.where.setPlaceholderText(_("https://… or a folder; you can also drop one here"))
        self.where.returnPressed.connect(self.submit)
        label = QLabel(_("A&ddress or folder"))
        label.setBuddy(self.where)
        self.choose_folder = button(
            _("Choose a &folder…"), self._choose_folder, icon="folder", key="Ctrl+Shift+O"
        )
        self.body.addWidget(label)
        line = row(self.where, self.choose_folder)
        line.setStretch(0, 1)
        self.body.addLayout(line)

    def _build_footing(self) -> None:
        self.body.addSpacing(GRID // 2)
        self.body.addWidget(QLabel(_("Why may you look there?")))
        self._group = QButtonGroup(self)
        self.footings: dict[Footing, QRadioButton] = {}
        for footing, meaning in _meanings().items():
            choice = QRadioButton(footing_words(footing))
            choice.setAccessibleDescription(meaning)
            choice.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            self._group.addButton(choice)
            self.footings[footing] = choice
            words = muted(meaning)
            # Under the words of the choice, past its ring.
            words.setContentsMargins(theme.mark() + GRID + 2, 0, 0, 0)
            self.body.addLayout(column(choice, words, gap=0))
        self.note = QLineEdit()
        label = QLabel(_("Who gave &leave, and when"))
        label.setBuddy(self.note)
        self._leave = QWidget()
        self._leave.setLayout(row(label, self.note))
        self._leave.hide()
        self.footings[Footing.OPTED_IN].toggled.connect(self._leave.setVisible)
        self.body.addWidget(self._leave)

    @property
    def locator(self) -> str:
        """What was typed, dropped or chosen."""
        return self.where.text().strip()

    @property
    def footing(self) -> Footing | None:
        """The footing chosen, None before one is."""
        return next((f for f, choice in self.footings.items() if choice.isChecked()), None)

    def submit(self) -> None:
        """Add, or say what is missing and go there."""
        if not self.locator:
            self._ask_for(_("Type an address, or choose a folder."), self.where)
        elif self.footing is None:
            self._ask_for(_("Say why you may look there."), self.footings[Footing.OWNED])
        elif self.footing is Footing.OPTED_IN and not self.note.text().strip():
            self._ask_for(_("Note who gave leave, and when."), self.note)
        else:
            self.hint.hide()
            self.submitted.emit()

    def clear(self) -> None:
        """Make room for the next place."""
        self.where.clear()
        self.note.clear()
        self._group.setExclusive(False)
        for choice in self.footings.values():
            choice.setChecked(False)
        self._group.setExclusive(True)
        self.hint.hide()
        self.where.setFocus()

    def _ask_for(self, hint: str, where: QWidget) -> None:
        self.hint.setText(hint)
        self.hint.show()
        where.setFocus()

    def _choose_folder(self) -> None:
        if chosen := QFileDialog.getExistingDirectory(self, _("Choose a folder to look through")):
            self.where.setText(str(Path(chosen)))

    def _take_dropped(self, locators: list[str]) -> None:
        self.where.setText(locators[0])
        if self.footing is None:
            self.footings[Footing.OWNED].setFocus()


class _Options(QWidget):
    """The budget of a source, and whether private addresses may be asked."""

    def __init__(self) -> None:
        super().__init__()
        usual = Budget()
        self.steps = _number(usual.depth, 0, 50)
        self.pages = _number(usual.max_pages, 1, _MOST)
        self.images = _number(usual.max_images, 1, _MOST)
        self.delay = QDoubleSpinBox()
        self.delay.setRange(0.0, 60.0)
        self.delay.setSingleStep(0.5)
        self.delay.setDecimals(1)
        self.delay.setValue(usual.delay_s)
        self.allow_private = QCheckBox(_("Allow my &own network"))
        self.allow_private.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        private = muted(_("For a device at home, or a site on this computer."))
        lines = QGridLayout()
        lines.setHorizontalSpacing(2 * GRID)
        lines.setVerticalSpacing(GRID)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setColumnStretch(2, 1)
        controls: list[tuple[str, QWidget]] = [
            (_("Lin&ks to follow"), self.steps),
            (_("Pa&ges at most"), self.pages),
            (_("Pict&ures at most"), self.images),
            (_("Pause, in &seconds"), self.delay),
        ]
        for place, (text, control) in enumerate(controls):
            label = QLabel(text)
            label.setBuddy(control)
            lines.addWidget(label, place, 0)
            lines.addWidget(control, place, 1)
        body = column(lines, self.allow_private, private)
        body.setContentsMargins(3 * GRID, 0, 0, GRID)
        self.setLayout(body)

    @property
    def budget(self) -> Budget:
        """What the person set; bytes stay as they usually are."""
        return Budget(
            depth=self.steps.value(),
            max_pages=self.pages.value(),
            max_images=self.images.value(),
            delay_s=self.delay.value(),
        )


def _number(value: int, least: int, most: int) -> QSpinBox:
    made = QSpinBox()
    made.setRange(least, most)
    made.setGroupSeparatorShown(True)
    made.setValue(value)
    return made


def _meanings() -> dict[Footing, str]:
    return {
        Footing.OWNED: _("A site, page or folder that belongs to you or that you run."),
        Footing.OPTED_IN: _("Someone it belongs to said yes. You note who, and when."),
        Footing.MY_EXPORT: _("Files a service handed you about yourself, or photos you hold."),
    }
