"""The macOS disk image: the app beside a link to Applications; notarised if we may.

PyInstaller has already signed the app and every library in it, inside out, with the identity that
EXPOSURE_MACOS_IDENTITY names.
"""

import os
import shutil
from pathlib import Path

from installers.release import Release, run

IDENTITY = "EXPOSURE_MACOS_IDENTITY"
# What `xcrun notarytool store-credentials` called the credentials it put into the keychain.
NOTARY = "EXPOSURE_NOTARY_PROFILE"


def package(release: Release) -> list[Path]:
    """Write the .dmg, or the app itself where there is no hdiutil to make one."""
    identity = os.environ.get(IDENTITY)
    if not shutil.which("hdiutil"):
        folder = release.file(".app", is_signed=bool(identity))
        shutil.copytree(release.payload, folder, symlinks=True, dirs_exist_ok=True)
        return []
    stage = release.made / "dmg"
    shutil.rmtree(stage, ignore_errors=True)
    shutil.copytree(release.payload, stage / release.payload.name, symlinks=True)
    (stage / "Applications").symlink_to("/Applications")
    image = release.file(".dmg", is_signed=bool(identity))
    run([
        "hdiutil", "create", "-volname", "Exposure", "-srcfolder", stage, "-ov",
        "-fs", "HFS+", "-format", "UDZO", image,
    ])  # fmt: skip
    if identity:
        run(["codesign", "--sign", identity, "--timestamp", image])
    if identity and (profile := os.environ.get(NOTARY)):
        run(["xcrun", "notarytool", "submit", "--wait", "--keychain-profile", profile, image])
        run(["xcrun", "stapler", "staple", image])
    return [image]
