"""One card of settings, each with a control made from what is known of it; kept when chosen."""

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QSizePolicy, QWidget

from exposure_app.settings import Setting, SettingCard, Settings, known
from exposure_app.settings.values import Switch
from exposure_app.ui.kit.blocks import Card, heading, muted
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.jobs import SHORT
from exposure_app.ui.kit.theme import GRID
from exposure_app.wording import card_words, label_words, option_words


class ChoicesCard(Card):
    """A box for each setting that has several values, then a switch for each that has two.

    Signals:
        kept(name, value): another value is chosen, and kept.
    """

    kept = Signal(str, object)

    def __init__(self, desk: Desk, card: SettingCard) -> None:
        super().__init__()
        self._desk = desk
        self._is_showing = False
        self.boxes: dict[str, QComboBox] = {}
        self.switches: dict[str, QCheckBox] = {}
        title, about = card_words(card)
        self.body.addWidget(heading(title))
        self.body.addWidget(muted(about))
        self._here = {name: one for name, one in known().items() if one.card is card}
        for name, setting in self._here.items():
            if not isinstance(setting.values, Switch):
                self._add_box(name, setting)
        for name, setting in self._here.items():
            if isinstance(setting.values, Switch):
                self._add_switch(name)
        self.body.addStretch(1)

    def _add_box(self, name: str, setting: Setting[Any]) -> None:
        box = self.boxes[name] = QComboBox()
        for value in setting.values.offered():
            box.addItem(option_words(name, value), value)
        label = QLabel(label_words(name))
        label.setBuddy(box)
        self._add(label, box)
        box.currentIndexChanged.connect(lambda _row: self._keep(name, box.currentData()))

    def _add_switch(self, name: str) -> None:
        switch = self.switches[name] = QCheckBox(label_words(name))
        self._add(switch)
        switch.toggled.connect(partial(self._keep, name))

    def _add(self, *parts: QWidget) -> None:
        parts[-1].setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.body.addSpacing(GRID // 2)
        for part in parts:
            self.body.addWidget(part)

    def refresh(self) -> None:
        """Read what is chosen."""
        self._desk.jobs.ask(self._desk.session.settings.current, then=self._show, lane=SHORT)

    def _show(self, settings: Settings) -> None:
        self._is_showing = True
        for name, box in self.boxes.items():
            value = self._here[name].values.in_force(getattr(settings, name))
            if box.findData(value) < 0:  # typed on the command line
                box.addItem(option_words(name, value), value)
            box.setCurrentIndex(box.findData(value))
        for name, switch in self.switches.items():
            switch.setChecked(getattr(settings, name))
        self._is_showing = False

    def _keep(self, name: str, value: Any) -> None:
        if self._is_showing:
            return
        word = self._here[name].values.write(value)
        self._desk.keep_choice(
            lambda settings: settings.changed(name, word),
            then=lambda: self.kept.emit(name, value),
            ended=self.refresh,
        )
