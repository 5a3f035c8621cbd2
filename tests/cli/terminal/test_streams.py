"""What the command line says reaches a pipe, a file and a poor terminal, in every script."""

import io
import json
import os
import subprocess
import sys
import unicodedata

import pytest

from exposure_app.cli.terminal.passphrases import ask_passphrase
from exposure_app.cli.terminal.streams import say_anything
from exposure_app.cli.terminal.terminal import Terminal
from exposure_app.domain.languages import COMPLETE
from exposure_app.paths import Home
from exposure_app.settings.language import keep_language
from exposure_app.vault.vault import Vault
from tests.vault.filled import subject

NAME = "Zoë 太郎"
PASSPHRASE = "a passphrase for tests only"
NO_KEYCHAIN = ("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


class _Terminal(io.TextIOWrapper):
    def isatty(self):
        return True


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A profile in which one person is enrolled, and the file with its passphrase."""
    folder = tmp_path_factory.mktemp("streams")
    (folder / "passphrase").write_text(PASSPHRASE, "utf-8")
    home = Home.at(folder / "profile")
    home.create()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(*NO_KEYCHAIN)
        with Vault.open(home.data, keys=None, ask_passphrase=lambda _new: PASSPHRASE) as vault:
            vault.subjects.add(subject(name=NAME))
    return home


def exposure(home, *args):
    """The bytes of stdout and of stderr, where the system prefers a Western code page."""
    top = home.data.parent
    preferring = {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    named = {"EXPOSURE_PASSPHRASE_FILE": str(top.parent / "passphrase")}
    done = subprocess.run(
        [sys.executable, "-m", "exposure_app", "--home", str(top), *args],
        capture_output=True,
        input=b"",
        env=os.environ | preferring | named,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr


@pytest.mark.parametrize("language", COMPLETE)
def test_a_pipe_gets_utf_8_in_every_language(home, language):
    keep_language(home.data, language)
    document, _said = exposure(home, "--json", "subjects")
    assert [one["name"] for one in json.loads(document.decode("utf-8"))["subjects"]] == [NAME]


def test_people_too_get_utf_8_in_a_pipe(home):
    keep_language(home.data, "ar")
    for_people, _said = exposure(home, "subjects")
    assert NAME in for_people.decode("utf-8")


def test_help_in_arabic_passes_a_pipe(home):
    keep_language(home.data, "ar")
    help_text, _said = exposure(home, "--help")
    assert "AL" in map(unicodedata.bidirectional, help_text.decode("utf-8"))


def test_what_a_terminal_cannot_show_is_an_escape_there_and_ends_nothing(monkeypatch):
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", _Terminal(written, encoding="ascii"))
    say_anything()
    Terminal().say(NAME)
    sys.stdout.flush()
    assert written.getvalue().split(b"\\u592a")[0] == b"Zo\\xeb "


def test_a_name_that_is_no_text_passes_a_pipe(monkeypatch):
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding="cp1252"))
    say_anything()
    Terminal().say("photo\udcff.jpg")
    sys.stdout.flush()
    assert written.getvalue().rstrip() == b"photo\\udcff.jpg"


def test_a_program_without_a_console_has_no_streams(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    say_anything()


def test_the_mark_that_an_editor_of_windows_writes_is_no_part_of_a_passphrase(
    tmp_path, monkeypatch
):
    file = tmp_path / "passphrase.txt"
    file.write_text("Zoë\r\n", "utf-8-sig", newline="")
    monkeypatch.setenv("EXPOSURE_PASSPHRASE_FILE", str(file))
    assert ask_passphrase(is_new=False) == "Zoë"
