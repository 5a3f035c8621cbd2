"""Where the program starts: `python -m exposure_app` and the installed commands.

The guard stands before anything else is imported, so that no library acts unseen. Of the two
faces, the one that was not asked for is not even imported; a confined process imports neither.
"""

import sys

from exposure_app import guard

guard.install()

from exposure_app.confine import entry  # noqa: E402 - see above


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
    """One of the processes that a frozen program starts of itself, to decode pictures."""
    return entry.begin("exposure_app.decoder.child", sys.argv[2:])


def main() -> int:
    """Without arguments the window, else the command line."""
    return window() if len(sys.argv) == 1 else command_line()


if __name__ == "__main__":
    sys.exit(main())
