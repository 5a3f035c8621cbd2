"""Settings: the language, which face model compares, how hard the computer may work."""

from PySide6.QtCore import Signal

from exposure_app.i18n import _
from exposure_app.ui.kit.blocks import PageView
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.thumbnails import Thumbnails
from exposure_app.ui.settings.effort_view import EffortView
from exposure_app.ui.settings.language_view import LanguageView
from exposure_app.ui.settings.packs_view import PacksView


class SettingsPage(PageView):
    """Three cards; what is chosen in them is kept at once.

    Signals:
        changed(): another face model is in use, or findings moved.
        spoken(str): the tag of another language is chosen, "" for the system's.
    """

    changed = Signal()
    spoken = Signal(str)

    def __init__(self, desk: Desk, crops: Thumbnails) -> None:
        super().__init__(
            _("Settings"), _("Everything works as it comes. These are for those who want more.")
        )
        self.packs = PacksView(desk, crops)
        self.packs.changed.connect(self.changed)
        self.effort = EffortView(desk)
        self.language = LanguageView(desk)
        self.language.chosen.connect(self.spoken)
        self.body.addWidget(self.packs)
        self.body.addWidget(self.effort)
        self.body.addWidget(self.language)
        self.body.addStretch(1)
        self.first = self.packs.view

    def refresh(self) -> None:
        """Read the face models and the choices."""
        self.packs.refresh()
        self.effort.refresh()
        self.language.refresh()
