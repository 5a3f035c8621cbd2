"""From the inside, on Windows: what the job object and the process's own policies refuse."""

import pytest

from exposure_app.confine.confined import JobRefused, Lost
from tests.confine.conftest import asked, confined
from tests.systems import not_on_wine, only_on_windows

pytestmark = only_on_windows
accepts_and_forgets = not_on_wine("it accepts limits and policies, and holds nobody to them")


def test_it_says_what_windows_cannot_close(willing):
    willing.wait_until_ready()
    holds, lacks = (willing.confinement[which].split() for which in ("holds", "lacks"))
    assert "job-object" in holds
    assert {"files", "network"} <= set(lacks)


def test_it_is_told_no_name_by_which_others_could_find_its_memory(willing):
    [(facts, _)] = asked(willing, "arguments")
    assert all(one.lstrip("-").isdigit() for one in facts["ends"].split())


@accepts_and_forgets
def test_what_the_other_tests_here_stand_on_holds(willing):
    willing.wait_until_ready()
    holds = set(willing.confinement["holds"].split())
    assert {"job-object", "low-integrity", "no-generated-code"} <= holds


@accepts_and_forgets
def test_it_does_not_get_two_gigabytes():
    with confined() as process, pytest.raises((JobRefused, Lost)):
        asked(process, "two gigabytes")


@accepts_and_forgets
@pytest.mark.parametrize("name", ["start a program", "memory that runs"])
def test_a_way_out_is_refused(willing, name):
    [(facts, _)] = asked(willing, name)
    assert facts["came"] != "done"


@accepts_and_forgets
def test_it_writes_no_file(willing, tmp_path):
    path = tmp_path / "escaped"
    [(facts, _)] = asked(willing, "write a file", {"path": str(path)})
    assert facts["came"] == "EACCES"
    assert not path.exists()
