"""The frozen program, if EXPOSURE_FROZEN names its folder, as `dev.py build --no-archive` makes."""

import os
import re
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from exposure_app import __version__

ROOT = Path(__file__).parents[2]
FROZEN = os.environ.get("EXPOSURE_FROZEN")

frozen = pytest.mark.skipif(not FROZEN, reason="EXPOSURE_FROZEN names no frozen program")


@pytest.fixture
def run(tmp_path):
    """Runs the frozen command line in a profile of its own, with a passphrase for its vault."""
    passphrase = tmp_path / "passphrase"
    passphrase.write_text("only for this test", "utf-8")
    system = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP") if name in os.environ}
    environment = {**system, "HOME": str(tmp_path), "EXPOSURE_PASSPHRASE_FILE": str(passphrase)}

    def run_it(*arguments):
        command = [Path(FROZEN, "exposure"), "--home", tmp_path / "profile", *arguments]
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=200, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run_it


@frozen
def test_the_frozen_program_is_this_version(run):
    assert run("--version").strip() == __version__


@frozen
def test_everything_the_frozen_program_stands_on_works(run):
    said = run("self-check")
    assert "PROBLEM" not in said
    assert "not installed" not in said  # of the parts that are optional elsewhere


@frozen
@pytest.mark.slow
def test_the_frozen_program_finds_every_copy_of_the_demo_subject(run, tmp_path):
    run("demo", "--out", str(tmp_path / "out"))
    assert (tmp_path / "out" / "report.html").stat().st_size > 10_000


@frozen
def test_nothing_that_phones_home_was_left_behind(run, tmp_path):
    run("self-check")
    assert not [path for path in tmp_path.rglob("*") if "Microsoft" in path.parts]


def test_every_picture_the_demo_is_made_of_goes_into_the_bundle():
    demo = (ROOT / "exposure_app" / "demo" / "site.py").read_text("utf-8")
    spec = (ROOT / "installers" / "app.spec").read_text("utf-8")
    (folder,) = find_spec("skimage").submodule_search_locations
    shipped_by_skimage = {path.name for path in Path(folder, "data").iterdir()}
    used = set(re.findall(r'"([\w-]+\.(?:png|jpg))"', demo)) & shipped_by_skimage
    assert "astronaut.png" in used
    assert [name for name in used if f"data/{name}" not in spec] == []
    assert "t1.jpg" in demo
    assert "data/images/t1.jpg" in spec
