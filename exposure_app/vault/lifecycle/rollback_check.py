"""Whether somebody put an older copy of the vault in its place.

Encryption tells a changed page, and not a whole file that was exchanged for last month's. So a
number grows in the vault with the first write after each opening, and the key store keeps what it
came to: a vault that is behind its key store was put back. A vault with a passphrase has nobody
to remember it, and nothing to compare with.
"""

from contextlib import suppress

from exposure_app.domain.errors import KeychainUnavailable
from exposure_app.vault.database.connection import Connection, Database
from exposure_app.vault.keys.key_store import KeyStore


class RollbackCheck:
    """The number of one opened vault. It grows in the vault first: a crash is no older copy."""

    def __init__(self, database: Database, store: KeyStore, vault_id: str) -> None:
        """Compare, and see to it that the first write is counted.

        A key store that does not answer is asked again at the next opening; nothing is said then.
        """
        with database.reading() as connection:
            [row] = connection.execute("SELECT number FROM generation")
        here, remembered = row["number"], 0
        with suppress(KeychainUnavailable):
            remembered = store.generation(vault_id)
        self.is_behind = here < remembered
        self._next = max(here, remembered) + 1
        self._store = store
        self._vault_id = vault_id
        database.before_first_write(self)

    def within(self, connection: Connection) -> None:
        """Let the number grow."""
        connection.execute("UPDATE generation SET number = ?", (self._next,))

    def done(self) -> None:
        """Have it remembered."""
        with suppress(KeychainUnavailable):
            self._store.put_generation(self._vault_id, self._next)
