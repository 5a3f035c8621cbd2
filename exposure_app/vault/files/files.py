"""The files of a vault: their names, and how they are made, private and durable."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from exposure_app.domain.errors import DiskFull, VaultDamaged
from exposure_app.paths import make_private

FIRST_DATABASE = "vault.db"
"""The database of a vault that was made here; one that was restored has a number in its name."""

DATABASE_NAME = re.compile(r"vault(-[0-9a-f]{8})?\.db")

_OURS = re.compile(
    DATABASE_NAME.pattern + r"(\.copy|\.before|\.before\.part)?(-wal|-shm|-journal)?"
)
_CHUNK_BYTES = 1 << 20
# Windows would otherwise put a carriage return before every line feed.
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class VaultFiles:
    """Where a vault's files are.

    folder: holds these files and nothing else of ours; readable by this user alone.
    database_name: matches `DATABASE_NAME`; the header says which it is.
    """

    folder: Path
    database_name: str = FIRST_DATABASE

    @property
    def header(self) -> Path:
        """How the key is kept; the only file in the clear. Its presence means: a vault is here."""
        return self.folder / "vault.json"

    @property
    def unfinished_header(self) -> Path:
        """A header not in force yet; renamed to `header` once all that it says is so."""
        return self.folder / "vault.json.new"

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.folder / self.database_name

    @property
    def copy(self) -> Path:
        """A copy under a key of its own, on its way into a backup or out of one."""
        return self.folder / f"{self.database_name}.copy"

    @property
    def before(self) -> Path:
        """The database as it was before the newest migration, under the same key."""
        return self.folder / f"{self.database_name}.before"

    @property
    def lock(self) -> Path:
        """Held by the process that has the vault open; empty."""
        return self.folder / "vault.lock"

    @property
    def database_files(self) -> tuple[Path, ...]:
        """The database and what SQLite keeps beside it."""
        return tuple(
            self.folder / f"{self.database.name}{end}" for end in ("", "-wal", "-shm", "-journal")
        )

    def all_databases(self) -> list[Path]:
        """Every file in the folder that is, was, or was to become a database of ours."""
        with folder_errors():
            return [path for path in self.folder.iterdir() if _OURS.fullmatch(path.name)]

    def make_folder(self) -> None:
        """Make the folder, private whatever the umask.

        Raises:
            DiskFull: it cannot be made.
        """
        with folder_errors():
            make_private(self.folder)

    def sync_folder(self) -> None:
        """Make names durable: after this, a file made or renamed survives a power cut."""
        # Windows neither needs nor lets us open a folder for this.
        if os.name != "posix":
            return
        with folder_errors():
            descriptor = os.open(self.folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


@contextmanager
def new_private(path: Path) -> Iterator[BinaryIO]:
    """A new file that only this user can read; down to the disk at the end of the block.

    Raises:
        OSError: no room, or no leave.
    """
    # Made anew rather than truncated, so that the permissions stand before the content.
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, _NEW_FILE, 0o600), "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def write_private(path: Path, content: bytes) -> None:
    """Write a file only this user can read, down to the disk.

    Raises:
        DiskFull: no room, or no leave.
    """
    with file_errors(), new_private(path) as file:
        file.write(content)


def remove_overwritten(path: Path) -> None:
    """Remove a file, overwriting its content first where that is possible.

    On an SSD the overwritten blocks may live on; what holds there is that the key is gone.

    Raises:
        DiskFull: there is no leave to remove it.
    """
    with suppress(OSError), path.open("r+b") as file:
        left = file.seek(0, os.SEEK_END)
        file.seek(0)
        while left > 0:
            left -= file.write(bytes(min(left, _CHUNK_BYTES)))
        file.flush()
        os.fsync(file.fileno())
    with file_errors():
        path.unlink(missing_ok=True)


@contextmanager
def file_errors() -> Iterator[None]:
    """Map the system's errors about our files to ours, keeping the cause for the log.

    Raises:
        VaultDamaged: a folder is in a file's place. DiskFull: anything else.
    """
    with folder_errors():
        try:
            yield
        except PermissionError as cause:
            # Windows denies access to a folder that is opened, removed or replaced as a file.
            if any(Path(name).is_dir() for name in (cause.filename, cause.filename2) if name):
                raise VaultDamaged from cause
            raise


@contextmanager
def folder_errors() -> Iterator[None]:
    """Map the system's errors about our folder to ours, keeping the cause for the log."""
    try:
        yield
    except (IsADirectoryError, NotADirectoryError, FileExistsError) as cause:
        raise VaultDamaged from cause
    except OSError as cause:
        raise DiskFull.of(cause) from cause
