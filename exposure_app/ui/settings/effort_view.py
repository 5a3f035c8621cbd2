"""How hard the computer may work: choices that are kept as soon as they are made."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QSizePolicy

from exposure_app.i18n import _, ngettext
from exposure_app.settings import OnBattery, OnClose, Settings
from exposure_app.ui.kit.blocks import Card, heading, muted
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.jobs import SHORT
from exposure_app.ui.kit.theme import GRID


class EffortView(Card):
    """Cores, other programs, battery, and what closing the window means.

    Signals:
        changed(): another choice is kept.
    """

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._is_showing = False
        self.cores, self.battery, self.closing = QComboBox(), QComboBox(), QComboBox()
        total = _cores()
        half = max(1, total // 2)
        self.cores.addItem(
            ngettext("Half of them ({n} core)", "Half of them ({n} cores)", half).format(n=half), 0
        )
        for n in range(1, total + 1):
            self.cores.addItem(ngettext("{n} core", "{n} cores", n).format(n=n), n)
        for choice in OnBattery:
            self.battery.addItem(_battery_words(choice), choice)
        for on_close in OnClose:
            self.closing.addItem(_closing_words(on_close), on_close)
        self.is_gentle = QCheckBox(_("Let &other programs go first"))
        self.is_gentle.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.body.addWidget(heading(_("How hard the computer may work")))
        self.body.addWidget(
            muted(
                _(
                    "For audits, and for reading many photos. More cores are faster, warmer and "
                    "louder. A choice counts from the next audit on."
                )
            )
        )
        for text, box in (
            (_("Co&res of this computer to use"), self.cores),
            (_("While it runs on &battery"), self.battery),
            (_("When the &window is closed while there is work"), self.closing),
        ):
            box.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            label = QLabel(text)
            label.setBuddy(box)
            self.body.addSpacing(GRID // 2)
            self.body.addWidget(label)
            self.body.addWidget(box)
            box.currentIndexChanged.connect(self._keep)
        self.body.addSpacing(GRID // 2)
        self.body.addWidget(self.is_gentle)
        self.is_gentle.toggled.connect(self._keep)
        self.body.addStretch(1)

    def refresh(self) -> None:
        """Read what is chosen."""
        self._desk.jobs.ask(self._desk.session.settings, then=self._show, lane=SHORT)

    def _show(self, settings: Settings) -> None:
        self._is_showing = True
        if self.cores.findData(settings.cores) < 0:
            # Chosen on a larger computer, perhaps: as many as there are.
            self.cores.setCurrentIndex(self.cores.count() - 1)
        else:
            self.cores.setCurrentIndex(self.cores.findData(settings.cores))
        self.battery.setCurrentIndex(_row_of(self.battery, settings.on_battery))
        self.closing.setCurrentIndex(_row_of(self.closing, settings.on_close))
        self.is_gentle.setChecked(settings.is_gentle)
        self._is_showing = False

    def _keep(self, _changed: Any) -> None:
        if self._is_showing:
            return
        cores = int(self.cores.currentData())
        on_battery, on_close = self.battery.currentData(), self.closing.currentData()
        is_gentle = self.is_gentle.isChecked()

        def keep() -> None:
            # What else is chosen, such as the face model, stays as it is.
            self._desk.session.change_settings(
                replace(
                    self._desk.session.settings(),
                    cores=cores,
                    on_battery=on_battery,
                    on_close=on_close,
                    is_gentle=is_gentle,
                )
            )

        self._desk.jobs.ask(keep, then=lambda _none: self.changed.emit(), lane=SHORT)


def _cores() -> int:
    # Imported here: the window is on the screen before the session's modules are read.
    from exposure_app.session.work.effort import cores  # noqa: PLC0415 - see above

    return cores()


def _row_of(box: QComboBox, choice: object) -> int:
    return next(row for row in range(box.count()) if box.itemData(row) is choice)


def _closing_words(choice: OnClose) -> str:
    return {
        OnClose.ASK: _("Ask me"),
        OnClose.TRAY: _("Go on in the background"),
        OnClose.LEAVE: _("Stop and close"),
    }[choice]


def _battery_words(choice: OnBattery) -> str:
    return {
        OnBattery.AS_USUAL: _("Work as usual"),
        OnBattery.ONE_CORE: _("Use one core only"),
        OnBattery.PAUSE: _("Pause until it is plugged in"),
    }[choice]
