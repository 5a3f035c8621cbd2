"""What the window counts on about the vault as a whole."""

import pytest

from exposure_app.domain import errors
from exposure_app.domain.work import Cancelled, CancelToken
from tests.ui.contracts.part import PartContract

PASSPHRASE = "four unrelated words"
"""Opens the session that a subclass gives."""


class VaultContract(PartContract):
    """Of `session.vault`. No keychain opens the session."""

    def test_only_who_knows_the_passphrase_can_change_it(self, session):
        assert session.vault.has_passphrase
        assert session.vault.key_place == "passphrase"
        with pytest.raises(errors.WrongPassphrase):
            session.vault.change_passphrase("something else", "new words")
        with pytest.raises(errors.PassphraseNeeded):
            session.vault.change_passphrase(PASSPHRASE, "")
        session.vault.change_passphrase(PASSPHRASE, "new words")
        with pytest.raises(errors.WrongPassphrase):
            session.vault.change_passphrase(PASSPHRASE, "newer words")
        session.vault.move_to_passphrase("newer words")
        assert session.vault.has_passphrase

    def test_there_is_nothing_to_say_of_a_vault_on_a_disk_of_this_computer(self, session):
        assert session.vault.notices() == []

    def test_a_backup_has_a_passphrase_and_can_be_stopped(self, session, tmp_path):
        with pytest.raises(errors.PassphraseNeeded):
            session.vault.back_up(tmp_path / "a.backup", "", cancel=CancelToken())
        cancel = CancelToken()
        cancel.cancel()
        with pytest.raises(Cancelled):
            session.vault.back_up(tmp_path / "a.backup", "other words", cancel=cancel)
        size = session.vault.back_up(tmp_path / "a.backup", "other words", cancel=CancelToken())
        assert size > 0

    def test_what_is_erased_is_counted_and_the_session_is_closed(self, session, me):
        self.enrol(session, me)
        receipt = session.vault.erase()
        assert receipt.gone.photos == 1
        assert receipt.is_key_gone
        with pytest.raises(ValueError, match="closed"):
            session.people.all()
