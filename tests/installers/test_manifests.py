"""What the stores are given: filled in from the sums, and of the form that each asks for."""

import re
import shutil
import subprocess
from datetime import date
from xml.etree import ElementTree as ET

import pytest
import yaml

from exposure_app import __version__
from exposure_app.domain.languages import LANGUAGES
from installers.release import manifests
from installers.release.manifests import FLATPAK_ID, TARGETS, WINGET_ID

FILES = {
    "windows-x64-setup.exe": "a" * 64,
    "windows-x64.msi": "b" * 64,
    "macos-arm64.dmg": "c" * 64,
    "linux-x86_64.tar.xz": "d" * 64,
    "linux-x86_64.tar.xz.asc": "e" * 64,
    "linux-x86_64.cdx.json": "f" * 64,
}
# From the JSON schemas of winget-cli, 1.10.0: what must be there, and what may be.
WINGET = {
    "version": {"PackageIdentifier", "PackageVersion", "DefaultLocale"},
    "installer": {"PackageIdentifier", "PackageVersion", "Installers"},
    "defaultLocale": {
        "PackageIdentifier", "PackageVersion", "PackageLocale", "Publisher", "PackageName",
        "License", "ShortDescription",
    },
}  # fmt: skip
INSTALLER = {
    "Architecture": r"x86|x64|arm|arm64|neutral",
    "InstallerType": r"nullsoft|wix|msi|inno|exe",
    "Scope": r"user|machine",
    "InstallerUrl": r"https?://\S{1,2040}",
    "InstallerSha256": r"[A-Fa-f0-9]{64}",
}


def needs(program):
    return pytest.mark.skipif(not shutil.which(program), reason=f"needs {program}")


@pytest.fixture
def filled(tmp_path):
    lines = [f"{sha}  exposure-{__version__}-{name}\n" for name, sha in FILES.items()]
    (tmp_path / "SHA256SUMS").write_text("".join(lines))
    assert manifests.main([str(tmp_path / "SHA256SUMS"), str(tmp_path / "out")]) == 0
    return tmp_path / "out"


def test_every_gap_is_filled(filled):
    files = [path for path in filled.rglob("*") if path.is_file()]
    assert {path.relative_to(filled).as_posix() for path in files} == set(TARGETS.values())
    assert [path.name for path in files if re.search(r"\$\{|\$\$", path.read_text("utf-8"))] == []


def test_a_release_without_a_file_that_a_store_needs_is_told(tmp_path, capsys):
    (tmp_path / "SHA256SUMS").write_text(f"{'a' * 64}  exposure-{__version__}-windows-x64.msi\n")
    assert manifests.main([str(tmp_path / "SHA256SUMS"), str(tmp_path / "out")]) == 1
    assert "-setup.exe" in capsys.readouterr().out
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("ending", "kind"),
    [("", "version"), (".installer", "installer"), (".locale.en-US", "defaultLocale")],
)
def test_winget_finds_all_that_it_asks_for(filled, ending, kind):
    manifest = yaml.safe_load((filled / f"winget/{WINGET_ID}{ending}.yaml").read_text("utf-8"))
    assert WINGET[kind] <= set(manifest)
    assert manifest["ManifestType"] == kind
    assert manifest["ManifestVersion"] == "1.10.0"
    assert manifest["PackageVersion"] == __version__
    assert re.fullmatch(r"[^.\s\\/:*?\"<>|]{1,32}(\.[^.\s]{1,32}){1,7}", WINGET_ID)
    assert len(manifest.get("ShortDescription", "some words")) in range(3, 257)


def test_winget_installs_for_one_user_in_silence_and_for_all_as_an_administrator(filled):
    manifest = yaml.safe_load((filled / f"winget/{WINGET_ID}.installer.yaml").read_text("utf-8"))
    setup, msi = manifest["Installers"]
    for installer in (setup, msi):
        for key, pattern in INSTALLER.items():
            assert re.fullmatch(pattern, installer[key]), key
    assert (setup["Scope"], setup["InstallerSwitches"]["Silent"]) == ("user", "/S")
    assert (msi["Scope"], msi["ElevationRequirement"]) == ("machine", "elevationRequired")
    assert (setup["InstallerSha256"], msi["InstallerSha256"]) == ("a" * 64, "b" * 64)
    assert date.fromisoformat(manifest["ReleaseDate"])


def test_the_cask_names_the_image_and_its_sum(filled):
    cask = (filled / "homebrew/exposure.rb").read_text("utf-8")
    assert f'sha256 "{"c" * 64}"' in cask
    assert cask.count("${") == 0


@needs("ruby")
def test_the_cask_is_ruby(filled):
    subprocess.run(["ruby", "-c", filled / "homebrew/exposure.rb"], check=True)


def test_the_flatpak_takes_the_archive_and_not_its_signature(filled):
    manifest = yaml.safe_load((filled / f"flatpak/{FLATPAK_ID}.yml").read_text("utf-8"))
    archive = manifest["modules"][0]["sources"][0]
    assert (archive["sha256"], archive["url"][-7:]) == ("d" * 64, ".tar.xz")


def test_the_flatpak_may_read_pictures_and_write_nothing_of_the_users(filled):
    manifest = yaml.safe_load((filled / f"flatpak/{FLATPAK_ID}.yml").read_text("utf-8"))
    folders = [one for one in manifest["finish-args"] if one.startswith("--filesystem")]
    assert folders == ["--filesystem=xdg-pictures:ro"]


def test_a_desktop_says_what_the_program_is_for_in_each_of_its_languages(filled):
    entry = (filled / f"flatpak/{FLATPAK_ID}.desktop").read_text("utf-8")
    said = set(re.findall(r"^Comment\[(\w+)\]=", entry, re.MULTILINE))
    assert said == {one.tag for one in LANGUAGES if one.tag != "en"}


def test_the_description_is_of_this_version_and_of_the_desktop_file_beside_it(filled):
    described = ET.parse(filled / f"flatpak/{FLATPAK_ID}.metainfo.xml").getroot()
    assert described.findtext("id") == FLATPAK_ID
    assert described.findtext("launchable") == f"{FLATPAK_ID}.desktop"
    assert described.find("releases/release").get("version") == __version__


@needs("desktop-file-validate")
def test_the_desktop_file_is_valid(filled):
    entry = filled / f"flatpak/{FLATPAK_ID}.desktop"
    subprocess.run(["desktop-file-validate", "--no-hints", entry], check=True)


@needs("appstreamcli")
def test_the_description_is_valid(filled):
    described = filled / f"flatpak/{FLATPAK_ID}.metainfo.xml"
    subprocess.run(["appstreamcli", "validate", "--no-net", described], check=True)


@needs("flatpak-builder")
def test_flatpak_builder_understands_the_manifest(filled):
    manifest = filled / f"flatpak/{FLATPAK_ID}.yml"
    # It makes a folder of its own where it is called.
    subprocess.run(["flatpak-builder", "--show-manifest", manifest], check=True, cwd=filled)
