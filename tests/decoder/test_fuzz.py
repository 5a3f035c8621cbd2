"""A small draw of mutated files: any outcome is foreseen, and nothing is left behind."""

import subprocess
import sys

from tests.conftest import PROJECT


def test_no_mutated_file_escapes():
    done = subprocess.run(
        [sys.executable, "benchmarks/fuzz_decoder.py", "--files", "400", "--seed", "7"],
        cwd=PROJECT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "escaped: 0" in done.stdout
    assert "pixels" in done.stdout
