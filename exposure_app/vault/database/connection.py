"""The encrypted SQLite file: one connection per thread, durable transactions, our errors.

SQLCipher encrypts and authenticates every page of the database and of its write-ahead log. In
WAL mode readers never wait for a writer, and `synchronous=FULL` makes a commit durable when it
returns.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from threading import Lock, RLock, local
from typing import Any, Protocol
from weakref import WeakSet

from sqlcipher3 import dbapi2 as sqlcipher

from exposure_app.domain.errors import DiskFull, VaultBusy, VaultDamaged
from exposure_app.vault.files.files import (
    VaultFiles,
    file_errors,
    remove_overwritten,
    write_private,
)

BUSY_S = 30.0
"""The longest a write waits for another thread's transaction to end."""

_CLOSE_S = 10.0

# Result codes, https://www.sqlite.org/rescode.html
_DAMAGED_EXTENDED = {522: "IOERR_SHORT_READ", 8202: "IOERR_DATA", 8458: "IOERR_CORRUPTFS"}
_DAMAGED = {11: "CORRUPT", 26: "NOTADB"}
_NOT_WRITTEN = {3: "read_only", 8: "read_only", 10: "gone", 13: "full", 14: "gone"}
# PERM, READONLY, IOERR, FULL, CANTOPEN; and IOERR_WRITE, which a limit on the size of files gives.
_NOT_WRITTEN_EXTENDED = {778: "full"}
_BUSY = {5: "BUSY", 6: "LOCKED"}


class StoredRow(Protocol):
    """One row of an answer: a column is asked for by its name, wherever it stands."""

    def __getitem__(self, column: str, /) -> Any:
        """What stands in this column."""
        ...


class Cursor(Protocol):
    """What a statement answers: its rows, one after the other."""

    rowcount: int

    def __iter__(self) -> Iterator[StoredRow]:
        """The rows left. Taken one by one, so that many do not stand in memory twice."""
        ...

    def fetchone(self) -> Any:
        """The next row, or None."""
        ...

    def fetchall(self) -> list[Any]:
        """All rows left."""
        ...


class Connection(Protocol):
    """The part of a DB-API connection that records use."""

    def execute(
        self, sql: str, parameters: Sequence[object] | Mapping[str, object] = ..., /
    ) -> Cursor:
        """Run one statement."""
        ...

    def executemany(self, sql: str, rows: Sequence[Sequence[object]], /) -> Cursor:
        """Run one statement for each row."""
        ...


class FirstWrite(Protocol):
    """Hears of the first transaction after opening, and may add to it."""

    def within(self, connection: Connection) -> None:
        """Write what belongs to it."""
        ...

    def done(self) -> None:
        """It is durable."""
        ...


