"""From the inside, after the doors were closed."""

import os
import subprocess
import sys

import pytest

from tests.confine.bad_jobs import ESCAPES
from tests.confine.conftest import asked, confined

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what Linux refuses")


def test_all_that_linux_offers_holds(willing):
    willing.wait_until_ready()
    holds = set(willing.confinement["holds"].split())
    assert {"limits", "no-new-privileges", "seccomp"} <= holds
    assert "landlock" in willing.confinement["holds"] + willing.confinement["lacks"]


@pytest.mark.parametrize("name", ESCAPES)
def test_a_way_out_is_refused(willing, name):
    [(facts, _)] = asked(willing, name)
    assert facts["came"] in ("EPERM", "EACCES")


def test_what_decoding_needs_goes_on(willing):
    [(facts, _)] = asked(willing, "threads")
    assert facts["threads"] == 3


def test_it_is_given_its_pipes_and_the_memory_and_nothing_else(willing):
    secret = os.open(__file__, os.O_RDONLY)
    os.set_inheritable(secret, True)
    try:
        with confined() as process:
            [(facts, _)] = asked(process, "descriptors")
    finally:
        os.close(secret)
    assert facts["open"] == 3 + 3  # beside where its in- and output would be


def test_its_environment_is_empty_but_for_what_it_set_itself(willing, monkeypatch):
    [(facts, _)] = asked(willing, "surroundings")
    assert set(facts["environment"].split()) <= {
        "LC_CTYPE",  # Python's own, where no locale is set (PEP 538)
        "OPENBLAS_NUM_THREADS",
        "ORT_DISABLE_TELEMETRY",
    }
    assert os.getsid(willing.number) == willing.number != os.getsid(0)


ALONE = """
import ctypes, sys
from exposure_app.confine import linux
libc = ctypes.CDLL(None, use_errno=True)
libc.prctl(38, 1, 0, 0, 0)
if not linux.{part}(libc):
    sys.exit(3)
try:
    open("/etc/passwd").close()
except PermissionError:
    sys.exit(0)
sys.exit(1)
"""


@pytest.mark.parametrize("part", ["_landlock", "_seccomp"])
def test_each_of_the_two_walls_holds_without_the_other(part):
    done = subprocess.run([sys.executable, "-c", ALONE.format(part=part)], check=False)
    if done.returncode == 3:
        pytest.skip(f"this kernel has no {part}")
    assert done.returncode == 0
