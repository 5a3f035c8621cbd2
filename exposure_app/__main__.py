"""`python -m exposure_app`: without arguments the window, else the command line."""

import sys


def main() -> int:
    """Start the face that was asked for; the other one is not even imported."""
    if len(sys.argv) == 1:
        from exposure_app.ui.main import main as run  # noqa: PLC0415 - see above
    else:
        from exposure_app.cli.main import main as run  # noqa: PLC0415 - see above
    return run()


if __name__ == "__main__":
    sys.exit(main())
