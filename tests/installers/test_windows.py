import ast
import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from exposure_app.domain.languages import LANGUAGES
from installers import icons
from installers.windows.components import WIX, component_of, write_components
from installers.windows.package import FAST, msi, setup_exe, version_info
from tests.installers.conftest import FILES, ICON
from tests.installers.wine import needs_nsis, needs_wixl

WINDOWS = Path(__file__).parents[2] / "installers" / "windows"

needs_msiinfo = pytest.mark.skipif(not shutil.which("msiinfo"), reason="needs msitools")


# NSIS's own edition for Windows knows the first only, Debian's both.
@needs_nsis
@pytest.mark.parametrize("target", ["x86-unicode", "amd64-unicode"])
@pytest.mark.parametrize("fast", [True, False])
def test_the_installer_for_one_user_compiles_without_a_warning(
    release, qapp, monkeypatch, target, fast
):
    monkeypatch.setenv(FAST, "1" if fast else "")
    icons.write_ico(ICON, release.made / "exposure.ico")
    setup = setup_exe(release, is_signed=False, target_of_nsis=target)
    assert setup.name == "exposure-1.2.3-windows-x64-unsigned-setup.exe"
    assert setup.read_bytes()[:2] == b"MZ"


def test_the_installer_speaks_every_language_of_the_program():
    said = (WINDOWS / "words.nsh").read_text("utf-8")
    script = (WINDOWS / "installer.nsi").read_text("utf-8")
    listed = re.findall(r'^!insertmacro MUI_LANGUAGE "(\w+)"$', script, re.MULTILINE)
    assert len(listed) == len(LANGUAGES)
    assert re.findall(r"^!insertmacro SAY (\w+) ", said, re.MULTILINE) == [
        name.upper() for name in listed
    ]
    sentences = re.findall(r'^  "(.+)"', said, re.MULTILINE)
    assert len(set(sentences)) == len(sentences) == 5 * len(LANGUAGES)


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
    path = [line.split("\t") for line in table("Environment").splitlines()[3:]]
    assert path == [["Path", "=-*PATH", "[~];[INSTALLDIR]", component_of("exposure.exe")]]
    actions = {line.split("\t")[0] for line in table("InstallExecuteSequence").splitlines()}
    assert actions >= {"WriteEnvironmentStrings", "RemoveEnvironmentStrings"}


def test_wix_itself_is_told_of_path_within_the_command_lines_component(release, tmp_path):
    write_components(release.payload, tmp_path / "components.wxs", with_path=True)
    wix = ET.parse(tmp_path / "components.wxs")
    (component,) = [each for each in wix.iter(f"{{{WIX}}}Component") if len(each) == 2]
    assert [each.get("Name") for each in component] == ["exposure.exe", "PATH"]
    assert component[1].get("Part") == "last"


def test_a_files_component_keeps_its_identity_from_build_to_build(release, tmp_path):
    def identities():
        write_components(release.payload, tmp_path / "components.wxs", with_path=False)
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
