"""Confined processes that do as they like."""

from contextlib import contextmanager
from dataclasses import replace

import pytest

from exposure_app.confine.confined import Confined
from exposure_app.confine.limits import Limits
from exposure_app.confine.pool import DecoderPool
from exposure_app.confine.start import Program
from exposure_app.confine.wire import Request

BAD = Program("tests.confine.bad_jobs")
SHORT = Limits(seconds=0.5)


@contextmanager
def confined(file=None, program=BAD, **limits):
    """One process, ended at the end."""
    process = Confined(program, replace(Limits(), **limits), file)
    try:
        yield process
    finally:
        process.end()


@contextmanager
def pool(at_hand=1, **limits):
    with DecoderPool(BAD, replace(Limits(), **limits), at_hand=at_hand) as them:
        yield them


def asked(process, job, parameters=None, body=b"x", cancel=None):
    """All that a job says."""
    return list(process.pictures(Request(job, parameters or {}, body), cancel))


@pytest.fixture(scope="module")
def willing():
    """A process for jobs that leave it as it was."""
    with confined() as process:
        yield process
