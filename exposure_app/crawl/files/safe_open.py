"""Opens files of the user's as what they seem to be, and as nothing else; none that is online."""

import io
import os
from pathlib import Path

from exposure_app.domain.errors import OnlineOnly
from exposure_app.local_files import is_online_only, uri_of

# A link that takes a file's place meanwhile would lead elsewhere; a pipe would wait for ever.
_FLAGS = os.O_RDONLY
for _name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"):
    _FLAGS |= getattr(os, _name, 0)


def opened(path: Path) -> io.FileIO:
    """The file at `path`, never what a link there leads to; it may turn out to be no plain file.

    Raises:
        OSError: it cannot be opened.
    """
    return io.FileIO(os.open(path, _FLAGS), "rb")


def check_is_here(path: Path) -> None:
    """Let a file or folder pass whose content is on this computer, or that is not there.

    Raises:
        OnlineOnly: to read it would fetch it over a network.
    """
    try:
        facts = path.stat()
    except OSError:
        return  # whoever opens it says why it cannot be
    if is_online_only(facts):
        raise OnlineOnly(uri_of(path))
