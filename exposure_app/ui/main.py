"""`exposure-app`: one application, one window, one way out.

The session and all that is behind it (models, vault, network) are imported by the job that opens
them, so that the window is on the screen first.
"""

import argparse
import signal
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from exposure_app import __version__, log
from exposure_app.domain.work import CancelToken
from exposure_app.i18n import _
from exposure_app.paths import Home
from exposure_app.settings.language import chosen_language
from exposure_app.ui.kit import theme
from exposure_app.ui.shell import switch_language
from exposure_app.ui.shell.garbage_collection import Collector
from exposure_app.ui.shell.window import Window

if TYPE_CHECKING:
    from exposure_app.session import AskPassphrase, Session

_WAKE_MS = 200


def main(argv: Sequence[str] | None = None) -> int:
    """Show the window until it is closed; return the exit code."""
    args = _parser().parse_args(argv)
    home = Home.at(Path(args.home)) if args.home else Home.of_user()
    app = application(chosen_language(home.data))
    window = Window(lambda ask: open_session(home, ask), partial(restore, home))
    # Closing hides the window while work ends, and a hidden window must not end the program.
    app.setQuitOnLastWindowClosed(False)
    window.left.connect(app.quit)
    # Also where Qt ends its loop by itself: Windows logs off or shuts down.
    app.aboutToQuit.connect(window.leave_at_once)
    sys.excepthook = window.problems.catch
    _leave_in_order_when_told(window)
    window.show()
    window.begin()
    return app.exec()


def application(language: str = "") -> QApplication:
    """The application: fonts and colours of the system, and its language unless one is named."""
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("exposure-app")
    app.setApplicationDisplayName("Exposure")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("exposure-app")
    switch_language.switch_to_chosen(app, language)
    theme.follow_system(app)
    if not app.findChildren(Collector):
        Collector(app)
    return app


def open_session(home: Home, ask: "AskPassphrase") -> "Session":
    """The session of `home`, with its folders made and its log begun.

    Raises:
        VaultError: any of its kinds.
    """
    from exposure_app.session import Session  # noqa: PLC0415 - see the top of this file

    home.create()
    log.start(home.log)
    return Session.open(home, ask_passphrase=ask)


def restore(
    home: Home, backup: Path, passphrase: str, ask: "AskPassphrase", cancel: CancelToken
) -> None:
    """Let a backup take the place of the vault of `home`, which is closed.

    Raises:
        As `session.restore_home`.
    """
    from exposure_app.session import restore_home  # noqa: PLC0415 - see the top of this file

    restore_home(home, backup, passphrase, ask_passphrase=ask, replaces=True, cancel=cancel)


def _leave_in_order_when_told(window: Window) -> None:
    """Ctrl-C in the terminal, or a request to end, ends the program, tray or not."""
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda _sign, _frame: window.leave())
    # Python hears a signal when it runs next; in a window where nothing happens it never would.
    wake = QTimer(window)
    wake.timeout.connect(lambda: None)
    wake.start(_WAKE_MS)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="exposure-app",
        description=_("Find where your own face appears. Your face never leaves this computer."),
    )
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--home", metavar="DIR", help=_("keep every file below DIR"))
    return parser
