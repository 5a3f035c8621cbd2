"""The workflows of hosted machines, read."""

from pathlib import Path

import yaml

FOLDER = Path(__file__).parents[2] / ".github" / "workflows"
NAMES = sorted(path.name for path in FOLDER.glob("*.yml"))


def workflow(name):
    return yaml.safe_load((FOLDER / name).read_text("utf-8"))


def jobs():
    """(workflow, job's name, job) of all."""
    return [(name, key, job) for name in NAMES for key, job in workflow(name)["jobs"].items()]


def steps(job):
    return job.get("steps", [])
