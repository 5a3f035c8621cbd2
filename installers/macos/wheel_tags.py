"""Which macOS the wheels in the bundle ask for: asked of the index, kept in wheel_tags.json.

    .venv/bin/python -m installers.macos.wheel_tags     after a change of constraints.txt

Tests hold README and Info.plist to what stands there.
"""

import html
import json
import re
import subprocess
import sys
import tomllib
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from installers import licences

ROOT = Path(__file__).resolve().parents[2]
KEPT = Path(__file__).with_name("wheel_tags.json")
PYPI = "https://pypi.org/simple"
PYTHONS = ("cp311", "cp312", "cp313")
MACHINES = ("arm64", "x86_64")
MAC = re.compile(r"macosx_(\d+)_(\d+)_(\w+)")


def main() -> int:
    """Write wheel_tags.json."""
    pins = constraints()
    told = {}
    for name in sorted(shipped() & set(pins)):
        oldest = {machine: oldest_for(machine, wheels(name, pins[name])) for machine in MACHINES}
        if any(version != "any" for version in oldest.values()):
            told[name] = {"version": pins[name], **oldest}
    KEPT.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    print(f"{len(told)} packages in {KEPT.relative_to(ROOT)}")
    return 0


def constraints() -> dict[str, str]:
    """What constraints.txt pins for macOS."""
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pinned = [Requirement(line) for line in lines if line and not line.startswith("#")]
    on_a_mac = {"sys_platform": "darwin", "platform_machine": "arm64", "python_version": "3.13"}
    return {
        str(canonicalize_name(each.name)): str(each.specifier).removeprefix("==")
        for each in pinned
        if each.marker is None or each.marker.evaluate(dict(on_a_mac))
    }


def shipped() -> set[str]:
    """What goes into a bundle, with all that is installed here of what it depends on."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["all"]]
    return {str(canonicalize_name(each.metadata["Name"])) for each in licences.shipped(asked)}


def wheels(name: str, version: str) -> Iterator[str]:
    """The file names of the wheels of a version, on the index that pip is set to ask."""
    asked = [sys.executable, "-m", "pip", "config", "get", "global.index-url"]
    index = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
    page = f"{(index or PYPI).rstrip('/')}/{name}/"
    with urllib.request.urlopen(page, timeout=60) as answer:
        body = answer.read().decode("utf-8", "replace")
    for link in re.findall(r'href="([^"]+)"', body):
        address = urllib.parse.urlsplit(html.unescape(link)).path
        file = urllib.parse.unquote(address.rpartition("/")[2])
        if file.endswith(".whl") and str(parse_wheel_filename(file)[1]) == version:
            yield file


def oldest_for(machine: str, files: Iterator[str]) -> str | None:
    """The oldest macOS, as "14.0", on which each Python that we support gets a wheel.

    "any" where wheels are for all systems; None where there is none, or only source.
    """
    found: dict[str, list[tuple[int, int]]] = {python: [] for python in PYTHONS}
    for file in files:
        for tag in parse_wheel_filename(file)[3]:
            if tag.platform == "any":
                return "any"
            fits = MAC.fullmatch(tag.platform)
            if fits and fits[3] in (machine, "universal2"):
                for python in PYTHONS:
                    if tag.interpreter == python or is_stable(tag.interpreter, tag.abi, python):
                        found[python].append((int(fits[1]), int(fits[2])))
    if not all(found.values()):
        return None
    major, minor = max(min(versions) for versions in found.values())
    return f"{major}.{minor}"


def is_stable(interpreter: str, abi: str, python: str) -> bool:
    """Whether a wheel for one Python fits a later one, or any at all."""
    if abi == "none":
        return interpreter.startswith("py")
    return abi == "abi3" and int(interpreter[3:] or 0) <= int(python[3:])


if __name__ == "__main__":
    sys.exit(main())
