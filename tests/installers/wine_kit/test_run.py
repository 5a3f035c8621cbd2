"""A program under Wine is like any other: what it prints, how it ends, and that Ctrl-C ends it."""

import os
import signal
import subprocess
import sys
import time

from installers.wine.places import ROOT
from tests.installers.wine_kit.conftest import put

# Whoever is started in the background of a shell would inherit that Ctrl-C is not for it.
RUNS_ONE = "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); \
sys.path.insert(0, {root!r}); from installers.wine import kit, run; \
import pathlib; kit.LOCK = pathlib.Path({lock!r}); sys.exit(run.program(['program.exe']))"


def started(tmp_path, **options):
    """A process of its own that runs `wine program.exe`, as dev.py does."""
    code = RUNS_ONE.format(root=str(ROOT), lock=str(tmp_path / "lock"))
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, **options)


def only_program(script):
    """A `wine` that is quick with all else."""
    return f'if [ "$1" != program.exe ]; then exit 0; fi\n{script}'


def test_what_is_printed_and_the_exit_code_are_handed_on(wine, tmp_path):
    put(wine, "wine", only_program(r"printf 'one\r\ntwo\r'; printf '\nerror\r\n' >&2; exit 7"))
    child = started(tmp_path)
    assert child.communicate(timeout=60)[0] == b"one\ntwo\nerror\n"
    assert child.returncode == 7


def test_a_line_is_seen_when_it_is_printed(wine, tmp_path):
    put(wine, "wine", only_program("echo begun; read nothing; sleep 60"))
    child = started(tmp_path, start_new_session=True)
    assert child.stdout.readline() == b"begun\n"
    os.killpg(child.pid, signal.SIGKILL)
    child.communicate(timeout=60)


def test_a_child_that_keeps_the_pipe_holds_nobody_up(wine, tmp_path, monkeypatch):
    put(wine, "wine", only_program("echo done; (sleep 40) & exit 3"))
    began = time.monotonic()
    child = started(tmp_path, start_new_session=True)
    assert child.stdout.readline() == b"done\n"
    assert child.wait(60) == 3
    assert time.monotonic() - began < 30
    os.killpg(child.pid, signal.SIGKILL)
    child.communicate(timeout=60)


def test_control_c_is_heard_by_the_program_and_told_as_a_shell_does(wine, tmp_path):
    put(wine, "wine", only_program('trap "echo heard; exit 0" INT; echo begun; sleep 60'))
    child = started(tmp_path, start_new_session=True)
    assert child.stdout.readline() == b"begun\n"
    os.killpg(child.pid, signal.SIGINT)
    assert child.communicate(timeout=60)[0] == b"heard\n"
    assert child.returncode == 130


def test_no_debugger_of_wines_makes_a_crash_end_with_exit_code_0(wine):
    from installers.wine import prefix

    assert "winedbg.exe=" in prefix.environment()["WINEDLLOVERRIDES"].split(";")


def test_no_home_of_this_system_and_no_python_of_it_is_seen_under_wine(wine, monkeypatch):
    from installers.wine import prefix

    monkeypatch.setenv("HOME", "/home/somebody")
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    told = prefix.environment()
    assert told["HOME"] != "/home/somebody"
    assert "PYTHONPATH" not in told
    assert ".wine" in told["WINEPREFIX"]
