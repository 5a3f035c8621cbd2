"""Where the program starts: `python -m exposure_app` and the installed commands.

The guard stands before anything else is imported, so that no library acts unseen. Of the two
faces, the one that was not asked for is not even imported; a confined process imports neither.
"""

import sys

from exposure_app import guard

guard.install()

from exposure_app.confine import entry  # noqa: E402 - see above

READERS = ("exposure_app.decoder.child", "exposure_app.decoder.media_child")
"""What a frozen program can be told to be: the programs of `decoder.DECODER` and `decoder.MEDIA`.

By name, for importing them here would load what this process may not be asked to do at all.
"""


def command_line() -> int:
    """`exposure VERB`."""
    if entry.is_wanted(sys.argv):
        return _confined()
    from exposure_app.cli.main import main as run  # noqa: PLC0415 - see the top of this file

    return run()


def window() -> int:
    """`exposure-app`."""
    if entry.is_wanted(sys.argv):
        return _confined()
    from exposure_app.ui.main import main as run  # noqa: PLC0415 - see the top of this file

    return run()


def _confined() -> int:
    """One of the processes that a frozen program starts of itself, to read what is untrusted."""
    return entry.begin_one_of(READERS, sys.argv)


def main() -> int:
    """Without arguments the window, else the command line."""
    return window() if len(sys.argv) == 1 else command_line()


if __name__ == "__main__":
    sys.exit(main())
