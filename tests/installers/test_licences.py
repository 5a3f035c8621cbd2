import tomllib
from pathlib import Path

import pytest

from installers import licences

PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"
PROJECT = tomllib.loads(PYPROJECT.read_text("utf-8"))["project"]
DEPENDENCIES = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["all"]]


@pytest.fixture(scope="module")
def gathered(tmp_path_factory):
    folder = tmp_path_factory.mktemp("licences")
    licences.gather(DEPENDENCIES, folder)
    return folder


def test_every_package_that_is_handed_out_brings_the_text_of_its_licence(gathered):
    packages = [folder for folder in gathered.iterdir() if folder.is_dir()]
    assert len(packages) > 20
    texts = {
        folder.name: [p for p in folder.iterdir() if p.stat().st_size > 200] for folder in packages
    }
    assert [name for name, found in texts.items() if not found] == []


def test_what_a_dependency_depends_on_is_there_too(gathered):
    assert {"requests", "certifi", "scikit-image", "scipy", "shiboken6", "python"} <= {
        folder.name for folder in gathered.iterdir()
    }


def test_the_parts_that_are_optional_elsewhere_are_handed_out_with_their_licences(gathered):
    for package in ("pi-heif", "pillow-jxl-plugin", "pypdfium2", "av"):
        assert any((gathered / package).iterdir())


def test_every_optional_part_is_among_all_of_them_for_tests_and_builds():
    extras = PROJECT["optional-dependencies"]
    parts = {extras[part][0] for part in ("heif", "jxl", "pdf", "video")}
    assert parts == set(extras["all"])
    assert parts <= set(extras["test"])
    assert parts <= set(extras["build"])


def test_what_only_tests_and_builds_need_is_not_handed_out(gathered):
    listed = (gathered / "CONTENTS.txt").read_text("utf-8")
    assert "requests " in listed
    assert "pytest" not in listed
    assert "pyinstaller" not in listed


def test_qt_comes_with_the_lesser_gpl_and_the_gpl_it_builds_on(gathered):
    qt = {path.name: path for path in (gathered / "pyside6-essentials").iterdir()}
    assert len(qt) == 2
    text = "".join(path.read_text("utf-8") for path in qt.values())
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
    assert "GNU GENERAL PUBLIC LICENSE" in text


def test_a_package_without_a_text_stops_the_build(monkeypatch, tmp_path):
    monkeypatch.setattr(licences, "WITHOUT_TEXT", {})
    with pytest.raises(licences.NoLicenceText):
        licences.gather(["insightface"], tmp_path)
