import plistlib
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from installers.macos.package import package

MACOS = Path(__file__).parents[2] / "installers" / "macos"


def plist(name):
    return plistlib.loads((MACOS / name).read_bytes())


def test_the_app_switches_telemetry_off_before_any_of_its_code_runs():
    assert plist("Info.plist")["LSEnvironment"] == {"ORT_DISABLE_TELEMETRY": "1"}


def test_the_app_is_a_program_with_a_window_for_the_systems_qt_runs_on():
    info = plist("Info.plist")
    assert info["CFBundleExecutable"] == "exposure-app"
    assert info["LSBackgroundOnly"] is False
    assert info["LSMinimumSystemVersion"] == "14.0"


def test_the_version_is_written_in_one_place_only():
    assert not [key for key in plist("Info.plist") if "Version" in key and key.startswith("CFB")]


def test_the_hardened_runtime_allows_two_things_only():
    assert plist("entitlements.plist") == {
        "com.apple.security.device.camera": True,
        "com.apple.security.cs.allow-unsigned-executable-memory": True,
    }


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
