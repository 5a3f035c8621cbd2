"""What is compiled, and with what: in the versions of constraints.txt."""

import re
from pathlib import Path

CONSTRAINTS = Path(__file__).resolve().parents[2] / "constraints.txt"
PROJECT = "hnswlib"
HEADERS = "pybind11"


def version(project: str) -> str:
    """The pinned version of `project`."""
    lines = CONSTRAINTS.read_text("utf-8")
    found = re.search(rf"^{re.escape(project)}==([^\s;]+)", lines, re.MULTILINE)
    if not found:
        raise ValueError(f"constraints.txt has no {project}")
    return found[1]
