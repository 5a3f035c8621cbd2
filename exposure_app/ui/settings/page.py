"""Settings: which face model compares, every card of what can be chosen, and the version."""

from PySide6.QtCore import Signal

from exposure_app.i18n import _
from exposure_app.settings import SettingCard
from exposure_app.ui.kit.blocks import PageView
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.thumbnails import Thumbnails
from exposure_app.ui.settings.choices_card import ChoicesCard
from exposure_app.ui.settings.packs_view import PacksView
from exposure_app.ui.settings.version_card import VersionCard


class SettingsPage(PageView):
    """The face models, and the cards of settings; what is chosen in them is kept at once.

    Signals:
        changed(): another face model is in use, or findings moved.
        chosen(): a setting has another value.
        spoken(str): the tag of another language is chosen, "" for the system's.
    """

    changed = Signal()
    chosen = Signal()
    spoken = Signal(str)

    def __init__(self, desk: Desk, crops: Thumbnails) -> None:
        super().__init__(
            _("Settings"), _("Everything works as it comes. These are for those who want more.")
        )
        self.packs = PacksView(desk, crops)
        self.packs.changed.connect(self.changed)
        self.body.addWidget(self.packs)
        self.cards = {card: ChoicesCard(desk, card) for card in SettingCard}
        for card in self.cards.values():
            card.kept.connect(self._tell)
            self.body.addWidget(card)
        self.version = VersionCard(desk)
        self.body.addWidget(self.version)
        self.body.addStretch(1)
        self.first = self.packs.view

    def refresh(self) -> None:
        """Read the face models and the choices."""
        self.packs.refresh()
        for card in self.cards.values():
            card.refresh()
        self.version.refresh()

    def _tell(self, name: str, value: object) -> None:
        self.chosen.emit()
        if name == "language":
            self.spoken.emit(value)
