"""A copy of the program to follow a recipe in, and the passphrase of its vault."""

import pytest

from tests.recipes.book import Copy


@pytest.fixture
def passphrase(tmp_path):
    path = tmp_path / "passphrase"
    path.write_text("a passphrase for tests only\n")
    return path


@pytest.fixture
def copy(tmp_path):
    return Copy.below(tmp_path / "copy")
