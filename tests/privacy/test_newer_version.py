"""Whether there is a newer version is asked when a person asks, and tells nobody who that is."""

from functools import partial
from urllib.parse import urlsplit

import pytest

from exposure_app import __version__
from exposure_app.paths import Home
from exposure_app.session import Session, session
from exposure_app.session.newer import newer_verbs
from tests.e2e.sources import add
from tests.newer.notices import PATH, SOMEBODY, file_of, place_at
from tests.prepared import lend_models
from tests.site import Answer, Site
from tests.ui.conftest import open_window, qapp, settle

__all__ = ["open_window", "qapp"]


@pytest.fixture
def maker(monkeypatch):
    """The maker's server, and a build that names it."""
    with Site({PATH: Answer(file_of(), "text/plain")}) as site:
        named = partial(
            newer_verbs.NewerVerbs,
            place=place_at(site.url),
            private_host=urlsplit(site.url).netloc,
        )
        monkeypatch.setattr(session, "NewerVerbs", named)
        yield site


def test_nothing_is_asked_by_any_other_verb(maker, enrolled, tmp_path):
    folder = tmp_path / "pictures"
    folder.mkdir()
    (folder / "me.jpg").write_bytes((tmp_path / "portrait.jpg").read_bytes())
    add(enrolled, folder)
    for verb in (
        ("audit",), ("findings",), ("report", str(tmp_path / "r.html")), ("ledger",), ("settings",),
        ("models",), ("sources",), ("subjects",), ("vault", "status"),
    ):  # fmt: skip
        assert enrolled(*verb).code == 0, verb
    enrolled("self-check")
    assert maker.asked == []
    assert enrolled("newer-version").code == 0
    assert maker.paths_asked() == [PATH]


def test_the_window_asks_nothing_before_the_press_and_once_at_it(
    maker, qtbot, open_window, tmp_path
):
    home = Home.at(tmp_path / "profile")
    home.create()
    lend_models(home)
    with Session.open(home, ask_passphrase=lambda _new: "for tests only") as opened:
        window = open_window(opened)
        for page in ("you", "places", "audit", "findings", "trust", "settings"):
            window.go(page)
            settle(qtbot, window)
        assert maker.asked == []
        card = window.pages["settings"].version
        card.look.click()
        settle(qtbot, window)
        assert maker.paths_asked() == [PATH]
        assert card.outcome.text().startswith("Version 9.1.0")
        with qtbot.waitSignal(window.left, timeout=10_000):
            window.leave()


def test_what_is_sent_does_not_tell_one_copy_of_the_program_from_another(
    maker, exposure, photo, monkeypatch
):
    assert exposure("newer-version").code == 0
    assert exposure("enrol", str(photo)).code == 0
    assert exposure("settings", "language", "ar").code == 0
    monkeypatch.setattr(newer_verbs, "__version__", "0.0.1")
    assert exposure("newer-version").code == 0
    first, second = maker.asked
    assert first == second
    assert (first.method, first.body) == ("GET", b"")
    assert set(first.headers) == {
        "Host", "User-Agent", "Accept", "Accept-Encoding", "Connection",
    }  # fmt: skip
    assert __version__ not in str(first.headers)


def test_the_air_gap_keeps_it_in_too(maker, exposure):
    assert exposure("settings", "air-gap", "on").code == 0
    said = exposure("newer-version", "--json")
    assert (said.code, said.out) == (1, "")
    assert "air-gap switch is on" in said.err
    assert maker.asked == []


def test_the_answer_is_told_and_stands_in_the_ledger_and_nowhere_else(maker, exposure, profile):
    said = exposure("newer-version")
    assert said.code == 0
    assert "Version 9.1.0, of 2026-11-27, is newer than yours." in said.out
    assert "https://releases.example.org/exposure/9.1.0" in said.out
    document = exposure("newer-version", "--json").document
    assert (document["version"], document["newer_there"]) == (__version__, True)
    lines = exposure("ledger", "--json", "--purpose", "version").document["requests"]
    assert [(line["status"], line["url"]) for line in lines] == [(200, maker.url + PATH[1:])] * 2
    for file in profile.rglob("*"):
        assert not file.is_file() or b"9.1.0" not in file.read_bytes()


def test_what_cannot_be_told_ends_with_one_and_never_speaks_of_the_newest(maker, exposure):
    maker.pages[PATH] = Answer(file_of(by=SOMEBODY), "text/plain")
    said = exposure("newer-version")
    assert said.code == 1
    assert said.out.startswith("This is version ")
    assert "not signed by the makers" in said.err
    assert "Whether there is a newer version is not known." in said.err
    assert "newest" not in said.out + said.err
