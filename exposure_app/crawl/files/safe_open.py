"""Opens files of the user's folders as what they seem to be, and as nothing else."""

import io
import os
from pathlib import Path

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
