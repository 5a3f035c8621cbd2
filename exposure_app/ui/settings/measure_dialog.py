"""Explains which pictures a face model can be measured on, and asks for their folder."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from exposure_app.i18n import _, standing_alone
from exposure_app.ui.kit.blocks import Card, Words, button, column, heading, muted
from exposure_app.ui.kit.mirroring import is_mirrored
from exposure_app.ui.kit.sheet import Sheet
from exposure_app.ui.kit.theme import GRID


class MeasureDialog(Sheet):
    """Words, a sketch of the folder, and a button that chooses it.

    Signals:
        chosen(Path): the folder to measure on.
    """

    chosen = Signal(object)

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Measure {title}").format(title=title))
        sketch = QLabel(_sketch())
        sketch.setTextFormat(Qt.TextFormat.PlainText)
        self.choose = button(_("&Choose the folder…"), self._choose, icon="folder", role="primary")
        body = column(
            heading(_("Which pictures it needs")),
            Words(
                _(
                    "A folder with one folder per person, and in it pictures of that person. Many "
                    "people matter more than many pictures: a few hundred people make a fair "
                    "measurement, and some should have two pictures or more."
                )
            ),
            Card(sketch),
            muted(
                _(
                    "The pictures are read on this computer and nothing of them is kept but "
                    "counts. Measuring takes minutes to an hour; you can stop at any time."
                )
            ),
            gap=2 * GRID,
        )
        self.lay_out(body, button(_("Cancel"), self.reject), self.choose)
        self.choose.setFocus()

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, _("Choose a folder of known people"))
        if folder:
            self.chosen.emit(Path(folder))
            self.accept()


def _sketch() -> str:
    """The folder as a tree, whose branches reach to where lines go on."""
    lines = [
        ("", _("Pictures")),
        ("├─ ", _("Ada")),
        ("│   ├─ ", "1.jpg"),
        ("│   └─ ", "2.jpg"),
        ("├─ ", _("Ben")),
        ("│   └─ ", _("by the sea.jpg")),
        ("└─ ", "…"),
    ]
    if not is_mirrored():
        return "\n".join(branch + name for branch, name in lines)
    other = str.maketrans("├└", "┤┘")
    # The mark makes each line run from the right, whatever its name is written in.
    return "\n".join(
        f"{_FROM_THE_RIGHT}{branch.translate(other)}{standing_alone(name)}"
        for branch, name in lines
    )


_FROM_THE_RIGHT = "\N{RIGHT-TO-LEFT MARK}"
