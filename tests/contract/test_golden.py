"""The documents are, byte for byte, those that scripts were written for."""

import ast
import json
from pathlib import Path

import pytest

import exposure_app.cli
from tests.contract.documents import documents

GOLDEN = Path(__file__).parent / "golden"
VERBS = Path(exposure_app.cli.__file__).parent / "verbs"


def written(document):
    """As the terminal writes it."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize("name", documents())
def test_a_document_is_what_it_was_to_the_letter(name):
    assert written(documents()[name]) == (GOLDEN / f"{name}.json").read_text("utf-8")


def test_no_document_of_the_contract_went_away():
    assert {path.stem for path in GOLDEN.iterdir()} == set(documents())


@pytest.mark.parametrize("path", sorted(VERBS.glob("*.py")), ids=lambda path: path.stem)
def test_no_verb_makes_up_a_document_of_its_own(path):
    """What `terminal.document` is given comes out of a function of the contract."""
    tree = ast.parse(path.read_text("utf-8"))
    taken = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module.startswith("exposure_app.contract.")
        for alias in node.names
    }
    given = [
        node.args[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "document"
    ]
    for argument in given:
        assert isinstance(argument, ast.Call), ast.unparse(argument)
        assert argument.func.id in taken, ast.unparse(argument)
