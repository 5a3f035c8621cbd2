"""The air-gap switch: nothing is asked of the network while it is on."""

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QSizePolicy

from exposure_app.i18n import _
from exposure_app.settings import Settings
from exposure_app.ui.kit.blocks import Card, Words, heading, muted
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.jobs import SHORT
from exposure_app.wording import air_gap_words


class AirGapView(Card):
    """One switch, kept at once; and what it means as it stands."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._is_showing = False
        self.switch = QCheckBox(_("Air &gap: ask nothing of the network"))
        self.switch.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.switch.toggled.connect(self._keep)
        self.meaning = Words(air_gap_words(is_on=False))
        self.body.addWidget(heading(_("Air gap")))
        self.body.addWidget(
            muted(
                _(
                    "No connection is made and no name looked up, whatever an audit would need. "
                    "Folders, files, reports and the test beside this go on working."
                )
            )
        )
        self.body.addWidget(self.switch)
        self.body.addWidget(self.meaning)
        self.body.addStretch(1)

    def refresh(self) -> None:
        """Read what is chosen."""
        self._desk.jobs.ask(self._desk.session.settings.current, then=self._show, lane=SHORT)

    def _show(self, settings: Settings) -> None:
        self._is_showing = True
        self.switch.setChecked(settings.air_gap)
        self._is_showing = False
        self.meaning.setText(air_gap_words(settings.air_gap))

    def _keep(self, is_on: bool) -> None:
        if self._is_showing:
            return
        self._desk.keep_choice(
            lambda settings: replace(settings, air_gap=is_on),
            ended=self.refresh,
        )
