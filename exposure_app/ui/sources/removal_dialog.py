"""Asks whether a place is forgotten, with a list of what goes and what stays."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from exposure_app.domain.removal import Removal
from exposure_app.i18n import _
from exposure_app.ui.kit.blocks import Words, button, column, heading, muted
from exposure_app.ui.kit.sheet import Sheet
from exposure_app.ui.kit.theme import GRID
from exposure_app.wording import going_lines, removal_lines


class RemovalDialog(Sheet):
    """The place, what goes and stays in numbers, then each finding that goes. Escape means no."""

    def __init__(self, parent: QWidget, going: Removal, *, then: Callable[[], object]) -> None:
        super().__init__(parent, characters=84)
        self.setWindowTitle(_("Remove this place?"))
        self.no = button(_("Cancel"), self.reject)
        self.no.setDefault(True)
        self.yes = button(_("&Remove"), self.accept, icon="remove")
        self.accepted.connect(then)
        numbers = column(*(Words(line) for line in removal_lines(going)), gap=GRID // 2)
        body = column(
            heading(_("Remove this place?")), muted(going.source.locator), numbers, gap=2 * GRID
        )
        if found := going_lines(going):
            listed = (muted(f"•  {line}") for line in found)
            body.addLayout(column(Words(_("These go"), is_strong=True), *listed, gap=GRID // 2))
        body.addStretch(1)
        self.lay_out(body, self.no, self.yes)
        self.no.setFocus()
