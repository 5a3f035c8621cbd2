"""The package for administrators under Wine, whose Windows Installer is Wine's own."""

import pytest

from installers.windows.package import FAST, msi, setup_exe
from tests.installers.wine import (
    MACHINE_PATH,
    UNINSTALL,
    needs_mingw,
    needs_nsis,
    needs_wine,
    needs_wixl,
)

pytestmark = [pytest.mark.slow, needs_wine, needs_wixl, needs_mingw]

FOLDER = "C:\\Program Files\\Exposure\\"
NEWER_IS_THERE = 1603 % 256
"""Windows Installer's ERROR_INSTALL_FAILURE, in the eight bits that Linux hands on."""

CURRENT = r"HKLM\Software\Microsoft\Windows\CurrentVersion"
APP_PATHS = rf"{CURRENT}\App Paths"
MACHINES_PROGRAMS = rf"{CURRENT}\Uninstall"


@pytest.fixture(scope="module")
def package(of_version):
    """Makes the package of a version, once."""
    made = {}

    def make(version="1.2.3"):
        if version not in made:
            made[version] = msi(of_version(version), is_signed=False)
        return made[version]

    return make


@pytest.fixture(autouse=True)
def _clean(package, windows):
    """Each test ends without the program, and with the machine's PATH as it was."""
    before = windows.value(MACHINE_PATH, "PATH")
    yield
    for product in products(windows):
        windows.run("msiexec", "/x", product, "/qn")
    if windows.is_there():
        windows.uninstall()
    windows.set(MACHINE_PATH, "PATH", before)


def products(windows):
    """The codes by which Windows Installer knows what of ours it has installed."""
    keys = windows.below(MACHINES_PROGRAMS).items()
    ours = [key for key, values in keys if values.get("DisplayName") == ("REG_SZ", "Exposure")]
    return [key.rpartition("\\")[2] for key in ours if key.endswith("}")]


def entries(windows):
    """The folders on the machine's PATH. Wine's installer leaves a semicolon where one was."""
    return [each for each in windows.value(MACHINE_PATH, "PATH")[1].split(";") if each]


def files_of(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def install(windows, package, *, code=0):
    windows.run("msiexec", "/i", package, "/qn", code=code)


def remove(windows, package):
    windows.run("msiexec", "/x", package, "/qn")


def test_it_is_installed_for_everybody_found_by_name_upgraded_and_removed(
    package, windows, of_version
):
    program = windows.path(FOLDER)
    vault = windows.local / "exposure_app" / "vault.db"
    vault.parent.mkdir()
    vault.write_bytes(b"encrypted")
    before = entries(windows)

    install(windows, package("1.2.3"))
    assert files_of(program) == files_of(of_version("1.2.3").payload)
    assert entries(windows) == [*before, FOLDER]
    assert windows.run("cmd", "/c", "exposure", code=7) == "1.2.3"
    for name in ("exposure", "exposure-app"):
        assert windows.value(rf"{APP_PATHS}\{name}.exe", "")[1] == rf"{FOLDER}{name}.exe"

    install(windows, package("1.10.0"))
    assert files_of(program) == files_of(of_version("1.10.0").payload)
    assert entries(windows) == [*before, FOLDER]
    assert windows.run(program / "exposure.exe", code=7) == "1.10.0"

    install(windows, package("1.2.2"), code=NEWER_IS_THERE)
    assert windows.run(program / "exposure.exe", code=7) == "1.10.0"

    remove(windows, package("1.10.0"))
    assert entries(windows) == before
    assert not program.exists()
    assert windows.value(r"HKLM\Software\Exposure", "installed") is None
    assert vault.read_bytes() == b"encrypted"


@needs_nsis
def test_beside_a_program_of_the_users_own_both_stay_and_everybodys_is_found_first(
    package, windows, of_version, monkeypatch
):
    monkeypatch.setenv(FAST, "1")
    windows.run(setup_exe(of_version("1.2.3"), is_signed=False), "/S")
    machines = windows.value(MACHINE_PATH, "PATH")
    install(windows, package("1.10.0"))
    assert windows.run("cmd", "/c", "exposure", code=7) == "1.10.0"
    assert windows.value(UNINSTALL, "DisplayVersion") == ("REG_SZ", "1.2.3")
    remove(windows, package("1.10.0"))
    windows.set(MACHINE_PATH, "PATH", machines)
    assert windows.run("cmd", "/c", "exposure", code=7) == "1.2.3"
    install(windows, package("1.10.0"))
    windows.uninstall()
    assert windows.run("cmd", "/c", "exposure", code=7) == "1.10.0"
