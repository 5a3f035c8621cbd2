"""A page of the window, as the recipe says, in a copy of the program."""

import json
import os
import subprocess
import sys

from tests.recipes.book import follows

PAGES = "exposure_app/ui/shell/pages.py"

PAGE = '''\
"""Letters: how many there are."""

from exposure_app.i18n import _
from exposure_app.ui.kit.blocks import PageView, Words
from exposure_app.ui.kit.desk import Desk


class LettersPage(PageView):
    """Says how many people there are to write for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Letters"), _("Everything you wrote."))
        self._desk = desk
        self.count = Words("")
        self.body.addWidget(self.count)

    def refresh(self) -> None:
        """Count anew."""
        self._desk.jobs.ask(self._desk.session.people.all, then=self._show)

    def _show(self, people: list[object]) -> None:
        self.count.setText(str(len(people)))
'''

WINDOW = """
import json
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from exposure_app.paths import Home
from exposure_app.session import Session
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.jobs import Jobs
from exposure_app.ui.kit.thumbnails import crops_of
from exposure_app.ui.shell.frame import Frame
from exposure_app.ui.shell.pages import Pages

app = QApplication([])
frame = Frame()
jobs = Jobs(frame.problems.show_error)
session = Session.open(Home.at(Path(sys.argv[1])), ask_passphrase=lambda _is_new: "for tests only")
desk = Desk(session, jobs, frame.problems)
pages = Pages(desk, crops_of(desk, frame)).by_name()
frame.add(pages.values())
frame.show_page("letters", pages["letters"])
frame.show()
pages["letters"].refresh()
while not jobs.is_idle:
    QCoreApplication.processEvents()
listed = frame.navigation.list
icon = listed.item(listed.count() - 1).icon().pixmap(16)
seen = icon.toImage()
points = [(x, y) for x in range(seen.width()) for y in range(seen.height())]
drawn = any(seen.pixelColor(x, y).alpha() for x, y in points)
shown = [listed.currentItem().text(), pages["letters"].count.text(), drawn]
session.close()
print(json.dumps(shown))
"""


def test_a_page(copy):
    copy.write("exposure_app/ui/findings/letters.py", PAGE)
    copy.after(PAGES, "from exposure_app.ui.audit.page import AuditPage",
               "from exposure_app.ui.findings.letters import LettersPage")  # fmt: skip
    copy.after(PAGES, "self.trust = TrustPage(desk)", "self.letters = LettersPage(desk)")
    copy.after(PAGES, "return {", '    "letters": self.letters,')
    copy.after(PAGES, '"trust": _("Trust"),', '"letters": _("Letters"),')
    copy.write("resources/icons/letters.svg",
               '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
               '<path d="M3 5h18v14H3z" fill="currentColor"/></svg>')  # fmt: skip
    follows(copy, "a page", "letters")

    done = subprocess.run(
        [sys.executable, "-c", WINDOW, copy.folder / "home"],
        cwd=copy.folder,
        env=os.environ | {"PYTHONPATH": str(copy.folder), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == ["Letters", "0", True]
