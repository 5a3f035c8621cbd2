"""A frozen program starts itself again to decode: as a reader of pictures, or one of media."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import exposure_app
from exposure_app.decoder.decoder import DECODER, MEDIA, Decoder
from tests.decoder.files import REAL
from tests.media.documents import Document
from tests.media.videos import video_bytes
from tests.pictures import portrait

ENTRY = """#!{python}
import sys
sys.path[:] = {paths}
from exposure_app.__main__ import {face}
sys.exit({face}())
"""


@pytest.fixture(params=["command_line", "window"])
def frozen(request, tmp_path, monkeypatch):
    """A program that is one file, as a frozen one is: it takes no `-c` and no module to run."""
    entry = tmp_path / "exposure"
    paths = [str(Path(exposure_app.__file__).parent.parent), *filter(None, sys.path)]
    entry.write_text(ENTRY.format(python=sys.executable, paths=paths, face=request.param), "utf-8")
    entry.chmod(0o700)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(entry))


one_file = pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")


def document():
    made = Document()
    made.page((made.keep(portrait()), (50, 500, 100, 100)))
    return made.body()


@one_file
@pytest.mark.parametrize(
    ("reader", "job", "body"),
    [
        (DECODER, "picture", REAL["png"]),
        (MEDIA, "pdf", document()),
        (MEDIA, "video", video_bytes([(portrait(), 5)])),
    ],
    ids=["picture", "pdf", "video"],
)
@pytest.mark.usefixtures("frozen")
def test_a_frozen_program_reads(reader, job, body):
    with Decoder(workers=0, program=reader) as decoder:
        assert list(decoder.pictures(job, body, {"min_side": 0}))


@pytest.mark.parametrize("more", [["this"], ["os.path"], ["exposure_app.cli.main"], []])
def test_nothing_but_the_readers_can_be_asked_for(more):
    root = str(Path(exposure_app.__file__).parent.parent)
    done = subprocess.run(
        [sys.executable, "-m", "exposure_app", "--confined", *more, "3", "4", "5", "-1", "1", "1"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": root},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (2, b"", b"")
