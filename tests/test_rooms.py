"""The walls of the house: how many files a room holds, and that a name means one thing."""

import ast
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "exposure_app"
MOST_MODULES = 25
CUT = {
    "ui": {"main"}, "cli": {"main"}, "session": {"session"}, "crawl": {"locator"},
    "vault": {"vault"}, "faces": set(), "gallery": set(),
}  # fmt: skip
"""Packages that hold rooms, and the one module beside them that others come in by."""


def modules(folder):
    return {path.stem for path in folder.glob("*.py")} - {"__init__"}


def folders(below):
    return sorted({path.parent for path in below.rglob("*.py")})


def test_no_room_holds_more_files_than_one_can_look_over():
    full = {str(one.relative_to(ROOT)): len(modules(one)) for one in folders(PACKAGE)}
    assert {name: count for name, count in full.items() if count > MOST_MODULES} == {}


@pytest.mark.parametrize(("package", "entry"), CUT.items())
def test_a_cut_package_holds_rooms_and_at_most_one_module_to_come_in_by(package, entry):
    assert modules(PACKAGE / package) == entry


def test_every_room_says_what_it_is_for():
    silent = [
        str(folder.relative_to(ROOT))
        for folder in folders(PACKAGE)
        if not ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8")))
    ]
    assert silent == []


def test_no_public_class_name_stands_twice():
    named = defaultdict(list)
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                named[node.name].append(str(path.relative_to(PACKAGE)))
    assert {name: where for name, where in named.items() if len(where) > 1} == {}
