"""Which language everything is said in: kept as soon as it is chosen."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy

from exposure_app.domain.languages import offered
from exposure_app.i18n import _
from exposure_app.settings import Settings
from exposure_app.ui.kit.blocks import Card, heading, muted
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.jobs import SHORT


class LanguageView(Card):
    """A choice of the languages that are complete, each by its own name.

    Signals:
        chosen(str): the tag of another language, "" for the system's, is kept now.
    """

    chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._is_showing = False
        self.language = QComboBox()
        self.language.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.language.addItem(_("As this computer is set"), "")
        for one in offered():
            self.language.addItem(one.own_name, one.tag)
        label = QLabel(_("Lan&guage"))
        label.setBuddy(self.language)
        self.body.addWidget(heading(_("Language")))
        self.body.addWidget(
            muted(_("Of this window and of reports. It changes once nothing is under way."))
        )
        self.body.addWidget(label)
        self.body.addWidget(self.language)
        self.language.currentIndexChanged.connect(self._keep)

    def refresh(self) -> None:
        """Read what is chosen."""
        self._desk.jobs.ask(self._desk.session.settings, then=self._show, lane=SHORT)

    def _show(self, settings: Settings) -> None:
        self._is_showing = True
        self.language.setCurrentIndex(max(0, self.language.findData(settings.language)))
        self._is_showing = False

    def _keep(self, _row: int) -> None:
        if self._is_showing:
            return
        tag = str(self.language.currentData())

        def keep() -> None:
            self._desk.session.change_settings(replace(self._desk.session.settings(), language=tag))

        self._desk.jobs.ask(keep, then=lambda _none: self.chosen.emit(tag), lane=SHORT)
