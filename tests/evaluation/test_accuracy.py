"""The promise on labelled people, at a size that a test may take; benchmarks/ has the whole."""

import subprocess
import sys

import pytest

from tests.conftest import PROJECT


@pytest.mark.slow
def test_the_program_finds_its_subjects_and_accuses_no_more_than_it_announced(labelled_faces):
    measured = subprocess.run(
        [
            sys.executable, "benchmarks/accuracy.py", str(labelled_faces),
            "--subjects", "12", "--pictures", "500",
        ],
        cwd=PROJECT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert measured.returncode == 0, measured.stdout + measured.stderr
    assert "promise kept" in measured.stdout
