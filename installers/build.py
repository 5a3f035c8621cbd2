"""Builds this system's release: freeze, try, sign if a certificate is named, package, hash.

    python3 dev.py build [--out DIR] [--no-archive]

Certificates are named by environment variables; see README.md beside this file.
"""

import argparse
import os
import shutil
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

from installers import icons, licences, sizes
from installers.packagers import FROZEN, PACKAGERS, WORK, release_here
from installers.release import Release, run, write_sums
from installers.trial import Trial, room
from installers.windows.package import version_info

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = ("exposure-app", "exposure")
# The first second that a ZIP file can name.
FIRST_OF_1980 = "315532800"


def main() -> int:
    """Build; return 0 if everything, the trial of the frozen program included, went well."""
    parser = argparse.ArgumentParser(
        prog="dev.py build", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="default: dist/")
    parser.add_argument("--no-archive", action="store_true", help="freeze and try, package nothing")
    args = parser.parse_args()
    release = release_here(args.out)
    timed("making icons and gathering licences", lambda: make_parts(release))
    timed("freezing", lambda: freeze(release))
    sizes.check_unpacked(release.payload, release.system)
    timed("trying it", lambda: try_out(release))
    if not args.no_archive:
        release.out.mkdir(parents=True, exist_ok=True)
        timed("packaging", lambda: package(release))
    return 0


def package(release: Release) -> None:
    """Write what people download, and the sums of it."""
    files = PACKAGERS[release.system](release)
    sizes.check_files(files, release.system)
    write_sums(files, release.out)


def timed(words: str, step: Callable[[], object]) -> None:
    """Do a step, and say how long it took."""
    print(f"build: {words}", flush=True)
    started = time.monotonic()
    step()
    print(f"build: {words}: {time.monotonic() - started:.0f} s", flush=True)


def make_parts(release: Release) -> None:
    """What app.spec takes in besides the code."""
    shutil.rmtree(release.made, ignore_errors=True)
    release.made.mkdir(parents=True)
    svg = ROOT / "resources" / "icons" / "exposure.svg"
    icons.write_ico(svg, release.made / "exposure.ico")
    icons.write_icns(svg, release.made / "exposure.icns")
    for name in PROGRAMS:
        text = version_info(release.version, release.number, name)
        (release.made / f"{name}.version").write_text(text, encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    shipped = [*project["dependencies"], *project["optional-dependencies"]["all"]]
    licences.gather(shipped, release.made / "licences")


def freeze(release: Release) -> None:
    """Let PyInstaller make the folder, afresh."""
    os.environ["EXPOSURE_MADE"] = str(release.made)
    # Two builds of one source are the same: no hour of the build, and sets in one order.
    os.environ.setdefault("SOURCE_DATE_EPOCH", FIRST_OF_1980)
    os.environ["PYTHONHASHSEED"] = "0"
    spec = ROOT / "installers" / "app.spec"
    run([
        sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN",
        "--distpath", FROZEN, "--workpath", WORK / "pyinstaller", spec,
    ])  # fmt: skip


def try_out(release: Release) -> None:
    """Use the frozen program as people would, and see that it does all of it."""
    folder = (
        release.payload / "Contents" / "MacOS" if release.system == "macos" else release.payload
    )
    ending = ".exe" if release.system == "windows" else ""
    window, command = (folder / f"{name}{ending}" for name in PROGRAMS)
    if release.system == "linux" and not {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with room() as empty:
        Trial([command], [window], release.system, empty).everything()


if __name__ == "__main__":
    sys.exit(main())
