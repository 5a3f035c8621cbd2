"""Where the program starts: `python -m exposure_app` and the installed commands.

The guard stands before anything else is imported, so that no library acts unseen. Of the two
faces, the one that was not asked for is not even imported.
"""

import sys

from exposure_app import guard

guard.install()


def command_line() -> int:
    """`exposure VERB`."""
    from exposure_app.cli.main import main as run  # noqa: PLC0415 - see the top of this file

    return run()


def window() -> int:
    """`exposure-app`."""
    from exposure_app.ui.main import main as run  # noqa: PLC0415 - see the top of this file

    return run()


def main() -> int:
    """Without arguments the window, else the command line."""
    return window() if len(sys.argv) == 1 else command_line()


if __name__ == "__main__":
    sys.exit(main())
