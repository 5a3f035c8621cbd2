"""What gives up files and processes does so for good: no test does it to those after it."""

import re

from tests.conftest import PROJECT

_CALLED = re.compile(r"lock_down\s*\(")


def test_no_test_gives_up_its_own_process():
    assert [
        path.name
        for path in (PROJECT / "tests").rglob("*.py")
        if _CALLED.search(path.read_text("utf-8"))
    ] == []
