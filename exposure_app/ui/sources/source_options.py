"""How far an audit of a place may go, and how gently."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QGridLayout,
    QLabel,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from exposure_app.domain.sources import Budget, SourceChoices
from exposure_app.i18n import _
from exposure_app.ui.kit.blocks import column, muted, roomy
from exposure_app.ui.kit.mirroring import margins
from exposure_app.ui.kit.theme import GRID
from exposure_app.ui.sources.keep_faces import KeepFaces

_MOST = 1_000_000
_MB = 1_000_000


class SourceOptions(QWidget):
    """The budget of a source, whether private addresses may be asked, and whether faces are kept.

    Without letters to press: the page around it has used up those that its languages have.

    Signals:
        changed(): the budget is another now.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        usual = Budget()
        self.steps = _number(usual.depth, 0, 50)
        self.megabytes = _number(usual.max_bytes // _MB, 1, _MOST)
        self.others = _number(usual.max_host_bytes // _MB, 1, _MOST)
        self.minutes = _number(usual.max_minutes, 1, _MOST)
        self.pages = _number(usual.max_pages, 1, _MOST)
        self.images = _number(usual.max_images, 1, _MOST)
        self.delay = QDoubleSpinBox()
        roomy(self.delay)
        self.delay.setRange(0.0, 60.0)
        self.delay.setSingleStep(0.5)
        self.delay.setDecimals(1)
        self.delay.setValue(usual.delay_s)
        self.allow_private = QCheckBox(_("Allow my own network"))
        self.allow_private.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        private = muted(_("For a device at home, or a site on this computer."))
        lines = QGridLayout()
        lines.setHorizontalSpacing(2 * GRID)
        lines.setVerticalSpacing(GRID)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setColumnStretch(2, 1)
        controls: list[tuple[str, QWidget]] = [
            (_("Links to follow"), self.steps),
            (_("Pages at most"), self.pages),
            (_("Pictures at most"), self.images),
            (_("MB at most"), self.megabytes),
            (_("MB per other host"), self.others),
            (_("Minutes at most"), self.minutes),
            (_("Pause, in seconds"), self.delay),
        ]
        for place, (text, control) in enumerate(controls):
            label = QLabel(text)
            label.setBuddy(control)
            lines.addWidget(label, place, 0)
            lines.addWidget(control, place, 1)
        for _label, control in controls:
            if isinstance(control, QSpinBox | QDoubleSpinBox):
                control.valueChanged.connect(self.changed)
        self.keep_faces = KeepFaces()
        body = column(lines, self.allow_private, private, self.keep_faces)
        body.setContentsMargins(margins(3 * GRID, 0, 0, GRID))
        self.setLayout(body)

    @property
    def budget(self) -> Budget:
        """What the person set."""
        return Budget(
            depth=self.steps.value(),
            max_pages=self.pages.value(),
            max_images=self.images.value(),
            max_bytes=self.megabytes.value() * _MB,
            delay_s=self.delay.value(),
            max_host_bytes=self.others.value() * _MB,
            max_minutes=self.minutes.value(),
        )

    @property
    def choices(self) -> SourceChoices:
        """All that the person set."""
        return SourceChoices(
            budget=self.budget,
            allow_private=self.allow_private.isChecked(),
            keep_faces_days=self.keep_faces.days,
        )


def _number(value: int, least: int, most: int) -> QSpinBox:
    made = QSpinBox()
    roomy(made)
    made.setRange(least, most)
    made.setGroupSeparatorShown(True)
    made.setValue(value)
    return made
