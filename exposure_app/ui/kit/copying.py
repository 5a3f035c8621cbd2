"""Text that is to be used elsewhere: to read, to select, and a button that copies it."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit

from exposure_app.i18n import _
from exposure_app.ui.kit.blocks import button


class CopyLine:
    """A name, a field that is only read, and its button; one line of a grid."""

    def __init__(self, name: str, text: str) -> None:
        self.label = QLabel(name)
        self.field = QLineEdit(text)
        self.field.setReadOnly(True)
        self.field.setCursorPosition(0)
        self.label.setBuddy(self.field)
        self.field.setAccessibleName(name)
        self.copy = button(_("Copied"), self._copy)
        as_wide = self.copy.sizeHint().width()
        self.copy.setText(_("Copy"))
        # So that the field beside it does not shrink when it says that it is done.
        self.copy.setMinimumWidth(max(as_wide, self.copy.sizeHint().width()))
        self.copy.setAccessibleName(_("Copy: {name}").format(name=name))

    def add_to(self, grid: QGridLayout) -> None:
        """Stand below what is in `grid`."""
        place = grid.rowCount()
        for column, widget in enumerate((self.label, self.field, self.copy)):
            grid.addWidget(widget, place, column)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.field.text())
        self.copy.setText(_("Copied"))
        self.copy.setAccessibleName(_("Copied: {name}").format(name=self.label.text()))
