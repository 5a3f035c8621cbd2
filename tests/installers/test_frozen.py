"""The frozen program, if EXPOSURE_FROZEN names its folder, as `dev.py build --no-archive` makes."""

import os
import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from installers.build import PROGRAMS
from installers.packagers import here
from installers.trial import Trial

ROOT = Path(__file__).parents[2]
FROZEN = os.environ.get("EXPOSURE_FROZEN")

frozen = pytest.mark.skipif(not FROZEN, reason="EXPOSURE_FROZEN names no frozen program")


@pytest.fixture
def trial(tmp_path, monkeypatch):
    """Over the frozen program; whatever it leaves behind is in the room."""
    for name in ("HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    ending = ".exe" if os.name == "nt" else ""
    window, command = (Path(FROZEN, f"{name}{ending}") for name in PROGRAMS)
    return Trial([command], [window], here(), tmp_path)


@frozen
@pytest.mark.slow
def test_the_frozen_program_does_all_that_it_is_for(trial):
    trial.everything()


@frozen
def test_nothing_that_phones_home_was_left_behind(trial, tmp_path):
    trial.self_check()
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
