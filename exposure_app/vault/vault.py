"""The vault, opened: one value that holds every kind of record."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from exposure_app.domain.errors import DiskFull, KeychainUnavailable, VaultDamaged
from exposure_app.domain.faces import SubjectId
from exposure_app.domain.receipts import Holdings
from exposure_app.domain.work import CancelToken
from exposure_app.vault.database.connection import Database
from exposure_app.vault.database.migration import migrate_with_a_copy
from exposure_app.vault.database.schema import version_of
from exposure_app.vault.files.files import VaultFiles, remove_overwritten
from exposure_app.vault.files.lock import VaultLock
from exposure_app.vault.keys.header import Header, read_header
from exposure_app.vault.keys.key_store import KeyStore
from exposure_app.vault.keys.keychain import KeychainKeys
from exposure_app.vault.keys.unlock import AskPassphrase, find_key
from exposure_app.vault.lifecycle.backup import back_up
from exposure_app.vault.lifecycle.cleanup import tidy
from exposure_app.vault.lifecycle.creation import Opened, is_made, make
from exposure_app.vault.lifecycle.key_change import KeyChange
from exposure_app.vault.lifecycle.rollback_check import RollbackCheck
from exposure_app.vault.records.audits import Audits
from exposure_app.vault.records.counts import holdings
from exposure_app.vault.records.finding_locations import FindingLocations
from exposure_app.vault.records.findings import Findings
from exposure_app.vault.records.kept_faces import KeptFaces
from exposure_app.vault.records.kept_findings import KeptFindings
from exposure_app.vault.records.ledger import Ledger
from exposure_app.vault.records.licences import AcceptedLicences
from exposure_app.vault.records.look_alikes import LookAlikes
from exposure_app.vault.records.schedules import Schedules
from exposure_app.vault.records.seen_media import SeenMedia
from exposure_app.vault.records.seen_pictures import SeenPictures
from exposure_app.vault.records.settings import StoredSettings
from exposure_app.vault.records.source_outcomes import SourceOutcomes
from exposure_app.vault.records.sources import Sources
from exposure_app.vault.records.subjects import Subjects
from exposure_app.vault.records.templates import Templates
from exposure_app.vault.records.validators import KnownValidators
from exposure_app.vault.records.verdicts import Verdicts


class Vault:
    """An open vault. Any thread may use it; one process at a time.

    Each method of its parts is durable when it returns, unless it is called within
    `transaction()`. Close the vault, or use it in a `with` statement.
    """

    def __init__(
        self, files: VaultFiles, header: Header, key: bytes, database: Database, lock: VaultLock,
        keys: KeyStore | None,
    ) -> None:  # fmt: skip
        self.files = files
        self.key_change = KeyChange(files, header, key, keys)
        self._database = database
        self._lock = lock
        self._generation = _generation(database, header, keys)
        self.subjects = Subjects(database)
        self.templates = Templates(database)
        self.look_alikes = LookAlikes(database)
        self.sources = Sources(database)
        self.audits = Audits(database)
        self.outcomes = SourceOutcomes(database)
        self.schedules = Schedules(database)
        self.pictures = SeenPictures(database)
        self.looked_into = SeenMedia(database)
        self.validators = KnownValidators(database)
        self.findings = Findings(database)
        self.kept_faces = KeptFaces(database)
        self.kept_findings = KeptFindings(database)
        self.locations = FindingLocations(database)
        self.verdicts = Verdicts(database)
        self.ledger = Ledger(database)
        self.licences = AcceptedLicences(database)
        self.settings = StoredSettings(database)

    @classmethod
    def open(cls, folder: Path, *, keys: KeyStore | None, ask_passphrase: AskPassphrase) -> "Vault":
        """Open the vault in `folder`, making one if there is none.

        Args:
            keys: where a new vault's key is kept, and an old one's looked for. None means this
                computer's keychain if it has one we trust, else a passphrase.

        Raises:
            VaultBusy: another process, or this one, has it open.
            KeychainUnavailable, KeyMissing, PassphraseNeeded, WrongPassphrase: no key.
            VaultDamaged, VaultTooNew, DiskFull: not with this file.

            A vault that was there is unchanged byte for byte after any of these, unless a
            migration was under way: that is done, or not begun.
        """
        files = VaultFiles(folder)
        files.make_folder()
        lock = VaultLock.take(files.lock)
        try:
            opened = (_open_made if is_made(files) else make)(files, keys, ask_passphrase)
            files = replace(files, database_name=opened.header.database)
            vault = cls(files, opened.header, opened.key, opened.database, lock, keys)
        except BaseException:
            lock.release()
            raise
        # A full disk keeps nobody out. What has ended is not read in any case, and removed later.
        try:
            with suppress(DiskFull):
                vault.kept_faces.expire(datetime.now(UTC))
        except BaseException:
            vault.close()
            raise
        return vault

    def __enter__(self) -> "Vault":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def key_place(self) -> str:
        """Where the key is: a keychain's name, "passphrase" or "memory"."""
        return self.key_change.place

    @property
    def is_older_copy(self) -> bool:
        """Whether what was opened is behind what the key store remembers: it was put back."""
        return self._generation is not None and self._generation.is_behind

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Group this thread's writes into one durable commit; all of them, or none.

        A block within a block joins it. Other threads go on reading what was there before, and
        wait to write, so keep blocks short.

        Raises:
            VaultBusy: another thread's block did not end for half a minute.
            DiskFull: nothing of the block was kept; what was there before is.
        """
        with self._database.transaction():
            yield

    def back_up(self, path: Path, passphrase: str, *, cancel: CancelToken) -> int:
        """Write all that is kept now to one encrypted file, proved; return its size in bytes.

        Raises:
            As `backup.back_up`.
        """
        return back_up(self.files, self._database, path, passphrase, cancel=cancel)

    def holdings(self, subject: SubjectId | None = None) -> Holdings:
        """What is kept of a person, or of everybody, counted."""
        return holdings(self._database, subject)

    def check_integrity(self) -> None:
        """Authenticate every page.

        Raises:
            VaultDamaged: a page is not what was written.
        """
        self._database.check_integrity()

    def close(self) -> None:
        """Let go of the vault, once other threads' statements have ended. Safe to call twice."""
        self._database.close()
        self.key_change.forget()
        self._lock.release()


def _open_made(files: VaultFiles, keys: KeyStore | None, ask: AskPassphrase) -> Opened:
    header = read_header(files.header)
    files = replace(files, database_name=header.database)
    if not files.database.is_file():
        raise VaultDamaged
    key = find_key(header, keys, ask)
    database = Database(files.database, key)
    try:
        # An empty file opens under any key. A vault never is empty: its content was lost.
        if version_of(database) == 0:
            raise VaultDamaged
        if not migrate_with_a_copy(files, database, key):
            # It opened once before as it is now: what it was before is not needed any more.
            remove_overwritten(files.before)
        header = tidy(files, header, keys)
    except BaseException:
        database.close()
        raise
    return Opened(header, key, database)


def _generation(database: Database, header: Header, keys: KeyStore | None) -> RollbackCheck | None:
    if not header.is_in_store:
        return None
    with suppress(KeychainUnavailable):
        return RollbackCheck(database, keys or KeychainKeys(), header.vault_id)
    return None
