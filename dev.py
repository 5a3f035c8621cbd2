#!/usr/bin/env python3
"""The one door: prepares what a verb needs, then does it. Hooks and CI come in here too.

Standard library only, and written so that an older Python can still read it and say what is
missing. Packages go into `.venv` beside this file, in the versions of `constraints.txt`, and those
of Windows into `.wine`. Nothing else on the machine changes, except that root on Debian or Ubuntu
also gets missing system packages.
"""

from __future__ import annotations

import ast
import ctypes
import hashlib
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import time
from pathlib import Path
from typing import Any, Callable, NamedTuple, NoReturn, Sequence  # noqa: UP035 - older Pythons

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
ON_LINUX = sys.platform.startswith("linux")
STAMP = VENV / "exposure-setup.json"
CONSTRAINTS = "constraints.txt"
SUPPORTED = ((3, 11), (3, 12), (3, 13))
LINES_OF_A_FAILURE = 10

ENVIRONMENT = {
    "DEBIAN_FRONTEND": "noninteractive",
    # Otherwise the index is compiled for this very processor, and a cached copy dies on another.
    "HNSWLIB_NO_NATIVE": "1",
    "PIP_CONSTRAINT": CONSTRAINTS,
    "PIP_BUILD_CONSTRAINT": CONSTRAINTS,
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PYTHONUTF8": "1",
}

# fmt: off
# What Qt and OpenCV load when they are imported, and where Debian keeps each.
LIBRARIES = {
    "libEGL.so.1": "libegl1", "libGL.so.1": "libgl1", "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3", "libfontconfig.so.1": "libfontconfig1",
    "libgthread-2.0.so.0": "libglib2.0-0",
}
# What Qt loads besides, to open a window on an X11 desktop.
DISPLAY_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0", "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0", "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0", "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0", "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0", "libX11-xcb.so.1": "libx11-xcb1",
}
# fmt: on
# A real keychain, so that its tests run instead of being skipped.
KEYCHAIN_PROGRAMS = {"dbus-daemon": "dbus", "gnome-keyring-daemon": "gnome-keyring"}
# What runs programs for Windows here, and compiles the libraries that it lacks of Windows.
WINE_PROGRAMS = {
    "wine": "wine",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64-win32",
    "x86_64-w64-mingw32-g++-posix": "g++-mingw-w64-x86-64-posix",
}
# What makes both installers for Windows here, and the tests that install what they made.
INSTALLER_PROGRAMS = {"makensis": "nsis", "wixl": "wixl", "msibuild": "msitools"}
INSTALLED = tuple(
    f"tests/installers/test_{name}.py" for name in ("windows", "setup", "msi", "bundle_installed")
)
# What looks at the program from outside: every call into the system, a network with nothing in it.
WITNESSES = {"strace": "strace", "unshare": "util-linux", "ip": "iproute2"}

# On Linux: with Wine, which stands in for Windows.
WINDOWS = "--windows"

# Everything, and what is done before each push.
LANES: tuple[tuple[str, ...], ...] = ((), ("--quick",))
# A worker for each core, at most eight. A module's tests stay together, as they share what takes
# long to make, and in our order: `tests/conftest.py` puts the slow ones first.
IN_PARALLEL = (
    "--numprocesses=logical", "--maxprocesses=8", "--dist=loadfile", "--no-loadscope-reorder",
)  # fmt: skip

# Types on every system: a name that one of them lacks is told there. Each keeps a cache of its own.
ELSEWHERE = tuple(
    ("mypy", "--platform", system, "--cache-dir", f".mypy_cache/{system}")
    for system in ("linux", "darwin", "win32")
    if system != sys.platform
)
CHECKS = (
    ("ruff", "format", "--check"), ("ruff", "check"), ("mypy",), *ELSEWHERE, ("lint-imports",),
    # Of what hosted machines do: no action that can be moved, no right that is not needed.
    ("zizmor", "--offline", "--quiet", ".github/workflows"),
)  # fmt: skip


class Need(NamedTuple):
    """Something this system lacks; `stops` if the verb is pointless without it."""

    thing: str
    package: str
    stops: bool


VENV_MODULE = Need("Python's venv module", "python{}.{}-venv".format(*sys.version_info), True)


def setup() -> int:
    """Install everything for development into .venv, even if it seems to be there."""
    prepare({"test", "check"}, [*libraries(), *for_tests()], again=True)
    return 0


