"""The window as it is installed, with its guard: runs both tests of Trust, and says what came.

    python -m tests.ui.real.whole_program --home DIR

In a process of its own, because a guard that stands cannot be taken down.
"""

import json
import sys

from exposure_app import __main__ as start


def visit(window):
    """Open the vault, press both buttons on the Trust page, and close; what could be read."""
    from PySide6.QtWidgets import QLabel

    from exposure_app.ui.shell.unlock_dialog import UnlockDialog
    from tests.ui.real.shelf import PASSPHRASE

    while not (dialogs := window.findChildren(UnlockDialog)):
        yield
    dialogs[0].first.setText(PASSPHRASE)
    dialogs[0].go.click()
    while window.session is None or not window.jobs.is_idle:
        yield
    window.enter("trust")
    page = window.pages["trust"]
    for button in (page.self_check.run_button, page.show_me.run_button):
        button.click()
        while not (button.isEnabled() and window.jobs.is_idle):
            yield
    said = {
        "self_check": page.self_check.outcome.text(),
        "parts": [one.text() for one in page.self_check.findChildren(QLabel) if one.text()],
        "show_me": page.show_me.verdict.text(),
        "requests": list(page.show_me.shown.requests),
        "is_guarded": page.show_me.shown.is_guarded,
        "ledger": page.requests.requests.text(),
        "problem": window.problems.what.text() if window.problems.isVisible() else "",
    }
    print(json.dumps(said))  # noqa: T201 - what the test reads
    window.leave()


def main():
    from PySide6.QtCore import QTimer

    from exposure_app.ui.shell.window import Window

    begin = Window.begin

    def begin_and_visit(window):
        Window.begin = begin
        steps = visit(window)
        timer = QTimer(window)
        timer.timeout.connect(lambda: next(steps, None))
        timer.start(20)
        begin(window)

    Window.begin = begin_and_visit
    return start.window()


if __name__ == "__main__":
    sys.exit(main())
