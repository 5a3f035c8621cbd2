"""Signs with what this machine was given: sign app, sign files FOLDER.

`app` is for macOS, before packaging: every program and library inside, then the whole. `files` are
the disk image on macOS, which Apple then notarises, and the archives on Linux. Windows' programs
and installers are signed by Azure's own action, between `unstow`, `package` and `signed`.
"""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from installers.packagers import FROZEN, here
from installers.release import run
from installers.release.key_ring import key_ring
from installers.release.native import is_mach_o
from installers.release.signed import to_sign

ENTITLEMENTS = Path(__file__).resolve().parents[1] / "macos" / "entitlements.plist"
APP = FROZEN / "Exposure.app"


def main(arguments: Sequence[str]) -> int:
    """Sign what is named."""
    what, *rest = arguments
    if what == "app":
        sign_app(APP, os.environ["EXPOSURE_MACOS_IDENTITY"])
        return 0
    folder = Path(rest[0])
    if here() == "macos":
        for image in to_sign(folder, "macos"):
            sign_image(image, os.environ["EXPOSURE_MACOS_IDENTITY"])
    else:
        sign_archives(to_sign(folder, "linux"), os.environ["EXPOSURE_GPG_PRIVATE_KEY"])
    return 0


def sign_app(app: Path, identity: str) -> None:
    """As PyInstaller does while it freezes: each part for itself, the deepest first, then the app.

    Only the programs, and the app around them, are given the entitlements.
    """
    programs = app / "Contents" / "MacOS"
    parts = [path for path in app.rglob("*") if not path.is_symlink() and is_mach_o(path)]
    for path in sorted(parts, key=lambda path: (-len(path.parts), str(path))):
        is_program = path.parent == programs
        codesign(path, identity, *(("--entitlements", ENTITLEMENTS) if is_program else ()))
    codesign(app, identity, "--deep", "--entitlements", ENTITLEMENTS)


def codesign(path: Path, identity: str, *more: str | Path) -> None:
    """Sign one thing for the hardened runtime, with a time stamp."""
    run([
        "codesign", "--sign", identity, "--force", "--all-architectures", "--timestamp",
        "--options", "runtime", *more, path,
    ])  # fmt: skip


def sign_image(image: Path, identity: str) -> None:
    """Sign a disk image, let Apple look at it, and keep its answer in the image."""
    run(["codesign", "--sign", identity, "--timestamp", image])
    with tempfile.TemporaryDirectory() as folder:
        key = Path(folder, "notary.p8")
        key.touch(mode=0o600)
        key.write_text(os.environ["NOTARY_KEY_P8"], encoding="utf-8")
        run([
            "xcrun", "notarytool", "submit", "--wait", "--key", key,
            "--key-id", os.environ["NOTARY_KEY_ID"], "--issuer", os.environ["NOTARY_ISSUER_ID"],
            image,
        ])  # fmt: skip
    run(["xcrun", "stapler", "staple", image])


def sign_archives(archives: Sequence[Path], private_key: str) -> None:
    """Sign with the one key in `private_key` (armoured), in a key ring that is thrown away."""
    with key_ring(private_key) as gpg:
        for archive in archives:
            run([*gpg, "--armor", "--detach-sign", archive])
