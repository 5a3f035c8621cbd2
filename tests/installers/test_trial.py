"""The trial of a frozen program, over the program as it lies here: it passes, and can fail.

`test_frozen.py` does the same with a frozen one.
"""

import sys
from dataclasses import replace

import pytest

from installers.trial import Trial, TrialFailed, write_one_of_each

STARTS = (
    "import sys; sys.argv[0] = 'exposure'; from exposure_app.__main__ import {0}; sys.exit({0}())"
)


def starting(name, before=""):
    return [sys.executable, "-X", "utf8", "-c", before + STARTS.format(name)]


@pytest.fixture
def trial(tmp_path):
    return Trial(starting("command_line"), starting("window"), "linux", tmp_path)


def without(trial, module):
    """The same program with a module that nobody can import."""
    gone = f"import sys; sys.modules[{module!r}] = None; "
    return replace(trial, command=starting("command_line", gone), window=starting("window", gone))


def test_a_whole_program_passes(trial):
    trial.everything()


def test_a_program_of_another_version_fails(trial, monkeypatch):
    monkeypatch.setattr("installers.trial.__version__", "0.0.1")
    with pytest.raises(TrialFailed, match=r"not 0\.0\.1"):
        trial.version()


def test_a_part_that_the_self_check_does_not_ask_for_is_missed(trial):
    lacking = without(trial, "PySide6.QtGui")
    lacking.self_check()
    lacking.every_format()
    with pytest.raises(TrialFailed, match=r"report\.pdf"):
        lacking.reports()


def test_a_reader_of_one_format_is_missed(trial, tmp_path):
    shadows = tmp_path / "shadows"
    shadows.mkdir()
    (shadows / "pypdfium2.py").write_text("raise ImportError", "utf-8")
    # By the path, which the processes that read files are handed as well.
    gone = f"import sys; sys.path.insert(0, {str(shadows)!r}); "
    lacking = replace(trial, command=starting("command_line", gone))
    with pytest.raises(TrialFailed, match="misses a part"):
        lacking.self_check()
    with pytest.raises(TrialFailed, match=r"Not looked at: document\.pdf"):
        lacking.every_format()


def test_a_file_that_was_not_looked_at_is_named(trial, monkeypatch):
    def damaged(folder):
        write_one_of_each(folder)
        (folder / "document.pdf").write_bytes(b"%PDF-1.7 and nothing behind it")

    monkeypatch.setattr("installers.trial.write_one_of_each", damaged)
    with pytest.raises(TrialFailed, match=r"Not looked at: document\.pdf \(unreadable\)"):
        trial.every_format()


def test_a_face_that_was_not_found_is_missed(trial, monkeypatch):
    monkeypatch.setattr("installers.trial.FILES", ("jpg.jpg", "png.png", "another.png"))

    def too_few(folder):
        monkeypatch.setattr("installers.trial.FILES", ("jpg.jpg", "png.png"))
        write_one_of_each(folder)
        monkeypatch.setattr("installers.trial.FILES", ("jpg.jpg", "png.png", "another.png"))

    monkeypatch.setattr("installers.trial.write_one_of_each", too_few)
    with pytest.raises(TrialFailed, match=r"not found in another\.png"):
        trial.every_format()


def test_a_vault_that_opens_by_another_way_than_the_keychain_is_missed(trial, monkeypatch):
    # Here, with a passphrase; on Windows that is a bundle without what its keychain needs.
    said = '{"checks": [{"name": "key", "detail": "The vault opens with your passphrase."}]}'
    monkeypatch.setattr(Trial, "ask", lambda *_arguments, **_how: said)
    with pytest.raises(TrialFailed, match="Not in the Windows Credential Manager"):
        replace(trial, system="windows").keychain()


def test_a_window_that_does_not_come_is_missed(trial):
    lacking = without(trial, "exposure_app.ui.shell.window")
    with pytest.raises(TrialFailed, match="ended by itself"):
        lacking.open_window()


def test_a_window_that_comes_and_opens_no_profile_is_missed(trial, monkeypatch):
    monkeypatch.setattr("installers.trial.PATIENCE", 3)
    asleep = replace(trial, window=[sys.executable, "-c", "import time; time.sleep(60)"])
    with pytest.raises(TrialFailed, match="opens no profile"):
        asleep.open_window()
