"""A vault's key and place, in memory; the real ones are tested in `tests/vault/`."""

from pathlib import Path
from typing import TYPE_CHECKING

from exposure_app.domain import errors
from exposure_app.domain.receipts import Holdings, Receipt
from exposure_app.domain.storage_notices import StorageNotice
from exposure_app.domain.work import CancelToken
from tests.ui.scripted import NOW

if TYPE_CHECKING:
    from tests.ui.fake_session import FakeSession


class FakeVault:
    """The same verbs as `exposure_app.session.profile.vault_verbs.VaultVerbs`."""

    def __init__(self, session: "FakeSession") -> None:
        self._session = session
        self.is_erased = False
        self.passphrase = ""
        self.keychain = "Secret Service"
        self.noticed: list[StorageNotice] = []
        self.backups: list[tuple[Path, str]] = []

    @property
    def has_passphrase(self) -> bool:
        return bool(self.passphrase)

    @property
    def key_place(self) -> str:
        return "passphrase" if self.passphrase else self.keychain

    def notices(self) -> list[StorageNotice]:
        return self.noticed

    def change_passphrase(self, current: str, new: str) -> None:
        if not self.passphrase:
            raise errors.NoPassphrase(self.keychain)
        if current != self.passphrase:
            raise errors.WrongPassphrase
        self.move_to_passphrase(new)

    def move_to_passphrase(self, new: str) -> None:
        if not new:
            raise errors.PassphraseNeeded
        self.passphrase = new

    def move_to_keychain(self) -> None:
        if not self.keychain:
            raise errors.KeychainUnavailable("none")
        self.passphrase = ""

    def back_up(self, path: Path, passphrase: str, *, cancel: CancelToken) -> int:
        if not passphrase:
            raise errors.PassphraseNeeded
        cancel.check()
        self.backups.append((path, passphrase))
        return 200_000

    def erase(self) -> Receipt:
        self._session.is_closed = self.is_erased = True
        photos, findings = self._session.people.photos, self._session.findings.known
        gone = Holdings(photos=len(photos), findings=len(findings))
        return Receipt("", gone, NOW, files=3, is_key_gone=True)
