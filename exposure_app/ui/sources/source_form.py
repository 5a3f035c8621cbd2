"""The form that adds a place: where, on what footing, how far and how gently."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QLabel,
    QLineEdit,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from exposure_app.domain.sources import Footing, Kind, RecognisedSource, SourceChoices
from exposure_app.i18n import _
from exposure_app.ui.kit import theme
from exposure_app.ui.kit.blocks import Fold, Words, button, column, muted, row
from exposure_app.ui.kit.dropping import DropArea
from exposure_app.ui.kit.mirroring import margins
from exposure_app.ui.kit.theme import GRID
from exposure_app.ui.sources.source_meaning import SourceMeaning
from exposure_app.ui.sources.source_options import SourceOptions
from exposure_app.ui.sources.source_permission import SourcePermission
from exposure_app.wording import budget_words, footing_words, scope_words


class SourceForm(DropArea):
    """Collects what a source needs; the page adds it.

    Signals:
        submitted(): Add was pressed and nothing the form can see is missing.
        typed(str): the address is another now; whoever knows what it means says so with
            `show_meaning`.
    """

    submitted = Signal()
    typed = Signal(str)

    def __init__(self) -> None:
        super().__init__(role="card", takes_text=True)
        self._suggested: Footing | None = None
        self._build_where()
        self._build_footing()
        self.options = SourceOptions()
        self.options.changed.connect(self._preview)
        self.fold = Fold(_("&Options: how far to go, and how gently"), self.options)
        self.hint = Words(is_strong=True)
        self.hint.hide()
        self.preview = muted()
        self.preview.hide()
        self.add_button = button(_("&Add place"), self.submit, icon="add", role="primary")
        self.body.addWidget(self.fold)
        self.body.addWidget(self.preview)
        self.body.addSpacing(GRID // 2)
        line = row(self.add_button, self.hint, None, gap=2 * GRID)
        line.setStretch(1, 1)
        self.body.addLayout(line)
        self.dropped.connect(self._take_dropped)

    def _build_where(self) -> None:
        self.where = QLineEdit()
        self.where.setPlaceholderText(_("Type, or drop it here"))
        self.where.returnPressed.connect(self.submit)
        self.where.textChanged.connect(self.typed)
        label = QLabel(_("A&ddress, account, folder or file"))
        label.setBuddy(self.where)
        self.choose_folder = button(
            _("Choose a &folder…"), self._choose_folder, icon="folder", key="Ctrl+Shift+O"
        )
        self.choose_file = button(_("Choose a f&ile…"), self._choose_file, icon="page")
        self.meaning = SourceMeaning(self.choose_folder, self.choose_file)
        self.meaning.changed.connect(self._preview)
        self.body.addWidget(label)
        self.body.addWidget(self.where)
        self.body.addWidget(self.meaning)

    def _build_footing(self) -> None:
        self.body.addSpacing(GRID // 2)
        self.body.addWidget(QLabel(_("Why may you look there?")))
        self.suggestion = muted(
            _("These are files you hold, so the last answer is chosen. Change it if it is wrong.")
        )
        self.suggestion.hide()
        self._group = QButtonGroup(self)
        self.footings: dict[Footing, QRadioButton] = {}
        for footing, meaning in _meanings().items():
            choice = QRadioButton(footing_words(footing))
            choice.setAccessibleDescription(meaning)
            choice.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            choice.clicked.connect(self._settle_footing)
            self._group.addButton(choice)
            self.footings[footing] = choice
            words = muted(meaning)
            # Under the words of the choice, past its ring.
            words.setContentsMargins(margins(theme.mark() + GRID + 2, 0, 0, 0))
            self.body.addLayout(column(choice, words, gap=0))
            if footing is Footing.OPTED_IN:
                self.leave = SourcePermission()
                self.leave.hide()
                choice.toggled.connect(self.leave.setVisible)
                self.body.addWidget(self.leave)
        self.body.addWidget(self.suggestion)

    @property
    def locator(self) -> str:
        """What was typed, dropped or chosen."""
        return self.where.text().strip()

    @property
    def kind(self) -> Kind | None:
        """The kind chosen; None to have it recognised."""
        return self.meaning.kind

    @property
    def choices(self) -> SourceChoices:
        """What else was said: who gave leave, where that is the footing chosen, and the options."""
        permission = self.leave.permission if self.footing is Footing.OPTED_IN else None
        return {**self.options.choices, "permission": permission}

    @property
    def footing(self) -> Footing | None:
        """The footing chosen, None before one is."""
        return next((f for f, choice in self.footings.items() if choice.isChecked()), None)

    def show_meaning(self, meaning: RecognisedSource | None) -> None:
        """Say what the address means; of files, suggest the footing."""
        self.meaning.show_meaning(meaning, is_empty=not self.locator)
        self.where.setAccessibleDescription(self.meaning.words.text())
        is_file = meaning is not None and not meaning.fits
        if is_file and self.footing is None:
            self._suggested = Footing.MY_EXPORT
            self.footings[Footing.MY_EXPORT].setChecked(True)
        elif not is_file and self._suggested:
            self._check_none()
        self.suggestion.setVisible(self._suggested is not None)

    def submit(self) -> None:
        """Add, or say what is missing and go there."""
        if not self.locator:
            self._ask_for(_("Type an address, or choose a folder."), self.where)
        elif self.footing is None:
            self._ask_for(_("Say why you may look there."), self.footings[Footing.OWNED])
        elif self.footing is Footing.OPTED_IN and self.leave.permission is None:
            self._ask_for(_("Type the name of whoever gave leave."), self.leave.name)
        else:
            self.hint.hide()
            self.submitted.emit()

    def clear(self) -> None:
        """Make room for the next place."""
        self.where.clear()
        self.leave.clear()
        self.meaning.clear()
        self.options.keep_faces.show_days(0)
        self._check_none()
        self.suggestion.hide()
        self.hint.hide()
        self.where.setFocus()

    def _check_none(self) -> None:
        self._suggested = None
        self._group.setExclusive(False)
        for choice in self.footings.values():
            choice.setChecked(False)
        self._group.setExclusive(True)

    def _settle_footing(self) -> None:
        self._suggested = None
        self.suggestion.hide()

    def _preview(self) -> None:
        """Say how far an audit of this address would go, and how long its pauses would take."""
        meaning, kind = self.meaning.meaning, self.meaning.shown_kind
        is_shown = meaning is not None and kind is not None and bool(meaning.host)
        self.preview.setVisible(is_shown)
        if meaning and kind and is_shown:
            scope = scope_words(kind, meaning.host)
            self.preview.setText(f"{scope}\n{budget_words(kind, self.options.budget)}")

    def _ask_for(self, hint: str, where: QWidget) -> None:
        self.hint.setText(hint)
        self.hint.show()
        where.setFocus()

    def _choose_folder(self) -> None:
        if chosen := QFileDialog.getExistingDirectory(self, _("Choose a folder to look through")):
            self.where.setText(str(Path(chosen)))

    def _choose_file(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileName(self, _("Choose a picture or a saved file"))
        if chosen:
            self.where.setText(str(Path(chosen)))

    def _take_dropped(self, locators: list[str]) -> None:
        self.where.setText(locators[0])
        self.hint.setText(_("One place at a time: only the first was taken."))
        self.hint.setVisible(len(locators) > 1)
        if self.footing is None:
            self.footings[Footing.OWNED].setFocus()


def _meanings() -> dict[Footing, str]:
    return {
        Footing.OWNED: _("A site, page or folder that belongs to you or that you run."),
        Footing.OPTED_IN: _("Whoever it belongs to said yes. You note who, when, and their words."),
        Footing.MY_EXPORT: _("Files a service handed you about yourself, or photos you hold."),
    }