def demo(*rest: str) -> int:
    """Find the demo subject's face on a demo site: demo [--windows [--frozen]] [--out DIR]."""
    if WINDOWS in rest:
        return for_windows(demo, rest)
    prepare(set(), libraries())
    return run([program("exposure"), "demo", *rest])


def app(*rest: str) -> int:
    """Open the window."""
    is_x11 = "DISPLAY" in os.environ and "WAYLAND_DISPLAY" not in os.environ
    prepare(set(), libraries({**LIBRARIES, **(DISPLAY_LIBRARIES if is_x11 else {})}))
    return run([program("exposure-app"), *rest])


def test(*rest: str) -> int:
    """Run all checks and tests, --quick or --windows ones; else pytest with what follows."""
    if WINDOWS in rest:
        return for_windows(test, rest)
    prepare({"test", "check"}, [*libraries(), *for_tests()])
    is_lane = rest in LANES
    of_checks = run_checks() if is_lane else 0
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    pytest = [program("python"), "-m", "pytest", *(IN_PARALLEL if is_lane else ()), *rest]
    return run(pytest, cwd=ROOT) or of_checks


def check() -> int:
    """Look at style, types and who imports whom, running nothing."""
    prepare({"test", "check"}, [])
    return run_checks()


def bench(*rest: str) -> int:
    """Run a script of benchmarks/ by name; without a name, list them."""
    scripts = {path.stem: path for path in sorted(ROOT.glob("benchmarks/[!_]*.py"))}
    if not rest or rest[0] not in scripts:
        for name, path in scripts.items():
            words = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
            print(f"  {name:<22} {words.partition(chr(10))[0]}")
        return 2 if rest else 0
    prepare({"test", "bench"}, libraries())
    return run([program("python"), str(scripts[rest[0]]), *rest[1:]])


def catalogues() -> int:
    """Bring the translators' files up to date with the code, and say what they lack."""
    prepare({"check"}, [])
    return run([program("python"), "-m", "translations.catalogues"], cwd=ROOT)


def build(*rest: str) -> int:
    """Build this system's installer into dist/, or: --wheel the index, --windows one by Wine."""
    if WINDOWS in rest:
        return for_windows(build, rest)
    prepare({"build"}, libraries())
    is_wheel = rest[:1] == ("--wheel",)
    what = ["installers.wheels", *rest[1:]] if is_wheel else ["installers.build", *rest]
    return run([program("python"), "-m", *what], cwd=ROOT)


def release(*rest: str) -> int:
    """Do one step of a release; without a name, list them."""
    prepare({"build", "release"} if rest else set(), libraries() if rest else [])
    return run([program("python"), "-m", "installers.release", *rest], cwd=ROOT)


def for_windows(verb: Callable[..., int], words: Sequence[str]) -> int:
    """Do a verb as Windows does it: on Linux with Wine, below .wine."""
    rest = tuple(word for word in words if word != WINDOWS)
    if os.name == "nt":
        say("This is Windows, so that --windows changes nothing.")
        return verb(*rest)
    if not ON_LINUX or platform.machine() != "x86_64":
        stop("--windows needs Wine and Linux on x86-64, or Windows itself.")
    if needs := for_wine():
        say("Wine and its compiler: up to 200 MB to download, 1.2 GB on disk")
    provide(needs)
    from installers.wine import door  # noqa: PLC0415 - an older Python must get as far as main

    if verb is demo:
        return door.demo(rest)
    if verb is build:
        provide(needs_of(INSTALLER_PROGRAMS))
        os.environ["EXPOSURE_FROZEN_WINDOWS"] = str(door.FROZEN)
        return door.build() or test(*INSTALLED)
    return door.test(rest, IN_PARALLEL if rest in LANES else ())


VERBS: dict[str, Callable[..., int]] = {
    verb.__name__: verb
    for verb in (setup, demo, app, test, check, bench, catalogues, build, release)
}


def prepare(extras: set[str], needs: list[Need], *, again: bool = False) -> None:
    """Make sure of the system's part and of .venv; at once if nothing changed since last time."""
    stamp = read_stamp()
    works = stamp["root"] == str(ROOT) and is_supported([program("python")])
    if works and not again and stamp["inputs"] == inputs() and extras <= set(stamp["extras"]):
        provide([need for need in needs if need.stops])
        return
    provide([*build_tools(), *needs])
    if not works:
        say("Making .venv")
        quietly([sys.executable, "-m", "venv", "--clear", str(VENV)])
        stamp["extras"] = []
    extras = extras | set(stamp["extras"])
    install(extras)
    made = {"root": str(ROOT), "inputs": inputs(), "extras": sorted(extras)}
    STAMP.write_text(json.dumps(made), "utf-8")


