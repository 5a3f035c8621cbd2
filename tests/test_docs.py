"""The pages of docs/ name files that are there, and every room stands in the index."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = ["docs/architecture.md", "docs/reliability.md", "docs/privacy.md", "docs/performance.md",
         "docs/accuracy.md", "CONTRIBUTING.md", "README.md"]  # fmt: skip
NAMED = re.compile(r"`([\w./-]+?\.(?:py|toml|md|qss|spec))`")
HOMES = ("", "exposure_app/", "docs/")


def stands(path, home):
    return next((ROOT / one / path for one in (*HOMES, home) if (ROOT / one / path).exists()), None)


def missing_files(text):
    """Files that are named and not there; a bare name stands in the folder of the one before."""
    missing, home = [], ""
    for line in text.splitlines():
        for path in NAMED.findall(line):
            if "NAME" in path or path.startswith("."):
                continue
            found = stands(path, home)
            if found is None:
                missing.append(path)
            else:
                home = f"{found.parent.relative_to(ROOT)}/"
    return missing


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_a_page_names_is_there(page):
    assert missing_files((ROOT / page).read_text("utf-8")) == []
