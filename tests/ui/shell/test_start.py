"""Starting: light, quick, and talking to nothing below the session."""

import ast
import gc
import signal
import subprocess
import sys
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QObject

import exposure_app.ui
from tests.systems import not_on_wine

PROJECT = Path(exposure_app.__file__).resolve().parent.parent
UI = Path(exposure_app.ui.__file__).parent
HEAVY = {"insightface", "onnxruntime", "cv2", "skimage", "sqlcipher3", "requests", "hnswlib"}
BELOW_THE_SESSION = {"audit", "crawl", "faces", "gallery", "net", "report", "vault"}


def run(code):
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    ).stdout


def test_importing_the_window_loads_no_model_runtime_and_opens_no_vault():
    loaded = run(
        "import sys, exposure_app.ui.main; print(*{name.partition('.')[0] for name in sys.modules})"
    ).split()
    assert HEAVY.isdisjoint(loaded)


def test_the_window_imports_nothing_below_the_session_but_charts():
    for file in UI.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            elif isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            for name in names:
                parts = name.split(".")
                if parts[:3] == ["exposure_app", "report", "charts"]:
                    continue  # drawn from what the session gave: words and numbers into SVG
                below = parts[0] == "exposure_app" and len(parts) > 1 and parts[1]
                assert below not in BELOW_THE_SESSION, f"{file.name}: {name}"


@not_on_wine("the same start costs twice as much processor time")
def test_the_first_paint_comes_within_a_second():
    """In a process of its own, warm, before the session is opened.

    Counted is the time this process works, so that a busy machine does not fail it.
    """
    code = """
import time
from exposure_app.ui.main import application
from exposure_app.ui.shell.window import Window
app = application()
window = Window(lambda ask: None)
window.show()
app.processEvents()
window.grab()
print(time.process_time())
"""
    run(code)
    assert min(float(run(code)) for _again in range(3)) < 1.0


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None cannot be used up from 3.12 on")
def test_calling_qt_does_not_use_up_none():
    """PySide6 6.12.0 takes one reference from None with every call that returns nothing.

    On Python 3.11 that ends the process after some ten thousand calls.
    """
    asked = QObject()
    gc.collect()
    before = sys.getrefcount(None)
    for _again in range(1000):
        asked.setObjectName("x")
    assert sys.getrefcount(None) > before - 500, f"not with PySide6 {PySide6.__version__}"


TELLS_WHEN_IT_IS_THERE = """
import sys
from PySide6.QtCore import QTimer
from exposure_app.ui import main
from exposure_app.ui.shell.window import Window
begin = Window.begin
def begin_and_tell(window):
    begin(window)
    QTimer.singleShot(0, lambda: print("there", flush=True))
Window.begin = begin_and_tell
sys.exit(main.main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot send this signal")
def test_told_to_end_the_program_leaves_in_order(tmp_path):
    """The whole program, in a process of its own, with its window open."""
    log = tmp_path / "stderr"
    with log.open("w") as stderr:
        program = subprocess.Popen(
            [sys.executable, "-c", TELLS_WHEN_IT_IS_THERE, "--home", str(tmp_path / "profile")],
            cwd=PROJECT,
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
        )
        with program.stdout:
            assert program.stdout.readline() == "there\n", log.read_text()
            program.send_signal(signal.SIGTERM)
            assert program.wait(30) == 0, log.read_text()
    assert "Traceback" not in log.read_text()


ENDS_WITH_THE_SYSTEM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from exposure_app.domain.sources import Footing
from exposure_app.ui import main
from exposure_app.ui.shell.window import Window
from tests.ui.conftest import Never
from tests.ui.fake_session import FakeSession
from tests.ui.scripted import Hold

me = Path(sys.argv.pop())
me.write_bytes(b"me")
session, hold = FakeSession(), Hold()
list(session.people.enrol([me], report=print, cancel=Never()))
session.sources.add("https://example.org/", Footing.OWNED)
session.audits.script = [hold]
main.open_session = lambda _home, _ask: session
begin = Window.begin

def begin_an_audit(window):
    window.ready.connect(lambda: QTimer.singleShot(0, window.pages["audit"].begin))
    begin(window)

def look():
    if hold.reached.is_set():
        QApplication.exit()

Window.begin = begin_an_audit
app = main.application("en")
timer = QTimer(app, interval=20)
timer.timeout.connect(look)
timer.start()
code = main.main()
print(code, session.is_closed, flush=True)
"""


def test_work_under_way_ends_in_order_when_the_session_of_the_system_does(tmp_path):
    """Windows logs off or shuts down: Qt leaves its loop, whoever is busy."""
    profile, photo = str(tmp_path / "profile"), str(tmp_path / "me.jpg")
    ended = subprocess.run(
        [sys.executable, "-c", ENDS_WITH_THE_SYSTEM, "--home", profile, photo],
        cwd=PROJECT,
        input="",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.stdout.splitlines()[-1:] == ["0 True"], ended.stderr
    assert ended.returncode == 0
    assert "Traceback" not in ended.stderr
