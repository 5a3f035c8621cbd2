"""The pages of docs/ name files that are there, and every room stands in the index."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = ["docs/architecture.md", "docs/reliability.md", "docs/privacy.md", "docs/performance.md",
         "docs/accuracy.md", "docs/platforms.md", "CONTRIBUTING.md", "README.md"]  # fmt: skip
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


def rooms():
    """Every package below the program's, as "session/people"."""
    program = ROOT / "exposure_app"
    inits = sorted(program.rglob("__init__.py"))
    found = [init.parent.relative_to(program).as_posix() for init in inits]
    return [one for one in found if one != "."]


def is_in_index(room, page):
    """Whether a page names a floor in its drawing, or a room in full or in the row of its floor."""
    floor, _, inside = room.partition("/")
    drawing = page.split("```")[1]
    row = re.search(rf"^\| `{floor}/` \|.*$", page, re.MULTILINE)
    if not inside:
        return re.search(rf"\b{floor}\b", drawing) is not None
    return f"`{room}/`" in page or (row is not None and f"`{inside}/`" in row[0])


def test_every_room_stands_in_the_index():
    page = (ROOT / "docs/architecture.md").read_text("utf-8")
    assert [room for room in rooms() if not is_in_index(room, page)] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_a_page_names_is_there(page):
    assert missing_files((ROOT / page).read_text("utf-8")) == []
