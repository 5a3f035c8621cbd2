from pathlib import Path

import pytest

from exposure_app.paths import Home
from exposure_app.resources import resource


def test_a_home_keeps_everything_below_it(tmp_path):
    home = Home.at(tmp_path / "h")
    assert {home.data.parent, home.cache.parent, home.log.parent} == {tmp_path / "h"}


def test_the_environment_moves_the_home(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPOSURE_HOME", str(tmp_path / "elsewhere"))
    assert Home.of_user() == Home.at(tmp_path / "elsewhere")


def test_folders_are_private_whatever_the_umask(tmp_path):
    home = Home.at(tmp_path / "h")
    home.create()
    assert {p.stat().st_mode & 0o777 for p in (home.data, home.cache, home.log)} == {0o700}


@pytest.mark.parametrize("name", ["../pyproject.toml", "/etc/passwd", "models/../../x"])
def test_a_resource_name_leads_nowhere_else(name):
    with pytest.raises(ValueError, match="not a resource"):
        resource(name)


def test_a_resource_is_found_and_an_unknown_one_is_not():
    assert resource("models").is_dir()
    with pytest.raises(FileNotFoundError):
        resource("models/nothing-here")
    assert isinstance(resource("models"), Path)