def read_stamp() -> dict[str, Any]:
    """What the last `prepare` left; a .venv without a stamp was made by hand, and is kept."""
    unknown = {"root": str(ROOT), "inputs": "", "extras": []}
    try:
        return {**unknown, **json.loads(STAMP.read_text("utf-8"))}
    except (OSError, ValueError):
        return unknown


def inputs() -> str:
    """A digest of all that decides what gets installed."""
    project = json.dumps(project_table(), sort_keys=True)
    return hashlib.sha256((project + (ROOT / CONSTRAINTS).read_text("utf-8")).encode()).hexdigest()


def project_table() -> dict[str, Any]:
    """The [project] table of pyproject.toml."""
    import tomllib  # noqa: PLC0415 - an older Python must get as far as main

    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return table


def install(extras: set[str]) -> None:
    """Install the project with `extras`; hnswlib apart, as it alone has to be compiled."""
    started = time.monotonic()
    say("Installing packages into .venv: about 1 GB, and a minute or two the first time")
    project = project_table()
    wanted = [*project["dependencies"]]
    for extra in sorted(extras):
        wanted += project["optional-dependencies"][extra]
    compiled = [name for name in wanted if name.startswith("hnswlib")]
    pip(*(name for name in wanted if name not in compiled))
    pip("--no-deps", "--editable", ".")
    # What is built to be handed out is compiled anew: pip's cache may hold one made elsewise.
    afresh = ["--no-cache-dir", "--force-reinstall", "--no-deps"] if "build" in extras else []
    ours = [f"--find-links={folder}" for folder in sorted({one.parent for one in own_wheels()})]
    if not pip(*ours, *afresh, *compiled, may_fail=True):
        say(
            "Going on without hnswlib, which wants a C++ compiler and Python's headers, or the"
            " wheel of a release in build/wheels: searches are exact all the same. `dev.py setup`"
            " tries again."
        )
    say(f"Installed in {time.monotonic() - started:.0f} s")


def own_wheels() -> list[Path]:
    """Wheels of ours for this Python, which spare us compiling hnswlib; installers/wheels."""
    folders = {str(ROOT / "build" / "wheels"), os.environ.get("EXPOSURE_WHEELS", "")} - {""}
    fitting = "hnswlib-*-cp{}{}-*.whl".format(*sys.version_info)
    return sorted(wheel for folder in folders for wheel in Path(folder).glob(fitting))


def pip(*arguments: str, may_fail: bool = False) -> bool:
    """Whether `pip install`, in the locked versions, went well."""
    return quietly([program("python"), "-m", "pip", "install", *arguments], may_fail=may_fail)


def run_checks() -> int:
    """Run all checks, so that one run tells of all that is amiss; 0 if nothing is."""
    worst = 0
    for name, *arguments in CHECKS:
        say(" ".join([name, *arguments]))
        worst = max(worst, run([program(name), *arguments], cwd=ROOT))
    return worst


def libraries(wanted: dict[str, str] = LIBRARIES) -> list[Need]:
    """Those of the libraries that this system's loader does not find."""
    missing = []
    for name, package in wanted.items() if ON_LINUX else ():
        try:
            ctypes.CDLL(name)
        except OSError:
            missing.append(Need(name, package, True))
    return missing


def for_tests() -> list[Need]:
    """The programs that are missing for tests with a real keychain, and from outside."""
    wanted = {**KEYCHAIN_PROGRAMS, **WITNESSES}
    missing = [name for name in wanted if not shutil.which(name)]
    return [Need(name, wanted[name], False) for name in missing if ON_LINUX]


def for_wine() -> list[Need]:
    """What is missing for running programs for Windows."""
    needs = needs_of(WINE_PROGRAMS)
    return needs if importlib.util.find_spec("ensurepip") else [*needs, VENV_MODULE]


def needs_of(programs: dict[str, str]) -> list[Need]:
    """Those of the programs that are missing, each with its package."""
    return [Need(name, programs[name], True) for name in programs if not shutil.which(name)]


