"""A vault of one's own, and a real Secret Service on a bus of its own."""

import gc
import os
import shutil
import subprocess
import sys
import time
import warnings
from contextlib import contextmanager

import keyring.backend
import keyring.core
import pytest

from exposure_app.vault.keys.key_store import MemoryKeys
from exposure_app.vault.vault import Vault
from tests.vault.filled import PASSPHRASE, fill

TOOLS = ("dbus-daemon", "gnome-keyring-daemon")

# The system's own session.conf lets the bus start a second, locked gnome-keyring on demand.
BUS_CONFIGURATION = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={folder}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


def passphrase(_is_new):
    return PASSPHRASE


def nobody_asked(is_new):
    raise AssertionError(f"asked for a passphrase (is_new={is_new})")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "vault"


@pytest.fixture
def open_vault(folder):
    """Open the vault of this test, again and again; the last one is closed at the end."""
    opened = []
    keys = MemoryKeys()

    def open_it(keys=keys, ask=nobody_asked):
        for vault in opened:
            vault.close()
        opened.append(Vault.open(folder, keys=keys, ask_passphrase=ask))
        return opened[-1]

    yield open_it
    for vault in opened:
        vault.close()


@pytest.fixture
def vault(open_vault):
    return open_vault()


@pytest.fixture
def filled(vault):
    fill(vault)
    return vault


@pytest.fixture
def snapshot(folder):
    """The folder's files as bytes, but the lock and what SQLite rebuilds."""

    def take():
        kept = (path for path in folder.iterdir() if not path.name.endswith((".lock", "-shm")))
        return {path.name: path.read_bytes() for path in kept}

    return take


@contextmanager
def running_secret_service(home):
    """gnome-keyring on a session bus of its own; yields the bus's address."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("XDG_", "DBUS_", "GNOME_", "DISPLAY", "WAYLAND"))
    }
    environment |= {
        "HOME": str(home), "XDG_RUNTIME_DIR": str(home), "XDG_DATA_HOME": str(home / "data"),
    }  # fmt: skip
    configuration = home / "bus.conf"
    configuration.write_text(BUS_CONFIGURATION.format(folder=home))
    bus = subprocess.Popen(
        ["dbus-daemon", f"--config-file={configuration}", "--nofork", "--print-address=1"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, text=True,
    )  # fmt: skip
    try:
        environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        daemon = subprocess.Popen(
            ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env=environment,
        )  # fmt: skip
        try:
            daemon.stdin.write(b"for tests only")
            daemon.stdin.close()
            yield environment["DBUS_SESSION_BUS_ADDRESS"]
        finally:
            daemon.terminate()
            daemon.wait(5)
    finally:
        bus.stdout.close()
        bus.terminate()
        bus.wait(5)


def wait_until_unlocked():
    """The daemon is up when its default collection is open."""
    import secretstorage

    deadline = time.monotonic() + 10
    while True:
        try:
            bus = secretstorage.dbus_init()
            try:
                # Asked for by name: get_default_collection would try to make one, with a dialog.
                if not secretstorage.Collection(bus).is_locked():
                    return
            finally:
                bus.close()
        except secretstorage.exceptions.SecretStorageException:
            pass
        assert time.monotonic() < deadline, "gnome-keyring did not come up"
        time.sleep(0.02)


@pytest.fixture(autouse=True)
def no_keychain(monkeypatch):
    """No test reads or writes the keychain of whoever runs it.

    keyring looks around once per process; here, once per test.
    """

    def forget():
        keyring.core._keyring_backend = None
        vars(keyring.backend.get_all_keyring).pop("saved_result", None)

    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    forget()
    yield
    forget()


@pytest.fixture
def look_around(no_keychain, monkeypatch):
    """keyring chooses its backend itself, and meets no keychain but one the test starts."""
    if sys.platform != "linux":
        pytest.skip("this system's keychain belongs to whoever runs the tests")
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND")


@pytest.fixture(scope="session")
def _secret_service_bus(tmp_path_factory):
    if missing := [tool for tool in TOOLS if shutil.which(tool) is None]:
        pytest.skip(f"needs a real Secret Service: no {missing[0]}")
    with running_secret_service(tmp_path_factory.mktemp("keyring")) as address:
        yield address


@pytest.fixture
def secret_service(_secret_service_bus, look_around, monkeypatch):
    """A real, unlocked Secret Service, shared by the tests of one run."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", _secret_service_bus)
    wait_until_unlocked()


@pytest.fixture
def locked_secret_service(tmp_path, look_around, monkeypatch):
    """A real Secret Service of this test alone, whose collection is locked."""
    import secretstorage

    if missing := [tool for tool in TOOLS if shutil.which(tool) is None]:
        pytest.skip(f"needs a real Secret Service: no {missing[0]}")
    with running_secret_service(tmp_path) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        wait_until_unlocked()
        bus = secretstorage.dbus_init()
        secretstorage.get_default_collection(bus).lock()
        bus.close()
        yield
        # keyring forgets to close its bus when the collection stays locked.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            gc.collect()
