"""The package for Debian, Ubuntu and what is made of them: one double click, and it is in the menu.

What it holds is the bundle as it is, in /opt, where a distribution never looks; nothing runs when
it is installed or removed.
"""

import shutil
from pathlib import Path

from installers.linux.slim import GLIBC
from installers.release import Release, run

HERE = Path(__file__).parent
NAME = "exposure-app"
PROGRAMS = ("exposure", "exposure-app")
TOP = Path("opt", "exposure")
ICON = HERE.parents[1] / "resources" / "icons" / "exposure.svg"
ARCHITECTURES = {"x86_64": "amd64", "arm64": "arm64"}
# What the bundle asks of the system; `README.txt` tells the same to those who unpack the archive.
# bare.py tries in a system with nothing else whether that is all.
NEEDS = (
    "libc6 (>= {}.{})".format(*GLIBC), "libstdc++6", "libgcc-s1",
    "libegl1", "libgl1", "libxkbcommon0", "libdbus-1-3", "libfontconfig1",
    "libglib2.0-0", "libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1",
    "libxcb-randr0", "libxcb-render-util0", "libxcb-shape0", "libxcb-xkb1", "libxkbcommon-x11-0",
    "libx11-xcb1",
)  # fmt: skip
CONTROL = """\
Package: {name}
Version: {version}
Architecture: {architecture}
Maintainer: Exposure
Installed-Size: {kilobytes}
Depends: {needs}
Recommends: libwayland-cursor0, libwayland-egl1
Section: graphics
Priority: optional
Description: Find where your own face appears
 It looks through web sites, accounts and folders that you name for pictures of you. Your face never
 leaves this computer.
 .
 Removing the package keeps what was enrolled and found, encrypted: "exposure erase" removes that.
"""


def deb(release: Release, *, is_signed: bool) -> Path | None:
    """The package; None without dpkg-deb, which every Debian has."""
    if not shutil.which("dpkg-deb"):
        print("No dpkg-deb here: no .deb.")
        return None
    stage = release.made / "deb"
    shutil.rmtree(stage, ignore_errors=True)
    shutil.copytree(release.payload, stage / TOP, symlinks=True)
    for program in PROGRAMS:
        link = _beside(stage / "usr" / "bin" / program)
        link.symlink_to(Path("/", TOP, program))
    share = stage / "usr" / "share"
    shutil.copy(HERE / f"{NAME}.desktop", _beside(share / "applications" / f"{NAME}.desktop"))
    icons = share / "icons" / "hicolor" / "scalable" / "apps"
    shutil.copy(ICON, _beside(icons / f"{NAME}.svg"))
    licence = TOP / "_internal" / "licences" / "LICENSE"
    _beside(share / "doc" / NAME / "copyright").symlink_to(Path("/", licence))
    _beside(stage / "DEBIAN" / "control").write_text(control(release, stage), encoding="utf-8")
    _plain_modes(stage)
    target = release.file(".deb", is_signed=is_signed)
    run(["dpkg-deb", "--root-owner-group", "-Zxz", "-z2", "--build", stage, target])
    shutil.rmtree(stage)
    return target


def control(release: Release, stage: Path) -> str:
    """What the package says of itself; a release candidate is older than its release (`~`)."""
    files = (path for path in stage.rglob("*") if path.is_file() and not path.is_symlink())
    return CONTROL.format(
        name=NAME,
        version=release.version.replace("rc", "~rc"),
        architecture=ARCHITECTURES[release.machine],
        kilobytes=sum(path.stat().st_size for path in files) // 1024,
        needs=", ".join(NEEDS),
    )


def _beside(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _plain_modes(stage: Path) -> None:
    """For everybody to read, whatever the builder's umask is."""
    for path in [stage, *stage.rglob("*")]:
        if not path.is_symlink():
            is_open = path.is_dir() or path.name in PROGRAMS
            path.chmod(0o755 if is_open else 0o644)