def build_tools() -> list[Need]:
    """What is missing for making .venv and for compiling hnswlib."""
    here = "python{}.{}".format(*sys.version_info)
    needs: list[Need] = []
    if not ON_LINUX:
        return needs
    if not VENV.exists() and importlib.util.find_spec("ensurepip") is None:
        needs.append(VENV_MODULE)
    if not any(VENV.glob("lib/python*/site-packages/hnswlib*")) and not own_wheels():
        if not Path(sysconfig.get_path("include"), "Python.h").exists():
            needs.append(Need("Python's headers", f"{here}-dev", False))
        if not shutil.which("g++"):
            needs.append(Need("g++", "g++", False))
    return needs


def provide(needs: list[Need]) -> None:
    """Install what is missing if we may; else name what to type, and stop if a need says so."""
    if not needs:
        return
    packages = sorted({need.package for need in needs})
    apt = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    prefix = privilege()
    if prefix is not None:
        say(f"Installing system packages: {' '.join(packages)}")
        quietly([*prefix, "apt-get", "update"], may_fail=True)
        if quietly([*prefix, *apt], may_fail=True):
            return
    say(f"Missing on this system: {', '.join(need.thing for need in needs)}.")
    if shutil.which("apt-get"):
        say(f"To install, type:\n\n    sudo apt-get update && sudo {' '.join(apt)}\n")
    if any(need.stops for need in needs):
        stop("Once they are installed, type the same command again.")
    say("Going on without.")


def privilege() -> list[str] | None:
    """What comes before apt-get: nothing for root; None where it is not ours to install."""
    if not shutil.which("apt-get"):
        return None
    if getattr(os, "geteuid", lambda: 1)() == 0:
        return []
    # A hosted runner is thrown away afterwards, and its sudo asks nobody.
    return ["sudo", "-n"] if os.environ.get("GITHUB_ACTIONS") == "true" else None


def program(name: str) -> str:
    """The path of a program of .venv."""
    return str(BIN / (name + ".exe" if os.name == "nt" else name))


def run(command: Sequence[str], cwd: Path | None = None) -> int:
    """Run in the foreground; return the exit code a shell would show."""
    child = subprocess.Popen(command, cwd=cwd)
    while True:
        try:
            code = child.wait()
        except KeyboardInterrupt:
            continue  # The child heard Ctrl-C too, and decides how it stops.
        return code if code >= 0 else 128 - code


def quietly(command: Sequence[str], *, may_fail: bool = False) -> bool:
    """Whether `command` went well. If not, show how it ended and, unless it `may_fail`, stop."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if done.returncode == 0:
        return True
    output = (done.stdout + done.stderr).decode("utf-8", "replace").splitlines()
    print(*output[-LINES_OF_A_FAILURE:], sep="\n", flush=True)
    if not may_fail:
        stop(f"This did not work: {' '.join(command)}")
    return False


def is_supported(python: Sequence[str]) -> bool:
    """Whether this command starts a Python of a version we support."""
    asked = [*python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    try:
        answer = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    except OSError:
        return False
    return answer.strip() in ["{}.{}".format(*version) for version in SUPPORTED]


def say(words: str) -> None:
    """One line of our own, told apart from what the programs we run print."""
    print(f"dev: {words}", flush=True)


def stop(words: str, *, code: int = 1) -> NoReturn:
    """Say why we go no further, and leave."""
    say(words)
    raise SystemExit(code)


def main(arguments: Sequence[str]) -> int:
    """Do the verb in `arguments`; return the exit code."""
    if sys.version_info[:2] not in SUPPORTED:
        names = ["python{}.{}".format(*version) for version in SUPPORTED]
        other = next((name for name in names if is_supported([name])), None)
        if other is None:
            stop(f"Exposure needs one of {', '.join(names)}; this is {sys.version.split()[0]}.")
        return run([other, str(ROOT / "dev.py"), *arguments])
    verb, *rest = arguments or [""]
    if verb not in VERBS:
        print("python3 dev.py VERB\n")
        for name, does in VERBS.items():
            print(f"  {name:<10} {(does.__doc__ or '').strip()}")
        return 0 if verb in ("-h", "--help") else 2
    if rest and verb in ("setup", "check", "catalogues"):
        stop(f"{verb} takes no arguments.", code=2)
    os.environ.update(ENVIRONMENT)
    return VERBS[verb](*rest)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
