import logging
import os
import subprocess
import sys

import pytest

from exposure_app import log

HOLDS_IT_OPEN = """
import sys
with open(sys.argv[1], "a"):
    print("open", flush=True)
    sys.stdin.read()
"""


def test_an_exception_is_logged_by_class_and_line_never_by_its_words(tmp_path):
    log.start(tmp_path)
    try:
        raise ValueError("https://secret.example/anna.jpg")
    except ValueError:
        logging.getLogger("exposure_app.x").exception("unforeseen")
    finally:
        log.stop()
    text = (tmp_path / "exposure.log").read_text()
    assert "ValueError" in text
    assert "test_log.py" in text
    assert "secret" not in text
    assert "anna" not in text


def test_other_libraries_do_not_write_into_our_log(tmp_path):
    log.start(tmp_path, logging.DEBUG)
    logging.getLogger("urllib3").warning("https://secret.example/")
    log.stop()
    assert not (tmp_path / "exposure.log").exists()


def full(path):
    path.write_text("x" * 1_000_000 + "\n")


def logged(folder):
    log.start(folder)
    logging.getLogger("exposure_app.x").info("told")
    log.stop()


def test_a_full_log_begins_anew(tmp_path):
    full(tmp_path / "exposure.log")
    logged(tmp_path)
    assert (tmp_path / "exposure.log").read_text().endswith("told\n")
    assert (tmp_path / "exposure.log").stat().st_size < 1000


def test_no_line_is_lost_where_a_full_log_cannot_be_renamed(tmp_path, monkeypatch, capsys):
    """As on Windows while another process has it open."""

    def refuse(*_names):
        raise PermissionError

    monkeypatch.setattr(os, "rename", refuse)
    full(tmp_path / "exposure.log")
    logged(tmp_path)
    assert (tmp_path / "exposure.log").read_text().endswith("told\n")
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(sys.platform != "win32", reason="elsewhere an open file can be renamed")
def test_no_line_is_lost_while_another_process_has_the_full_log_open(tmp_path, capsys):
    path = tmp_path / "exposure.log"
    full(path)
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS_IT_OPEN, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout.readline() == "open\n"
        logged(tmp_path)
        other.stdin.close()
    assert path.read_text().endswith("told\n")
    assert capsys.readouterr().err == ""
