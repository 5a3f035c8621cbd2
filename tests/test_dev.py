"""The door itself: what it installs, what it asks for, and what it hands back."""

import json
import os
import stat
import sys
from pathlib import Path

import pytest

import dev
from tests.systems import only_on_windows

on_linux = pytest.mark.skipif(not dev.ON_LINUX, reason="about Linux's loader and packages")
on_posix = pytest.mark.skipif(os.name == "nt", reason="about POSIX signals and scripts")


@pytest.fixture(autouse=True)
def _environment_as_before():
    """`main` prepares the environment of the programs it runs: ours, here."""
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def apt(tmp_path, monkeypatch):
    """An apt-get that only writes down what it was asked for; `fails` makes it fail."""
    folder = tmp_path / "bin"
    folder.mkdir()
    script = folder / "apt-get"
    asked = tmp_path / "asked"
    script.write_text(f'#!/bin/sh\necho "$@" >> {asked}\ntest ! -e {tmp_path}/fails\n')
    script.chmod(script.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    return asked


def be(monkeypatch, user):
    monkeypatch.setattr(os, "geteuid", lambda: user)


NEEDS = [dev.Need("libEGL.so.1", "libegl1", True), dev.Need("g++", "g++", False)]


@on_linux
def test_root_gets_the_missing_packages_installed(apt, monkeypatch):
    be(monkeypatch, 0)
    dev.provide(NEEDS)
    assert apt.read_text().splitlines() == [
        "update",
        "install -y --no-install-recommends g++ libegl1",
    ]


@on_linux
def test_anyone_else_is_told_the_exact_command_and_nothing_is_installed(apt, monkeypatch, capsys):
    be(monkeypatch, 1000)
    with pytest.raises(SystemExit) as left:
        dev.provide(NEEDS)
    assert left.value.code == 1
    assert "sudo apt-get install -y --no-install-recommends g++ libegl1" in capsys.readouterr().out
    assert not apt.exists()


@on_linux
def test_what_is_not_essential_does_not_stop_anyone(apt, monkeypatch, capsys):
    be(monkeypatch, 1000)
    dev.provide(NEEDS[1:])
    assert "Going on without." in capsys.readouterr().out


@on_linux
def test_a_package_source_that_does_not_answer_ends_in_the_same_advice(
    apt, monkeypatch, tmp_path, capsys
):
    be(monkeypatch, 0)
    (tmp_path / "fails").touch()
    with pytest.raises(SystemExit):
        dev.provide(NEEDS)
    assert "sudo apt-get install" in capsys.readouterr().out


@on_linux
def test_a_library_is_missing_when_the_loader_does_not_find_it():
    wanted = {"libc.so.6": "libc6", "libdoes-not-exist.so.7": "libdoes-not-exist7"}
    assert [need.package for need in dev.libraries(wanted)] == ["libdoes-not-exist7"]


def test_a_damaged_stamp_means_install_again(tmp_path, monkeypatch):
    stamp = tmp_path / "stamp.json"
    monkeypatch.setattr(dev, "STAMP", stamp)
    stamp.write_text('{"inputs": "abc", "extr')
    assert dev.read_stamp() == {"root": str(dev.ROOT), "inputs": "", "extras": []}
    stamp.write_text(json.dumps({"root": "/elsewhere", "inputs": "abc", "extras": ["test"]}))
    assert dev.read_stamp()["root"] == "/elsewhere"


def test_a_change_of_dependencies_installs_again_and_a_change_of_tool_settings_does_not(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    project, locked = tmp_path / "pyproject.toml", tmp_path / dev.CONSTRAINTS
    project.write_text(
        '[project]\nname = "x"\ndependencies = ["a"]\n[tool.ruff]\nline-length = 100\n'
    )
    locked.write_text("a==1\n")
    before = dev.inputs()
    project.write_text(project.read_text().replace("100", "99"))
    assert dev.inputs() == before
    locked.write_text("a==2\n")
    with_newer = dev.inputs()
    assert with_newer != before
    project.write_text(project.read_text().replace('["a"]', '["a", "b"]'))
    assert dev.inputs() not in (before, with_newer)


def test_the_exit_code_of_what_was_run_is_handed_back():
    assert dev.run([sys.executable, "-c", "raise SystemExit(7)"]) == 7


@on_posix
def test_a_child_ended_by_a_signal_has_the_code_a_shell_would_show():
    kill_itself = "import os, signal; os.kill(os.getpid(), signal.SIGTERM)"
    assert dev.run([sys.executable, "-c", kill_itself]) == 128 + 15


def test_a_command_that_fails_shows_the_end_of_what_it_said(capfd):
    talk = "import sys; print('early ' * 3); print('\\n' * 60); sys.exit('the reason')"
    assert not dev.quietly([sys.executable, "-c", talk], may_fail=True)
    said = capfd.readouterr().out
    assert "the reason" in said
    assert "early" not in said


def test_a_python_we_do_not_support_is_told_which_we_do(monkeypatch, capsys):
    monkeypatch.setattr(dev, "SUPPORTED", ((9, 8), (9, 9)))
    with pytest.raises(SystemExit) as left:
        dev.main(["check"])
    assert left.value.code == 1
    assert "python9.8, python9.9" in capsys.readouterr().out


def test_only_a_python_that_starts_counts():
    assert dev.is_supported([sys.executable])
    assert not dev.is_supported(["no-such-python"])
    assert not dev.is_supported([sys.executable, "-c", "print('2.7')"])


@pytest.mark.parametrize(
    ("words", "has_checks", "is_parallel"),
    [
        ([], True, True),
        (["--quick"], True, True),
        (["tests/crawl", "-k", "robots"], False, False),
        (["--quick", "tests/crawl"], False, False),
    ],
)
def test_both_lanes_have_checks_and_workers_and_other_words_are_pytests(
    monkeypatch, words, has_checks, is_parallel
):
    ran = []
    monkeypatch.setattr(dev, "prepare", lambda *_what: None)
    monkeypatch.setattr(dev, "run", lambda command, cwd: ran.append(command) or 0)
    assert dev.main(["test", *words]) == 0
    *checks, pytest_run = ran
    assert len(checks) == (len(dev.CHECKS) if has_checks else 0)
    assert (set(dev.IN_PARALLEL) <= set(pytest_run)) is is_parallel
    assert pytest_run[1:3] == ["-m", "pytest"]
    assert pytest_run[len(pytest_run) - len(words) :] == words


# --- for Windows ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "is_parallel", "rest"),
    [
        (["--windows"], True, ()),
        (["--quick", "--windows"], True, ("--quick",)),
        (["--windows", "tests/vault", "-k", "lock"], False, ("tests/vault", "-k", "lock")),
    ],
)
@on_linux
def test_the_tests_of_windows_take_the_same_words(monkeypatch, words, is_parallel, rest):
    from installers.wine import door

    seen = []
    monkeypatch.setattr(dev, "for_wine", list)
    monkeypatch.setattr(door, "test", lambda *told: seen.append(told) or 7)
    assert dev.main(["test", *words]) == 7
    assert seen == [(rest, dev.IN_PARALLEL if is_parallel else ())]


@on_linux
def test_the_demo_of_windows_hands_on_its_words_and_its_exit_code(monkeypatch):
    from installers.wine import door

    seen = []
    monkeypatch.setattr(dev, "for_wine", list)
    monkeypatch.setattr(door, "demo", lambda *told: seen.append(told) or 3)
    assert dev.main(["demo", "--windows", "--frozen", "--out", "here"]) == 3
    assert seen == [(("--frozen", "--out", "here"),)]


@on_linux
@pytest.mark.parametrize("code", [0, 5])
def test_a_build_of_windows_is_installed_and_tried_once_it_is_frozen(monkeypatch, code):
    from installers.wine import door

    ran = []
    monkeypatch.setattr(dev, "for_wine", list)
    monkeypatch.setattr(dev, "provide", lambda _needs: None)
    monkeypatch.setattr(dev, "prepare", lambda *_what: None)
    monkeypatch.setattr(door, "build", lambda: code)
    monkeypatch.setattr(dev, "run", lambda command, cwd: ran.append(command) or 0)
    assert dev.main(["build", "--windows"]) == code
    assert [command[-len(dev.INSTALLED) :] for command in ran] == (
        [] if code else [[*dev.INSTALLED]]
    )
    assert os.environ["EXPOSURE_FROZEN_WINDOWS"] == str(door.FROZEN)
    assert [name for name in dev.INSTALLED if not (dev.ROOT / name).is_file()] == []


@on_linux
def test_who_lacks_wine_is_told_what_to_type_before_anything_is_made(apt, monkeypatch, capsys):
    be(monkeypatch, 1000)
    with pytest.raises(SystemExit) as left:
        dev.main(["demo", "--windows"])
    assert left.value.code == 1
    told = capsys.readouterr().out
    packages = " ".join(sorted(dev.WINE_PROGRAMS.values()))
    assert f"sudo apt-get install -y --no-install-recommends {packages}" in told
    assert not apt.exists()


def test_where_there_is_neither_windows_nor_linux_it_says_what_it_needs(monkeypatch, capsys):
    if os.name == "nt":
        pytest.skip("this is Windows")
    monkeypatch.setattr(dev, "ON_LINUX", False)
    with pytest.raises(SystemExit):
        dev.main(["test", "--windows"])
    assert "needs Wine and Linux on x86-64, or Windows itself" in capsys.readouterr().out


@only_on_windows
def test_on_windows_itself_it_is_the_ordinary_verb_and_says_so(monkeypatch, capsys):
    ran = []
    monkeypatch.setattr(dev, "prepare", lambda *_what: None)
    monkeypatch.setattr(dev, "run", lambda command, cwd: ran.append(command) or 0)
    assert dev.main(["test", "--windows", "tests/vault"]) == 0
    assert ran[0][1:] == ["-m", "pytest", "tests/vault"]
    assert "--windows changes nothing" in capsys.readouterr().out


# --- failures ------------------------------------------------------------------------------------


def program(word):
    """The name of a program that a command starts, or of a module."""
    return Path(word).stem


@pytest.mark.parametrize("failing", ["ruff", "pytest"])
def test_a_check_that_fails_and_a_test_that_fails_are_both_told(monkeypatch, failing):
    monkeypatch.setattr(dev, "prepare", lambda *_what: None)
    monkeypatch.setattr(dev, "run", lambda command, cwd: int(failing in map(program, command)))
    assert dev.main(["test"]) == 1


def test_an_unknown_verb_is_wrong_usage_and_lists_those_there_are(capsys):
    assert dev.main(["dance"]) == 2
    listed = capsys.readouterr().out
    assert all(f"  {verb}" in listed for verb in dev.VERBS)


def test_an_argument_that_would_be_ignored_is_refused(capsys):
    with pytest.raises(SystemExit) as left:
        dev.main(["check", "tests/crawl"])
    assert left.value.code == 2
    assert "takes no arguments" in capsys.readouterr().out


def test_bench_without_a_name_lists_what_there_is(tmp_path, monkeypatch, capsys):
    (tmp_path / "benchmarks").mkdir()
    (tmp_path / "benchmarks" / "speed.py").write_text('"""How fast.\n\nMore."""\n')
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    assert dev.main(["bench"]) == 0
    assert capsys.readouterr().out.split(maxsplit=1) == ["speed", "How fast.\n"]
    assert dev.main(["bench", "nothing"]) == 2
