"""*Show me* passes as the program is, and fails as soon as anything leaks."""

import base64
import json
import subprocess
import sys

import pytest

from exposure_app.demo.show_me import show_me
from exposure_app.domain.work import CancelToken
from exposure_app.faces.recognition.recogniser import Recogniser
from exposure_app.net.fetcher import Fetcher
from exposure_app.wording import show_me_lines, show_me_verdict


def shown():
    return show_me(report=lambda _progress: None, cancel=CancelToken())


def test_a_trainer_can_run_it_with_nothing_prepared():
    done = subprocess.run(
        [sys.executable, "-m", "exposure_app", "show-me", "--json", "--quiet"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr + done.stdout[-2000:]
    document = json.loads(done.stdout)
    assert document["clean"]
    assert document["is_guarded"]
    assert document["planted_found"] == document["planted"] >= 30
    assert document["findings"] == 8
    kinds = {marker["kind"] for marker in document["markers"]}
    assert kinds == {"name", "file_name", "photo", "face", "template"}
    assert all(request.startswith("GET /") for request in document["requests"])
    assert sum(len(r) + r.count("\n") + 4 for r in document["requests"]) == document["sent_bytes"]


@pytest.fixture
def seen(monkeypatch):
    """The newest face the models turned into numbers, and its crop."""
    kept = {}
    real = Recogniser.embed

    def embed(self, crops):
        found = real(self, crops)
        if found:
            kept.setdefault("template", found[0].vector.tobytes())
            kept.setdefault("crop", crops[0].tobytes())
        return found

    monkeypatch.setattr(Recogniser, "embed", embed)
    return kept


def leaking(monkeypatch, change):
    """A fetcher that was tampered with: `change` is given the URL and headers of each request."""
    real = Fetcher.follow

    def follow(self, url, *, headers=None, **options):
        url, more = change(url)
        return real(self, url, headers={**(headers or {}), **more}, **options)

    monkeypatch.setattr(Fetcher, "follow", follow)


def test_it_fails_when_a_header_carries_the_template(monkeypatch, seen):
    def change(url):
        return url, {"X-Id": base64.b64encode(seen["template"]).decode()}

    leaking(monkeypatch, change)
    said = shown()
    assert said.is_sound
    assert not said.is_clean
    assert "template" in [marker.kind for marker in said.leaks]
    assert "do not use it" in show_me_verdict(said)
    assert any("part of it is in request" in line for line in show_me_lines(said))


def test_it_fails_when_an_address_carries_a_part_of_the_photo(monkeypatch):
    import exposure_app.session.people.enrolment as enrolling

    photos = []
    real = enrolling.read_photo

    def read_photo(path, *args):
        photos.append(path.read_bytes())
        return real(path, *args)

    monkeypatch.setattr(enrolling, "read_photo", read_photo)
    leaking(monkeypatch, lambda url: (f"{url}?v={photos[0][9000:9040].hex()}", {}))
    said = shown()
    assert "photo" in [marker.kind for marker in said.leaks]


def test_it_fails_on_a_covert_channel_nobody_can_read(monkeypatch):
    """A template that is enciphered looks like nothing known; but requests must not differ."""
    import secrets

    leaking(monkeypatch, lambda url: (url, {"Accept": f"*/*;q={secrets.randbelow(9)}"}))
    said = shown()
    assert not said.leaks
    assert any(line.startswith("accept: ") for line in said.unusual)
    assert not said.is_clean


def test_it_fails_when_a_part_of_the_program_tries_another_way_out():
    code = """
import socket, sys
from exposure_app import guard
guard.install()
from exposure_app.faces.recognition import recogniser
real = recogniser.Recogniser.embed
def embed(self, crops):
    try:
        socket.create_connection(("192.0.2.1", 443), 1)
    except OSError:
        pass
    return real(self, crops)
recogniser.Recogniser.embed = embed
from exposure_app.cli.main import main
sys.exit(main(["show-me", "--json", "--quiet"]))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    document = json.loads(done.stdout)
    assert set(document["escapes"]) == {"socket.connect:192.0.2.1:443"}


def test_it_fails_when_the_ledger_keeps_silent(monkeypatch):
    from exposure_app.session.work.ledger import LedgerWriter

    real = LedgerWriter.take
    monkeypatch.setattr(LedgerWriter, "take", lambda self: real(self)[1:])
    said = shown()
    assert said.unlisted
    assert not said.is_clean


def test_a_search_that_misses_what_was_planted_shows_nothing(monkeypatch):
    from exposure_app.demo import show_me as module

    monkeypatch.setattr(module, "packings", lambda marker: iter([b"not in there"]))
    said = shown()
    assert not said.is_sound
    assert "shows nothing" in show_me_verdict(said)