class Database:
    """An open database. Any thread may use it; each gets a connection of its own."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Open the file, which may be empty, but must be there.

        Raises:
            VaultDamaged: its pages do not authenticate under `key`.
            DiskFull: it cannot be opened for writing.
        """
        self._path = path
        self._files = VaultFiles(path.parent, path.name)
        self._key = key
        self._local = local()
        self._all: WeakSet[_OwnConnection] = WeakSet()
        self._all_guard = Lock()
        self._writing = RLock()
        self._is_closed = False
        self._first_write: FirstWrite | None = None
        with sqlite_errors():
            self._own()

    def before_first_write(self, first: FirstWrite) -> None:
        """Let `first` take part in the first transaction from now on."""
        self._first_write = first

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the vault, whatever others write meanwhile."""
        own = self._own()
        with own.lock, sqlite_errors():
            self._check_open()
            if own.connection.in_transaction:
                yield own.connection
                return
            own.connection.execute("BEGIN")
            try:
                yield own.connection
            finally:
                if own.connection.in_transaction:
                    own.connection.execute("ROLLBACK")

    @contextmanager
    def transaction(self, *, survives_power_loss: bool = True) -> Iterator[Connection]:
        """A connection whose writes become durable together, when the outermost block ends.

        A block within a block of the same thread joins it; if it raises, its own writes are
        undone and the outer block may go on.

        Args:
            survives_power_loss: whether to wait for the disk, some 10-20 ms. Without, the end of
                this process loses nothing, but that of the whole computer may.

        Raises:
            VaultBusy: another thread's transaction did not end within `BUSY_S`.
            DiskFull, VaultDamaged: nothing of the outermost block was kept.
        """
        own = self._own()
        with own.lock, self._one_writer(), sqlite_errors():
            self._check_open()
            begin, keep, undo = _statements(own.depth)
            if not own.depth and own.waits_for_disk != survives_power_loss:
                level = "FULL" if survives_power_loss else "NORMAL"
                own.connection.execute(f"PRAGMA synchronous = {level}")
                own.waits_for_disk = survives_power_loss
            own.connection.execute(begin)
            first = None if own.depth else self._first_write
            own.depth += 1
            try:
                try:
                    yield own.connection
                    if first:
                        first.within(own.connection)
                finally:
                    own.depth -= 1
                own.connection.execute(keep)
                if first:
                    self._first_write = None
                    first.done()
            except BaseException:
                # A full disk makes SQLite roll back by itself; a second time would be an error.
                if own.connection.in_transaction:
                    for statement in undo:
                        own.connection.execute(statement)
                raise

    def write_ahead(self) -> None:
        """Turn on the write-ahead log; the file remembers."""
        with sqlite_errors():
            self._own().connection.execute("PRAGMA journal_mode = WAL").fetchone()

    def check_integrity(self) -> None:
        """Authenticate every page, and follow every link between them.

        Raises:
            VaultDamaged: a page is not what was written.
        """
        with self.reading() as connection:
            unauthentic = connection.execute("PRAGMA cipher_integrity_check").fetchall()
            checked = connection.execute("PRAGMA quick_check")
            if unauthentic or [row["quick_check"] for row in checked] != ["ok"]:
                raise VaultDamaged

    def forget_old_pages(self) -> None:
        """Keep no copy of what was just deleted: not in the write-ahead log, nor beside the file.

        Does nothing within a transaction; the log stays while another thread reads.
        """
        own = self._own()
        with own.lock, sqlite_errors():
            if not own.depth:
                own.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                remove_overwritten(self._files.before)

    def copy_to(self, path: Path, key: bytes) -> None:
        """Write all of it, as it stands now, into a new file of its own under `key`, durably.

        Others may read and write meanwhile; what they write then is not in the copy.

        Raises:
            DiskFull: no room; what there is of the copy is not whole.
            VaultDamaged: a page is not what was written.
        """
        # Made by us, so that the permissions stand before the content.
        write_private(path, b"")
        self._check_open()
        with sqlite_errors(), ExitStack() as opened:
            # Not this thread's own: within a transaction, SQLite would wait for itself for ever.
            source = opened.enter_context(closing(_connect(self._path, self._key)))
            copy = opened.enter_context(closing(_connect(path, key)))
            source.backup(copy)
            # One file, and nothing beside it.
            copy.execute("PRAGMA journal_mode = DELETE").fetchone()
        with file_errors(), path.open("rb+") as file:
            os.fsync(file.fileno())

    def close(self) -> None:
        """Close every thread's connection once its statement has ended. Safe to call twice."""
        self._is_closed = True
        self._key = b""
        with self._all_guard:
            connections = list(self._all)
            self._all.clear()
        for own in connections:
            # Closing under a running statement would pull the memory from under SQLite.
            if own.lock.acquire(timeout=_CLOSE_S):
                try:
                    own.connection.close()
                finally:
                    own.lock.release()

    def _own(self) -> "_OwnConnection":
        self._check_open()
        own: _OwnConnection | None = getattr(self._local, "own", None)
        if own is None:
            own = _OwnConnection(_connect(self._path, self._key))
            self._local.own = own
            with self._all_guard:
                self._all.add(own)
        return own

    def _check_open(self) -> None:
        if self._is_closed:
            raise ValueError("the vault is closed")

    @contextmanager
    def _one_writer(self) -> Iterator[None]:
        # SQLite would wait too, by polling; a lock wakes the next writer at once.
        if not self._writing.acquire(timeout=BUSY_S):
            raise VaultBusy
        try:
            yield
        finally:
            self._writing.release()


class _OwnConnection:
    """One thread's connection; it goes when its thread does.

    lock: held while in use, so that another thread can close it safely.
    depth: how many transaction blocks are open.
    waits_for_disk: whether a commit returns only once the disk has it.
    """

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.lock = RLock()
        self.depth = 0
        self.waits_for_disk = True


def _statements(depth: int) -> tuple[str, str, list[str]]:
    """How to begin, to keep and to undo a block at this depth."""
    if depth == 0:
        return "BEGIN IMMEDIATE", "COMMIT", ["ROLLBACK"]
    name = f"block_{depth}"
    return f"SAVEPOINT {name}", f"RELEASE {name}", [f"ROLLBACK TO {name}", f"RELEASE {name}"]


def _connect(path: Path, key: bytes) -> Any:
    # Not checked for its thread, because `close` closes the connections of all threads.
    connection = sqlcipher.connect(
        str(path), isolation_level=None, check_same_thread=False, timeout=BUSY_S
    )
    connection.row_factory = sqlcipher.Row
    try:
        # First of all, or SQLCipher writes about a damaged file to the terminal.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def sqlite_errors() -> Iterator[None]:
    """Map SQLite's errors to ours, keeping the cause for the log.

    A broken constraint or a bad statement is a mistake of ours and passes as it is.
    """
    try:
        yield
    except sqlcipher.Error as cause:
        extended = getattr(cause, "sqlite_errorcode", None) or 0
        primary = extended & 0xFF
        if primary in _DAMAGED or extended in _DAMAGED_EXTENDED:
            raise VaultDamaged from cause
        if reason := _NOT_WRITTEN_EXTENDED.get(extended, _NOT_WRITTEN.get(primary)):
            raise DiskFull(reason) from cause
        if primary in _BUSY:
            raise VaultBusy from cause
        raise
