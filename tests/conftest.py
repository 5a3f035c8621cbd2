"""What every test gets: a home of its own, no keychain of the developer's, no threads left over."""

import gc
import os
import sys
import threading
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# The tests read what is said, in English.
os.environ["LANGUAGE"] = "en"

import pytest
from hypothesis import HealthCheck, settings

from tests.lanes import is_slow
from tests.prepared import Prepared

PROJECT = Path(__file__).resolve().parent.parent
LABELLED_FACES = Path(
    os.environ.get("EXPOSURE_LABELLED_FACES", PROJECT.parent / "shared" / "data" / "lfw-dev")
)


LEFT_OUT = pytest.StashKey[int]()

# A busy machine is no bug; what has to be quick is measured in tests of its own.
# On CI the same is drawn each time, so that a run that fails says something of the change in hand;
# what others draw is new each time, and what `benchmarks.fuzz_parsers` draws is more.
settings.register_profile(
    "house",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")


def pytest_addoption(parser):
    parser.addoption("--quick", action="store_true", help="leave out what is slow")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Part the quick from the slow.

    In parallel the slow begin: a worker that comes to one last keeps all others waiting.
    """
    slow = [item for item in items if is_slow(item)]
    for item in slow:
        item.add_marker(pytest.mark.slow)
    quick = [item for item in items if not item.get_closest_marker("slow")]
    if config.getoption("quick"):
        items[:] = quick
        config.hook.pytest_deselected(items=slow)
        config.stash[LEFT_OUT] = len(slow)
    elif hasattr(config, "workerinput"):
        items[:] = slow + quick


def pytest_collection_finish():
    """Spare each collection of garbage the thousands of tests that are there to stay."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish(session):
    """A worker tells the one who started it."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left out"] = session.config.stash.get(LEFT_OUT, 0)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    """Each worker collects all tests, and leaves out the same."""
    node.config.stash[LEFT_OUT] = getattr(node, "workeroutput", {}).get("left out", 0)


def pytest_terminal_summary(terminalreporter, config):
    """Say what a quick run did not show."""
    if left_out := config.stash.get(LEFT_OUT, 0):
        terminalreporter.write_line(f"{left_out} slow tests were left out: --quick")


@pytest.fixture(scope="session", autouse=True)
def _place_of_prepared_models(tmp_path_factory):
    Prepared.folder = tmp_path_factory.mktemp("prepared")


@pytest.fixture(autouse=True)
def _own_home(tmp_path, monkeypatch):
    """No test sees, or writes to, the home of whoever runs it."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("EXPOSURE_HOME", str(home / "exposure"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    for name in ("EXPOSURE_PASSPHRASE_FILE", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def _no_thread_left():
    """A test that leaves one of our threads running has not stopped what it started."""
    before = set(threading.enumerate())
    yield
    ours = ("look", "stream", "fetch", "loopback", "confine")
    left = [t for t in set(threading.enumerate()) - before if t.name.startswith(ours)]
    for thread in left:
        thread.join(5)
    assert not [thread.name for thread in left if thread.is_alive()]


@pytest.fixture(autouse=True)
def _no_rank_above_others():
    """A test that leaves this process in real time lets no other run, its own children neither."""
    before = _scheduling()
    yield
    assert _scheduling() == before


@pytest.fixture(autouse=True)
def _no_application_without_windows():
    """Qt has one application a process: who draws on paper before a window opens takes `qapp`."""
    yield
    if core := sys.modules.get("PySide6.QtCore"):
        running = core.QCoreApplication.instance()
        assert running is None or type(running).__name__ == "QApplication"


def _scheduling():
    return os.sched_getscheduler(0) if hasattr(os, "sched_getscheduler") else None


@pytest.fixture(scope="session")
def labelled_faces() -> Path:
    """A folder `Person_Name/*.jpg` of labelled pictures, for measuring only."""
    if not LABELLED_FACES.is_dir():
        pytest.skip("needs a labelled set of faces: set EXPOSURE_LABELLED_FACES to its folder")
    return LABELLED_FACES
