"""The vault on the Trust page: where its key is, lock it, back it up, bring it back."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QSizePolicy, QWidget

from exposure_app.domain.work import CancelToken, Report
from exposure_app.i18n import _, ngettext
from exposure_app.settings import Settings, known
from exposure_app.ui.kit.asking import ask
from exposure_app.ui.kit.blocks import Card, Words, button, heading, muted
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.flow import Flow
from exposure_app.ui.kit.jobs import LONG, SHORT
from exposure_app.ui.kit.passphrase_dialog import PassphraseDialog
from exposure_app.ui.kit.theme import GRID
from exposure_app.wording import key_place_words


class VaultView(Card):
    """What can be done with the vault as a whole.

    Signals:
        lock_wanted(): now.
        restore_wanted(path, passphrase): everything here is to give way to that backup.
        lock_after(minutes): what was chosen, or is.
    """

    lock_wanted = Signal()
    restore_wanted = Signal(object, str)
    lock_after = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._is_showing = False
        self.place = Words()
        self.change = button(_("Change &passphrase…"), self._ask_to_change)
        self.to_passphrase = button(_("Use a &passphrase instead…"), self._ask_for_passphrase)
        self.to_keychain = button(_("Keep the key &in the keychain…"), self._ask_for_keychain)
        self.lock = button(_("&Lock now"), self.lock_wanted.emit, icon="trust", key="Ctrl+L")
        self.backup = button(_("&Back up…"), self._choose_backup, icon="export")
        self.restore = button(_("&Restore…"), self._choose_to_restore, icon="undo")
        self.after = QComboBox()
        self.after.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        for minutes in known()["lock_after"].values.offered():
            self.after.addItem(_minutes_words(minutes), minutes)
        self.after.currentIndexChanged.connect(self._keep)
        label = QLabel(_("Lock b&y itself"))
        label.setBuddy(self.after)
        self.body.addWidget(heading(_("Vault")))
        self.body.addWidget(self.place)
        self.body.addWidget(_flow(self.change, self.to_passphrase, self.to_keychain, self.lock))
        self.body.addWidget(label)
        self.body.addWidget(self.after)
        self.body.addSpacing(GRID)
        self.body.addWidget(
            muted(
                _(
                    "A backup is one encrypted file with a passphrase of its own, for this "
                    "computer or another. It is read back before it counts."
                )
            )
        )
        self.body.addWidget(_flow(self.backup, self.restore))
        self.body.addStretch(1)
        self._show_place()

    def refresh(self) -> None:
        """Say where the key is, and read what is chosen."""
        self._show_place()
        self._desk.jobs.ask(self._desk.session.settings.current, then=self._show, lane=SHORT)

    def _show_place(self) -> None:
        vault = self._desk.session.vault
        self.place.setText(key_place_words(vault.key_place))
        self.change.setVisible(vault.has_passphrase)
        self.to_keychain.setVisible(vault.has_passphrase)
        self.to_passphrase.setVisible(not vault.has_passphrase)

    def _show(self, settings: Settings) -> None:
        minutes = settings.lock_after
        self._is_showing = True
        if self.after.findData(minutes) < 0:
            self.after.addItem(_minutes_words(minutes), minutes)
        self.after.setCurrentIndex(self.after.findData(minutes))
        self._is_showing = False
        self.lock_after.emit(minutes)

    def _keep(self, _row: int) -> None:
        if self._is_showing:
            return
        minutes = int(self.after.currentData())
        self._desk.keep_choice(
            lambda settings: replace(settings, lock_after=minutes),
            ended=self.refresh,
        )

    # --- the key -------------------------------------------------------------------------------

    def _ask_to_change(self) -> None:
        PassphraseDialog(
            self,
            _("Change the passphrase"),
            _(
                "The new one opens the vault from then on, and cannot be recovered. "
                "Backups keep theirs."
            ),
            yes=_("Change it"),
            asks_current=True,
            then=lambda old, new: self._do(
                lambda: self._desk.session.vault.change_passphrase(old, new),
                _("The passphrase is changed."),
            ),
        ).open()

    def _ask_for_passphrase(self) -> None:
        PassphraseDialog(
            self,
            _("Use a passphrase"),
            _(
                "The key leaves the keychain, and the passphrase is asked for each time the vault "
                "is opened. It cannot be recovered: write it down and keep it somewhere safe."
            ),
            yes=_("Use it"),
            then=lambda _old, new: self._do(
                lambda: self._desk.session.vault.move_to_passphrase(new),
                _("The vault opens with your passphrase now."),
            ),
        ).open()

    def _ask_for_keychain(self) -> None:
        ask(
            self,
            _("Keep the key in the keychain?"),
            _(
                "The vault then opens whenever you are logged in. The passphrase is needed "
                "no longer."
            ),
            yes=_("Keep it there"),
            then=lambda: self._do(
                self._desk.session.vault.move_to_keychain,
                _("The key is in the keychain now."),
            ),
        )

    def _do(self, change: Callable[[], object], done: str) -> None:
        self._desk.jobs.ask(
            change,
            then=lambda _none: self._desk.problems.say(done),
            ended=self._show_place,
            lane=SHORT,
        )

    # --- backups -------------------------------------------------------------------------------

    def _choose_backup(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Back up"), "exposure.backup", _("Backup (*.backup)")
        )
        if chosen:
            self.ask_to_back_up(Path(chosen))

    def ask_to_back_up(self, path: Path) -> None:
        """Ask for the backup's passphrase, then write it."""
        PassphraseDialog(
            self,
            _("Back up"),
            _(
                "Choose a passphrase for the backup. Without it nobody can restore it, and it "
                "cannot be recovered. Keep it in another place than the file."
            ),
            yes=_("Back up"),
            then=lambda _old, new: self._back_up(path, new),
        ).open()

    def _back_up(self, path: Path, passphrase: str) -> None:
        def work(_report: Report, cancel: CancelToken) -> list[int]:
            return [self._desk.session.vault.back_up(path, passphrase, cancel=cancel)]

        self.backup.setEnabled(False)
        said = _("The backup is written, and was read back.")
        self._desk.jobs.follow(
            work,
            then=lambda: self._desk.problems.say(said, str(path)),
            ended=lambda: self.backup.setEnabled(True),
            lane=LONG,
        )

    def _choose_to_restore(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, _("Restore"), "", _("Backup (*.backup);;All files (*)")
        )
        if chosen:
            self.ask_to_restore(Path(chosen))

    def ask_to_restore(self, path: Path) -> None:
        """Ask for the backup's passphrase, then say that it is wanted."""
        PassphraseDialog(
            self,
            _("Restore a backup"),
            _(
                "What is kept here now is replaced by what the backup holds, once all of it has "
                "proved to be whole. Type the passphrase that the backup was made with."
            ),
            yes=_("Replace what is here"),
            is_new=False,
            then=lambda _old, known: self.restore_wanted.emit(path, known),
        ).open()


def _flow(*widgets: QWidget) -> QWidget:
    together = QWidget()
    together.setLayout(Flow(*widgets))
    return together


def _minutes_words(minutes: int) -> str:
    if not minutes:
        return _("Never")
    return ngettext(
        "After {n} minute without a key or a click",
        "After {n} minutes without a key or a click",
        minutes,
    ).format(n=minutes)
