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
    assert {"requests", "certifi", "scikit-image", "shiboken6", "python"} <= {
        folder.name for folder in gathered.iterdir()
    }


def test_what_the_bundle_leaves_out_is_not_said_to_be_in_it(gathered):
    names = {folder.name for folder in gathered.iterdir()}
    assert not names & {"scipy", "networkx", "tifffile", "imageio", "lazy-loader"}


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
    texts = (gathered / "pyside6-essentials").iterdir()
    text = "".join(path.read_text("utf-8") for path in texts)
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
    assert "GNU GENERAL PUBLIC LICENSE" in text


def test_a_package_without_a_text_stops_the_build(monkeypatch, tmp_path):
    monkeypatch.setattr(licences, "WITHOUT_TEXT", {})
    with pytest.raises(licences.NoLicenceText):
        licences.gather(["insightface"], tmp_path)


@pytest.fixture
def python_laid_out(monkeypatch, tmp_path):
    """Makes a Python whose modules and licence lie where they are told to."""

    def lay_out(modules, text):
        for path in (modules, text):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text("PYTHON SOFTWARE FOUNDATION LICENSE", "utf-8")
        monkeypatch.setattr(licences.os, "__file__", str(tmp_path / modules))
        monkeypatch.setattr(licences.sys, "base_prefix", str(tmp_path))

    return lay_out


@pytest.mark.parametrize(
    ("modules", "text"),
    [("lib/python3.11/os.py", "lib/python3.11/LICENSE.txt"), ("Lib/os.py", "LICENSE.txt")],
)
def test_pythons_own_licence_is_found_where_each_system_keeps_it(
    python_laid_out, tmp_path, modules, text
):
    python_laid_out(modules, text)
    licences.gather([], tmp_path / "out")
    (gathered,) = (tmp_path / "out" / "python").iterdir()
    assert "PYTHON SOFTWARE FOUNDATION" in gathered.read_text("utf-8")


def test_a_python_without_its_licence_stops_the_build(python_laid_out, tmp_path):
    python_laid_out("lib/python3.11/os.py", "share/doc/copyright")
    with pytest.raises(licences.NoLicenceText, match="python"):
        licences.gather([], tmp_path / "out")
