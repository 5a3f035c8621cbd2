import os
import sys
from pathlib import Path

import pytest

from exposure_app.paths import Home
from exposure_app.resources import resource
from exposure_app.vault.files.readers import may_others_read


def test_a_home_keeps_everything_below_it(tmp_path):
    home = Home.at(tmp_path / "h")
    assert {home.data.parent, home.cache.parent, home.log.parent} == {tmp_path / "h"}


def test_the_environment_moves_the_home(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPOSURE_HOME", str(tmp_path / "elsewhere"))
    assert Home.of_user() == Home.at(tmp_path / "elsewhere")


@pytest.mark.skipif(
    sys.platform == "win32" and sys.version_info < (3, 13),
    reason="makes private folders from 3.11.10 and 3.12.4 on, of which there may be no installer",
)
def test_folders_are_private_whatever_the_umask(tmp_path):
    before = os.umask(0)
    try:
        home = Home.at(tmp_path / "h")
        home.create()
    finally:
        os.umask(before)
    folders = (home.data.parent, home.data, home.cache, home.log)
    assert not any(may_others_read(folder) for folder in folders)


@pytest.mark.parametrize("name", ["../pyproject.toml", "/etc/passwd", "models/../../x"])
def test_a_resource_name_leads_nowhere_else(name):
    with pytest.raises(ValueError, match="not a resource"):
        resource(name)


def test_a_resource_is_found_and_an_unknown_one_is_not():
    assert resource("models").is_dir()
    with pytest.raises(FileNotFoundError):
        resource("models/nothing-here")
    assert isinstance(resource("models"), Path)
