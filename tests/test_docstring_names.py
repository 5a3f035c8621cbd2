"""What a docstring names in backticks is there: a name that has gone misleads newcomers."""

import ast
import re
import sys
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted((ROOT / "exposure_app").rglob("*.py"))
TREES = {path.relative_to(ROOT): ast.parse(path.read_text("utf-8")) for path in FILES}

QUOTED = re.compile(r"(?<!`)`([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)`(?!`)")
FILE_ENDINGS = ("json", "toml", "jpg", "new")
ELSEWHERE = {*sys.stdlib_module_names, "str", "requests", "Image", "ModelRouter", "SCRFD",
             "arcface_dst", "_blob"}  # fmt: skip
"""What is not ours, by its first part: of Python, Pillow, requests, InsightFace and OpenCV."""
WORDS = {"with", "user_version", "sendmsg", "noai", "noimageai", "noimageindex", "astronaut"}
"""Of Python, SQLite, the kernel, what sites say, and scikit-image's pictures."""


def names_in(tree):
    """Every name that is written in some code: defined, imported, used or passed."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name):
                yield name
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.keyword(arg=str(name)):
                yield name
            case ast.alias(name=name):
                yield from name.split(".")
            case ast.Constant(value=str(name)) if name.islower():
                yield name


def steps_in(tree):
    """Every "a.b" that is written in some code, also within "c.a.b"."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id=of) | ast.Attribute(attr=of), attr=name):
                yield of, name


def quoted_in(tree):
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant(value=str(text))):
                yield from QUOTED.findall(text)


NAMES = {path: set(names_in(tree)) for path, tree in TREES.items()}
STEPS = {step for tree in TREES.values() for step in steps_in(tree)}
EVERYWHERE = {*WORDS, *(part for path in TREES for part in (*path.parts, path.stem))}.union(
    *NAMES.values()
)
CLASSES = {
    node.name: node for tree in TREES.values() for node in ast.walk(tree)
    if isinstance(node, ast.ClassDef)
}  # fmt: skip


def is_member(name, of):
    """Whether a class of ours has it, or one that it is made from, ours or not."""
    node = CLASSES.get(of)
    bases = [base.id for base in node.bases if isinstance(base, ast.Name)] if node else []
    return node is not None and (
        name in set(names_in(node)) or any(is_member(name, base) for base in bases)
    )


def is_in_module(parts):
    """Whether they are the end of a module's or package's path, and then names in that file."""
    for path, names in NAMES.items():
        module = path.parts[:-1] if path.stem == "__init__" else (*path.parts[:-1], path.stem)
        for count in range(1, len(parts) + 1):
            if module[-count:] == parts[:count] and names.issuperset(parts[count:]):
                return True
    return False


def is_there(quoted):
    parts = tuple(quoted.split("."))
    if parts[0] in ELSEWHERE or parts[-1] in FILE_ENDINGS:
        return True
    if parts[-1] == "py":
        return any(path.name == quoted for path in TREES)
    if len(parts) == 1:
        return quoted in EVERYWHERE
    if parts[0] in CLASSES:
        return is_member(parts[1], parts[0])
    return STEPS.issuperset(pairwise(parts)) or is_in_module(parts)


def test_every_name_that_a_docstring_quotes_is_there():
    assert [
        f"{path}: {quoted}"
        for path, tree in TREES.items()
        for quoted in quoted_in(tree)
        if not is_there(quoted)
    ] == []


@pytest.mark.parametrize(
    "quoted", ["nothing_is_called_so", "gallery.measure", "Decoder.nothing", "no_such_file.py"]
)
def test_a_name_that_is_not_there_is_told(quoted):
    assert not is_there(quoted)


@pytest.mark.parametrize(
    "quoted", ["Decoder.pool", "decoder.Decoder.pool", "faces.pictures.decode", "erase.py"]
)
def test_a_name_that_is_there_is_found(quoted):
    assert is_there(quoted)
