import json
import plistlib
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest

from exposure_app.domain.languages import LANGUAGES
from installers.macos.layout import lay_out
from installers.macos.package import package
from installers.macos.wheel_tags import KEPT, constraints, oldest_for

ROOT = Path(__file__).parents[2]
MACOS = ROOT / "installers" / "macos"
FOLDERS = ("Desktop", "Documents", "Downloads")


def plist(name):
    return plistlib.loads((MACOS / name).read_bytes())


def words(language):
    text = (MACOS / "words" / f"{language}.lproj" / "InfoPlist.strings").read_text("utf-8")
    found = re.findall(r'^"(\w+)" = "([^"\n]+)";$', text, re.MULTILINE)
    assert len(found) == len(text.splitlines())
    return dict(found)


def test_the_app_switches_telemetry_off_before_any_of_its_code_runs():
    assert plist("Info.plist")["LSEnvironment"] == {"ORT_DISABLE_TELEMETRY": "1"}


def test_the_app_is_a_program_with_a_window():
    info = plist("Info.plist")
    assert info["CFBundleExecutable"] == "exposure-app"
    assert info["LSBackgroundOnly"] is False


def test_the_version_is_written_in_one_place_only():
    assert not [key for key in plist("Info.plist") if "Version" in key and key.startswith("CFB")]


def test_macos_is_told_every_language_of_the_program():
    told = plist("Info.plist")["CFBundleLocalizations"]
    assert told == [language.code for language in LANGUAGES]
    assert {path.stem for path in (MACOS / "words").iterdir()} == set(told)


@pytest.mark.parametrize("language", [language.code for language in LANGUAGES])
def test_whoever_is_asked_for_leave_reads_why_in_their_language(language):
    info = plist("Info.plist")
    reasons = {key: text for key, text in info.items() if key.endswith("UsageDescription")}
    assert {f"NS{name}FolderUsageDescription" for name in FOLDERS} <= set(reasons)
    assert {"NSRemovableVolumesUsageDescription", "NSNetworkVolumesUsageDescription"} <= set(
        reasons
    )
    assert "NSCameraUsageDescription" in reasons
    assert set(words(language)) == set(reasons)
    assert len(set(words(language).values())) == len(reasons)
    if language == "en":
        assert words(language) == reasons


def test_the_hardened_runtime_allows_the_camera_only():
    assert plist("entitlements.plist") == {"com.apple.security.device.camera": True}


def test_before_each_entitlement_stands_who_needs_it():
    parser = ET.XMLParser(target=ET.TreeBuilder(insert_comments=True))
    (allowed,) = ET.parse(MACOS / "entitlements.plist", parser).getroot().findall("dict")
    parts = list(allowed)
    for number, part in enumerate(parts):
        if part.tag == "key":
            assert parts[number - 1].tag is ET.Comment
            assert len(parts[number - 1].text.split()) > 5


def test_the_app_is_laid_out_as_macos_looks_for_it(tmp_path):
    app = lay_out(tmp_path, {"exposure-app": b"program"}, b"icon", "1.2.3")
    info = plistlib.loads((app / "Contents" / "Info.plist").read_bytes())
    assert (app / "Contents" / "MacOS" / info["CFBundleExecutable"]).read_bytes() == b"program"
    assert (app / "Contents" / "Resources" / info["CFBundleIconFile"]).read_bytes() == b"icon"
    assert info["CFBundleVersion"] == info["CFBundleShortVersionString"] == "1.2.3"
    for language in info["CFBundleLocalizations"]:
        assert (
            app / "Contents" / "Resources" / f"{language}.lproj" / "InfoPlist.strings"
        ).is_file()


# --- the oldest macOS -----------------------------------------------------------------------------


def number(version):
    return tuple(int(figure) for figure in version.split("."))


def asked_for(machine):
    """{package: the oldest macOS its wheel loads on} of those that ask for one."""
    told = json.loads(KEPT.read_text("utf-8"))
    versions = {name: each[machine] for name, each in told.items()}
    return {name: number(each) for name, each in versions.items() if each not in (None, "any")}


def test_what_is_kept_of_the_wheels_is_about_the_versions_we_pin():
    told = json.loads(KEPT.read_text("utf-8"))
    pins = constraints()
    assert {name: each["version"] for name, each in told.items()} == {
        name: pins[name] for name in told
    }


def test_readme_and_the_app_name_the_oldest_macos_that_the_wheels_allow_and_who_forces_it():
    oldest = max(asked_for("arm64").values())
    readme = " ".join((ROOT / "README.md").read_text("utf-8").split())
    ((version, forced),) = re.findall(r"macOS (\d+) or later \(Apple silicon; ([^)]*)\)", readme)
    assert number(version) == oldest[:1]
    assert number(plist("Info.plist")["LSMinimumSystemVersion"]) == oldest
    forcing = {name for name, each in asked_for("arm64").items() if each == oldest}
    assert set(re.findall(r"\b(\w+)'s", forced)) == forcing


def test_only_hnswlib_has_to_be_compiled_on_apple_silicon():
    told = json.loads(KEPT.read_text("utf-8"))
    assert [name for name, each in told.items() if each["arm64"] is None] == ["hnswlib"]


@pytest.mark.parametrize(
    ("files", "oldest"),
    [
        (["a-1-py3-none-any.whl"], "any"),
        (
            ["a-1-cp39-abi3-macosx_10_9_universal2.whl", "a-1-cp39-abi3-macosx_11_0_arm64.whl"],
            "10.9",
        ),
        (["a-1-cp312-abi3-macosx_11_0_arm64.whl"], None),
        (
            [f"a-1-cp3{minor}-cp3{minor}-macosx_1{minor}_0_arm64.whl" for minor in (1, 2, 3)],
            None,
        ),
        (
            [f"a-1-cp31{minor}-cp31{minor}-macosx_1{minor}_0_arm64.whl" for minor in (1, 2, 3)],
            "13.0",
        ),
        (["a-1-py3-none-macosx_12_0_x86_64.whl"], None),
    ],
)
def test_the_oldest_macos_is_that_on_which_every_python_of_ours_gets_a_wheel(files, oldest):
    assert oldest_for("arm64", iter(files)) == oldest


@pytest.mark.skipif(not shutil.which("hdiutil"), reason="hdiutil is macOS's own")
def test_the_disk_image_holds_the_app_and_a_link_to_applications(release, tmp_path):
    app = release.payload.rename(tmp_path / "Exposure.app")
    (image,) = package(replace(release, payload=app, system="macos", machine="arm64"))
    mounted = tmp_path / "mounted"
    subprocess.run(["hdiutil", "attach", image, "-mountpoint", mounted], check=True)
    try:
        assert (mounted / "Applications").readlink() == Path("/Applications")
        assert (mounted / "Exposure.app" / "exposure").is_file()
    finally:
        subprocess.run(["hdiutil", "detach", mounted], check=True)
