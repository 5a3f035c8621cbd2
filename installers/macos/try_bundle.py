"""Lays out Exposure.app on any system, signs it ad hoc as releases are, and looks at the signature.

    .venv/bin/python -m installers.macos.try_bundle

It downloads what tools.txt names, 45 MB, and leaves nothing behind. It shows that Info.plist, the
words in each language and the entitlements can be signed and are signed. It does not show that
macOS starts the app: only a Mac can.
"""

import importlib
import plistlib
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from exposure_app import __version__
from installers.macos.layout import ENTITLEMENTS, WORDS, lay_out

TOOLS = Path(__file__).with_name("tools.txt")
LOADERS = {"exposure-app": "Darwin-64bit/runw", "exposure": "Darwin-64bit/run"}
NO_CERTIFICATE = "CMS error"
"""What the tool says of every signature made ad hoc, which is without one."""

MACOS = ("--platform", "macosx_11_0_universal2", "--platform", "macosx_10_13_universal2")


def main() -> int:
    """0 if the app was signed and nothing in the signature is amiss; 1 with what is."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fetch(folder)
        sys.path.insert(0, str(folder))
        tool = importlib.import_module("apple_platform")
        loaders = folder / "PyInstaller" / "bootloader"
        programs = {name: (loaders / file).read_bytes() for name, file in LOADERS.items()}
        icon = (loaders / "images" / "icon-windowed.icns").read_bytes()
        app = lay_out(folder, programs, icon, __version__)
        of_each = tool.PathSettings(
            code_signature_flags=["runtime"], entitlements_xml_file=str(ENTITLEMENTS)
        )
        tool.sign(str(app), paths={"@main": of_each, "Contents/MacOS/exposure": of_each})
        amiss = [*in_signatures(tool, app), *in_resources(app)]
    print("\n".join(amiss) or "Signed ad hoc with the hardened runtime; nothing is amiss.")
    return 1 if amiss else 0


def fetch(folder: Path) -> None:
    """Have the tools, each checked by its hash, unpacked in `folder`."""
    for line in TOOLS.read_text("utf-8").splitlines()[1:]:
        wanted = folder / "wanted.txt"
        wanted.write_text(line, "utf-8")
        where = MACOS if line.startswith("pyinstaller") else ()
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", *where]
        what = [
            "--only-binary",
            ":all:",
            "--require-hashes",
            "-r",
            str(wanted),
            "--dest",
            str(folder),
        ]
        subprocess.run([*command, *what], check=True)
    for wheel in folder.glob("*.whl"):
        with zipfile.ZipFile(wheel) as files:
            files.extractall(folder)


def in_signatures(tool: Any, app: Path) -> list[str]:
    """What is not as it should be in the signatures of both programs."""
    wanted = plistlib.loads(ENTITLEMENTS.read_bytes())
    amiss = []
    for name in LOADERS:
        program = app / "Contents" / "MacOS" / name
        problems = [problem["description"] for problem in tool.verify_macho(str(program))]
        amiss += [f"{name}: {problem}" for problem in problems if NO_CERTIFICATE not in problem]
        told = str(tool.read_signature(str(program)))
        amiss += [f"{name}: {key} is not allowed" for key in wanted if key not in told]
        if "RUNTIME" not in told:
            amiss.append(f"{name}: the runtime is not hardened")
    return amiss


def in_resources(app: Path) -> list[str]:
    """The words that the seal over the app's files does not cover."""
    seal = plistlib.loads((app / "Contents" / "_CodeSignature" / "CodeResources").read_bytes())
    sealed = set(seal["files2"])
    words = [path.relative_to(WORDS).as_posix() for path in WORDS.rglob("*.strings")]
    return [f"{word} is not sealed" for word in words if f"Resources/{word}" not in sealed]


if __name__ == "__main__":
    sys.exit(main())
