"""Below the address: what it was recognised as, and what else it may be called."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from exposure_app.domain.sources import Kind, RecognisedSource
from exposure_app.i18n import _
from exposure_app.ui.kit.blocks import column, muted, row
from exposure_app.ui.kit.flow import Flow
from exposure_app.wording import kind_words, meaning_words


class SourceMeaning(QWidget):
    """A line of words, and for an address a choice of kinds.

    Args:
        beside: controls that stand in the line of the choice, before it.

    Signals:
        changed(): something else was recognised or chosen.
    """

    changed = Signal()

    def __init__(self, *beside: QWidget) -> None:
        super().__init__()
        self.meaning: RecognisedSource | None = None
        self.words = muted()
        self.kinds = QComboBox()
        self.kinds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.kinds.activated.connect(self._choose)
        self._wanted: Kind | None = None
        label = QLabel(_("&What is it?"))
        label.setBuddy(self.kinds)
        self._choice = QWidget()
        self._choice.setLayout(row(label, self.kinds))
        self.setLayout(column(self.words, Flow(*beside, self._choice)))
        self.show_meaning(None)

    @property
    def kind(self) -> Kind | None:
        """The kind that the person chose, None where it is left to be recognised."""
        chosen: Kind | None = self.kinds.currentData()
        return chosen

    @property
    def shown_kind(self) -> Kind | None:
        """The kind chosen or else recognised; None if there is neither."""
        return self.kind or (self.meaning.kind if self.meaning else None)

    def show_meaning(self, meaning: RecognisedSource | None, *, is_empty: bool = True) -> None:
        """Say what was recognised; of nothing, what could be.

        What the person chose before stays chosen where it still fits.

        Args:
            is_empty: whether nothing was typed.
        """
        self.meaning = meaning
        if meaning:
            self.words.setText(meaning_words(meaning))
        else:
            could_be = _(
                "A web address, an account such as @name@server or @name.example, a folder, a "
                "picture, a video, or a PDF, ZIP, HAR, WARC or WACZ file."
            )
            self.words.setText(
                could_be
                if is_empty
                else _("Not recognised yet. It can be: {what}").format(
                    what=could_be[:1].lower() + could_be[1:]
                )
            )
        self._offer(meaning.fits if meaning else ())
        self.changed.emit()

    def clear(self) -> None:
        """Forget what was chosen for the last place."""
        self._wanted = None

    def _offer(self, fits: tuple[Kind, ...]) -> None:
        self.kinds.clear()
        if self.meaning:
            self.kinds.addItem(_("Recognised by itself"), None)
        for kind in fits:
            words = kind_words(kind)
            self.kinds.addItem(words[:1].upper() + words[1:], kind)
        wanted = self.kinds.findData(self._wanted) if self._wanted else 0
        self.kinds.setCurrentIndex(max(0, wanted))
        self._choice.setVisible(len(fits) > 1)

    def _choose(self) -> None:
        self._wanted = self.kind
        self.changed.emit()
