"""The command line speaks the language that was chosen, argparse's own words included."""

import argparse
import inspect

import pytest

from exposure_app import i18n
from exposure_app.cli import main as cli
from exposure_app.cli.terminal.usage import words_of_argparse
from exposure_app.domain import languages
from exposure_app.domain.languages import ENGLISH
from exposure_app.settings.language import keep_language

GERMAN = r"""
msgid "usage: "
msgstr "Aufruf: "

msgid "say no progress"
msgstr "kein Fortschritt"

msgid "%(prog)s: error: %(message)s\n"
msgstr "%(prog)s: %(message)s\n"

msgid "invalid choice: %(value)r (choose from %(choices)s)"
msgstr "%(value)r gibt es nicht (sondern %(choices)s)"
"""


@pytest.fixture
def in_german(tmp_path, monkeypatch):
    """A home in which German was chosen, and a catalogue with a few words of it."""
    folder = tmp_path / "locale" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "exposure.po").write_text(GERMAN, "utf-8")
    monkeypatch.setattr(cli, "resource", tmp_path.joinpath)
    monkeypatch.setattr(languages, "COMPLETE", ("en", "de"))
    data = tmp_path / "profile" / "data"
    data.mkdir(parents=True)
    keep_language(data, "de")
    yield str(tmp_path / "profile")
    i18n.use_language(ENGLISH, tmp_path)


def run(*argv):
    with pytest.raises(SystemExit) as ended:
        cli.main(argv)
    return ended.value.code


def test_help_is_in_the_language_of_the_profile_named_before_or_after(in_german, capsys):
    for argv in (["--home", in_german, "--help"], ["audit", f"--home={in_german}", "--help"]):
        assert run(*argv) == 0
        said = capsys.readouterr().out
        assert said.startswith("Aufruf: exposure")
        assert "kein Fortschritt" in said


def test_what_cannot_be_understood_is_told_in_it_too(in_german, capsys):
    assert run("--home", in_german, "dance") == 2
    assert "'dance' gibt es nicht" in capsys.readouterr().err


def test_a_home_that_is_not_named_is_told_by_the_whole_grammar(capsys):
    assert run("audit", "--home") == 2
    assert "expected one argument" in capsys.readouterr().err


def test_the_words_are_those_that_argparse_asks_for():
    source = inspect.getsource(argparse)
    asked = [repr(word).strip("'\"").partition("%s")[0] for word in words_of_argparse()]
    assert [word for word in asked if word not in source] == []
