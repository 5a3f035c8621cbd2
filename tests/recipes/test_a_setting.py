"""A setting is its field and its words: three are planted, one of each kind, and used."""

import json
import os
import subprocess
import sys

from tests.recipes.book import follows

FIELDS = "exposure_app/settings/__init__.py"
WORDS = "exposure_app/wording/settings/table.py"

ALARM = '''

class Alarm(Enum):
    """How an audit tells that it found something."""

    BELL = "bell"
    NO_SOUND = "no_sound"
'''

PLANTED_FIELDS = """
alarm: Alarm = field(default=Alarm.NO_SOUND, metadata=_known(OneOf(Alarm), SettingCard.EFFORT))
is_loud: bool = field(default=False, metadata=_known(Switch(), SettingCard.EFFORT))
rings: int = field(default=1, metadata=_known(Steps((1, 2, 5), largest=9), SettingCard.EFFORT))
"""

PLANTED_WORDS = """
"alarm": lambda: SettingWords(
    {Alarm.BELL: "A bell rings.", Alarm.NO_SOUND: "Nothing rings."}.__getitem__,
    label="Alarm",
    option={Alarm.BELL: "A bell", Alarm.NO_SOUND: "None"}.__getitem__,
),
"is_loud": lambda: SettingWords(
    {True: "It is loud.", False: "It is low."}.__getitem__, label="Loud"
),
"rings": lambda: SettingWords(
    "It rings {} times.".format, allowed="a number of rings", label="Rings", option=str
),
"""

WINDOW = """
import json
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from exposure_app.paths import Home
from exposure_app.session import Session
from exposure_app.settings import SettingCard
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.jobs import Jobs
from exposure_app.ui.kit.problems import Problems
from exposure_app.ui.settings.choices_card import ChoicesCard

app = QApplication([])
home, passphrase = Home.at(Path(sys.argv[1])), Path(sys.argv[2]).read_text().strip()
session = Session.open(home, ask_passphrase=lambda _is_new: passphrase)
problems = Problems()
jobs = Jobs(problems.show_error)


def settle():
    while not jobs.is_idle:
        QCoreApplication.processEvents()


def texts(box):
    return [box.itemText(row) for row in range(box.count())]


card = ChoicesCard(Desk(session, jobs, problems), SettingCard.EFFORT)
card.refresh()
settle()
alarm, rings, loud = card.boxes["alarm"], card.boxes["rings"], card.switches["is_loud"]
shown = [texts(alarm), alarm.currentText(), texts(rings), rings.currentText(), loud.text()]
alarm.setCurrentIndex(1)
loud.click()
settle()
session.close()
print(json.dumps(shown))
"""


def plant(copy):
    copy.after(FIELDS, '_SETTING = "setting"', ALARM)
    last = "lock_after: int = field(default=0, metadata=_known(Steps(_MINUTES, _A_DAY), None))"
    copy.after(FIELDS, last, PLANTED_FIELDS)
    first = "from exposure_app.settings.values import Value"
    copy.after(WORDS, first, "from exposure_app.settings import Alarm")
    copy.after(WORDS, '"on_close": _on_close,', PLANTED_WORDS)


def window(copy, passphrase):
    return subprocess.run(
        [sys.executable, "-c", WINDOW, copy.folder / "home", passphrase],
        cwd=copy.folder,
        env=os.environ | {"PYTHONPATH": str(copy.folder), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_setting_is_typed_refused_kept_and_in_the_window(copy, passphrase):
    def settings(*args):
        return copy.run("settings", *args, passphrase=passphrase)

    plant(copy)
    follows(copy, "a setting", "alarm")

    chosen = settings("alarm", "Bell")
    assert chosen.returncode == 0, chosen.stderr
    listed = ["alarm bell: A bell rings.", "is-loud no: It is low.", "rings 1: It rings 1 times."]
    assert set(listed) <= set(chosen.stdout.splitlines())

    refused = settings("alarm", "drum")
    assert refused.returncode == 2
    assert "drum is none of: bell, no_sound" in refused.stderr
    assert "which value? a number of rings" in settings("rings").stderr

    shown = window(copy, passphrase)
    assert shown.returncode == 0, shown.stderr
    assert json.loads(shown.stdout) == [["A bell", "None"], "A bell", ["1", "2", "5"], "1", "Loud"]
    kept = json.loads(settings("--json").stdout)["settings"]
    assert (kept["alarm"], kept["is_loud"], kept["rings"]) == ("no_sound", True, 1)
