import ast
import getpass
import os
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from installers import icons
from installers.windows.components import WIX, write_components
from installers.windows.package import msi, setup_exe, version_info
from tests.installers.conftest import FILES

ICON = Path(__file__).parents[2] / "resources" / "icons" / "exposure.svg"

needs_nsis = pytest.mark.skipif(not shutil.which("makensis"), reason="needs NSIS (Debian: nsis)")
needs_wixl = pytest.mark.skipif(not shutil.which("wixl"), reason="needs wixl (Debian: wixl)")
needs_msiinfo = pytest.mark.skipif(not shutil.which("msiinfo"), reason="needs msitools")


@pytest.fixture
def setup(release, qapp):
    icons.write_ico(ICON, release.made / "exposure.ico")
    return setup_exe(release, is_signed=False)


@needs_nsis
def test_the_installer_for_one_user_compiles_without_a_warning(setup):
    assert setup.name == "exposure-1.2.3-windows-x64-unsigned-setup.exe"
    assert setup.read_bytes()[:2] == b"MZ"


class Windows:
    """A Windows of its own; `local` is where it keeps the programs and data of its user."""

    def __init__(self, home):
        self.local = home / "prefix/drive_c/users" / getpass.getuser() / "AppData/Local"
        self._environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "WINEPREFIX": str(home / "prefix"),
            "WINEDEBUG": "-all",
            # No browser engine, and no shortcuts in the menus of whoever runs this.
            "WINEDLLOVERRIDES": "mscoree,mshtml,winemenubuilder.exe=",
        }

    def run(self, *command):
        done = subprocess.run(
            ["wine", *command], env=self._environment, check=True, capture_output=True, timeout=200
        )
        return done.stdout.decode().strip()


@pytest.fixture(scope="module")
def windows(tmp_path_factory):
    if not shutil.which("wine"):
        pytest.skip("needs wine")
    home = tmp_path_factory.mktemp("windows")
    yield Windows(home)
    # Hundreds of megabytes, which pytest would keep for three runs.
    shutil.rmtree(home, ignore_errors=True)


@needs_nsis
@pytest.mark.slow
def test_installing_over_an_older_version_leaves_just_this_versions_files(setup, windows):
    windows.run(setup, "/S", "/D=C:\\somewhere-else")
    program = windows.local / "Programs" / "Exposure"
    (program / "left-by-an-older-version.dll").touch()
    windows.run(setup, "/S")
    installed = {p.relative_to(program).as_posix() for p in program.rglob("*") if p.is_file()}
    assert installed == {*FILES, "uninstall.exe"}
    assert all((program / name).read_bytes() == body for name, body in FILES.items())
    assert not (windows.local.parents[3] / "somewhere-else").exists()


@needs_nsis
@pytest.mark.slow
def test_uninstalling_removes_the_program_and_not_the_vault(setup, windows):
    windows.run(setup, "/S")
    vault = windows.local / "exposure_app" / "vault.db"
    vault.parent.mkdir()
    vault.touch()
    program = windows.local / "Programs" / "Exposure"
    # `_?=` keeps the uninstaller in the foreground; it cannot remove itself then.
    windows.run(program / "uninstall.exe", "/S", f"_?={windows.run('winepath', '-w', program)}")
    assert [path.name for path in program.rglob("*")] == ["uninstall.exe"]
    assert vault.exists()


@needs_wixl
def test_the_package_for_administrators_compiles(release):
    made = msi(release, is_signed=False)
    assert made.name == "exposure-1.2.3-windows-x64-unsigned.msi"
    assert made.read_bytes()[:8] == bytes.fromhex("d0cf11e0a1b11ae1")


@needs_wixl
@needs_msiinfo
def test_the_package_holds_every_file_and_the_version(release):
    made = msi(release, is_signed=False)

    def table(name):
        command = ["msiinfo", "export", made, name]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    listed = table("File")
    assert [name for name in FILES if Path(name).name not in listed] == []
    assert "ProductVersion\t1.2.3" in table("Property")


def test_a_files_component_keeps_its_identity_from_build_to_build(release, tmp_path):
    def identities():
        write_components(release.payload, tmp_path / "components.wxs")
        found = ET.parse(tmp_path / "components.wxs").iter(f"{{{WIX}}}Component")
        return {component[0].get("Name"): component.get("Guid") for component in found}

    before = identities()
    (release.payload / "_internal" / "added.dat").touch()
    after = identities()
    assert len(set(after.values())) == len(FILES) + 1
    assert before.items() <= after.items()


def test_the_programs_properties_say_name_and_version():
    text = version_info("1.2.3rc1", "1.2.3.0", "exposure-app")
    ast.parse(text, mode="eval")
    assert "(1, 2, 3, 0)" in text
    assert "StringStruct('FileVersion', '1.2.3rc1')" in text
    assert "StringStruct('OriginalFilename', 'exposure-app.exe')" in text
    assert "StringStruct('FileDescription', 'Exposure')" in text
    of_the_other = version_info("1.2.3rc1", "1.2.3.0", "exposure")
    assert "StringStruct('FileDescription', 'Exposure (command line)')" in of_the_other


def test_windows_reads_the_properties_as_they_were_written():
    versioninfo = pytest.importorskip("PyInstaller.utils.win32.versioninfo")
    text = version_info("1.2.3", "1.2.3.0", "exposure")
    assert "1.2.3" in str(eval(text, vars(versioninfo)))
