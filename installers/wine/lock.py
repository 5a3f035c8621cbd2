"""Makes wheels.txt anew: the wheels of constraints.txt for Windows, each with its hash.

    .venv/bin/python -m installers.wine.lock

Nothing is downloaded but what the index says of each wheel. pip weighs markers on the system it
runs on; what constraints.txt says of Windows alone, or of Linux alone, is put right here.
"""

import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from installers.wine.places import ROOT
from installers.wine.wheels import FOR_WINDOWS, LOCKED

CONSTRAINTS = ROOT / "constraints.txt"
WITHOUT_WHEELS = {"hnswlib"}
"""What the index has for Windows as source alone."""

WINDOWS = {
    "implementation_name": "cpython",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_system": "Windows",
    "python_full_version": "3.11.9",
    "python_version": "3.11",
    "sys_platform": "win32",
}
FIRST_LINES = """\
# The wheels of constraints.txt for Python 3.11 on Windows x64, as tests, demo and build need them.
# Made with
#   .venv/bin/python -m installers.wine.lock
"""


def constraints() -> list[Requirement]:
    """What constraints.txt pins, for every system."""
    lines = CONSTRAINTS.read_text("utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


def is_for(requirement: Requirement, environment: dict[str, str] | None) -> bool:
    """Whether a requirement counts there; on this system, if `environment` is None."""
    return requirement.marker is None or requirement.marker.evaluate(environment)


def wanted() -> list[str]:
    """What pip is asked for: the project's, what tests and builds need, Windows' own."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = {*project["dependencies"], *extras["test"], *extras["build"]}
    of_windows = [one for one in constraints() if is_for(one, WINDOWS) and not is_for(one, None)]
    named = [*map(Requirement, asked), *of_windows]
    return sorted(
        f"{each.name}{each.specifier}" for each in named if each.name not in WITHOUT_WHEELS
    )


def lines(found: Iterable[dict[str, Any]]) -> list[str]:
    """A line a wheel, of pip's report on what it would install."""
    elsewhere = {canonicalize_name(one.name) for one in constraints() if not is_for(one, WINDOWS)}
    made = []
    for each in found:
        name, version = canonicalize_name(each["metadata"]["name"]), each["metadata"]["version"]
        digest = each["download_info"]["archive_info"]["hashes"]["sha256"]
        if name not in elsewhere:
            made.append(f"{name}=={version} --hash=sha256:{digest}\n")
    return sorted(made)


def main() -> int:
    """Write wheels.txt."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed"]
        where = ["--quiet", "--report", str(report), "--target", str(Path(folder, "unused"))]
        locked = ["--constraint", str(CONSTRAINTS)]
        subprocess.run([*command, *where, *FOR_WINDOWS, *locked, *wanted()], check=True)
        found = json.loads(report.read_text("utf-8"))["install"]
    LOCKED.write_text("".join([FIRST_LINES, *lines(found)]), "utf-8")
    print(f"{len(lines(found))} wheels in {LOCKED.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
