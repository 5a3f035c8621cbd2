"""Every folder the program writes to, in one value, created private.

`--home` and EXPOSURE_HOME move all of them at once, so that a second profile, a workshop seat or
a test leaves nothing outside its own folder.
"""

import errno
import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from exposure_app.domain.errors import DiskFull

HOME_VARIABLE = "EXPOSURE_HOME"
_APP = "exposure_app"


@dataclass(frozen=True, slots=True)
class Home:
    """Where this profile keeps its files.

    data: the vault. cache: prepared model files, rebuilt when missing. log: the log.
    """

    data: Path
    cache: Path
    log: Path

    @classmethod
    def at(cls, folder: Path) -> "Home":
        """Everything below one folder."""
        folder = folder.expanduser().absolute()
        return cls(data=folder / "data", cache=folder / "cache", log=folder / "log")

    @classmethod
    def of_user(cls) -> "Home":
        """EXPOSURE_HOME if set, else the places this operating system keeps for programs."""
        if named := os.environ.get(HOME_VARIABLE):
            return cls.at(Path(named))
        dirs = platformdirs.PlatformDirs(_APP, appauthor=False, roaming=False)
        return cls(
            data=Path(dirs.user_data_dir),
            cache=Path(dirs.user_cache_dir),
            log=Path(dirs.user_log_dir),
        )

    def create(self) -> None:
        """Make the folders, readable by this user alone whatever the umask.

        Raises:
            DiskFull: a folder cannot be made.
        """
        try:
            for folder in (self.data, self.cache, self.log):
                make_private(folder)
        except OSError as cause:
            raise DiskFull.of(cause) from cause


def make_private(folder: Path) -> None:
    """Make a folder, and what is missing above it, for this user alone whatever the umask.

    On Windows the mode becomes a list of who may enter, but only where Python is 3.11.10, 3.12.4 or
    newer, only for a folder that is made here, and not on a drive that keeps no such lists.
    `exposure_app.vault.files.readers` tells whether it is so.

    Raises:
        OSError: it cannot be made.
    """
    if folder.parent != folder and not folder.parent.is_dir():
        if folder.parent.exists():  # of which Windows would say that nothing is there
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder.parent))
        make_private(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    folder.chmod(0o700)
