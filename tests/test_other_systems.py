"""Every module can be imported on every system: none asks for a name that one of them lacks.

Of what is imported or named within a function this says nothing; in `dev.py check` mypy looks at
that, with each system's types. Neither knows how a function behaves elsewhere.
"""

import json
import subprocess
import sys

import pytest

from tests.conftest import PROJECT
from tests.systems import ON_WINDOWS

pytestmark = pytest.mark.skipif(ON_WINDOWS, reason="what Windows lacks cannot be added to it")


def as_on(system, *statement):
    done = subprocess.run(
        [sys.executable, "-m", "tests.as_on", system, *statement],
        cwd=PROJECT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.slow
@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
def test_every_module_is_imported_with_the_names_of(system):
    said = as_on(system)
    assert said["tried"] > 500
    assert said["failed"] == {}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("system", "statement"),
    [
        ("win32", "from signal import SIGKILL"),
        ("win32", "import fcntl"),
        ("win32", "import ctypes; ctypes.CDLL(None)"),
        ("darwin", "from os import memfd_create"),
        ("darwin", "import msvcrt"),
    ],
)
def test_what_a_system_lacks_is_told(system, statement):
    assert as_on(system, statement)
