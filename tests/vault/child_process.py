"""A process of its own that does things to a vault, until its parent kills it."""

import subprocess
import sys

from tests.conftest import PROJECT


def child(*arguments):
    """Start `python -m tests.vault.child ARGUMENTS`."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.vault.child", *map(str, arguments)],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
