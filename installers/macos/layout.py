"""The app as macOS wants it laid out, without PyInstaller: Info.plist, words, icon, programs."""

import plistlib
import shutil
from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).parent
WORDS = HERE / "words"
ENTITLEMENTS = HERE / "entitlements.plist"


def lay_out(folder: Path, programs: Mapping[str, bytes], icon: bytes, version: str) -> Path:
    """Make Exposure.app in `folder`, with `programs` by name; its path."""
    contents = folder / "Exposure.app" / "Contents"
    info = plistlib.loads((HERE / "Info.plist").read_bytes())
    info |= {"CFBundleShortVersionString": version, "CFBundleVersion": version}
    shutil.copytree(WORDS, contents / "Resources")
    (contents / "MacOS").mkdir()
    (contents / "Info.plist").write_bytes(plistlib.dumps(info))
    (contents / "Resources" / info["CFBundleIconFile"]).write_bytes(icon)
    for name, body in programs.items():
        program = contents / "MacOS" / name
        program.write_bytes(body)
        program.chmod(0o755)
    return contents.parent
