"""Which packages we hand out: what the program requires, optional parts included, and Python."""

import tomllib
from importlib.metadata import Distribution
from pathlib import Path

from installers.licences import shipped

PYPROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


def packages() -> list[Distribution]:
    """Those that are installed here, by name; PyInstaller too, whose loader starts each program."""
    project = tomllib.loads(PYPROJECT.read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["all"]]
    return shipped([*wanted, "pyinstaller"])
