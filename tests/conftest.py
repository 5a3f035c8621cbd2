"""What every test gets: a home of its own, no keychain of the developer's, no threads left over."""

import os
import threading
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# The tests read what is said, in English.
os.environ["LANGUAGE"] = "en"

import pytest

from tests.prepared import Prepared

PROJECT = Path(__file__).resolve().parent.parent
LABELLED_FACES = Path(
    os.environ.get("EXPOSURE_LABELLED_FACES", PROJECT.parent / "shared" / "data" / "lfw-dev")
)


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


@pytest.fixture(scope="session")
def labelled_faces() -> Path:
    """A folder `Person_Name/*.jpg` of labelled pictures, for measuring only."""
    if not LABELLED_FACES.is_dir():
        pytest.skip("needs a labelled set of faces: set EXPOSURE_LABELLED_FACES to its folder")
    return LABELLED_FACES
