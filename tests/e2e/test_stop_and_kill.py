"""Stop keeps what was found; a kill loses nothing that had been shown."""

import json
import signal
import threading

import pytest

from tests.e2e.sources import add
from tests.pictures import jpeg_bytes, portrait
from tests.site import Answer, Site, html, jpeg
from tests.systems import ON_WINDOWS

PICTURES = 40


def slow_site(hold_after: int):
    """A site that gives `hold_after` pictures and then nothing until `gate` opens."""
    gate = threading.Event()
    held = threading.Event()
    given = [0]

    def picture(body):
        def answer(handler):
            given[0] += 1
            if given[0] > hold_after:
                held.set()
                gate.wait(60)
            handler.answer(jpeg(body))

        return answer

    pages = {
        f"/{i}.jpg": picture(jpeg_bytes(portrait().resize((260 + i, 260 + i))))
        for i in range(PICTURES)
    }
    pages["/"] = html(*(f'<img src="/{i}.jpg">' for i in range(PICTURES)))
    pages["/robots.txt"] = Answer(b"", "text/plain")
    return Site(pages), gate, held


def shown_lines(process, count):
    """The first `count` findings the process says on stderr, live."""
    lines = []
    while len(lines) < count:
        line = process.stderr.readline()
        assert line, "ended early"
        if "image" in line or ".jpg" in line:
            lines.append(line.rsplit("/", 1)[1].strip())
    return lines


@pytest.mark.skipif(ON_WINDOWS, reason="a program on Windows hears Ctrl-C from its console alone")
def test_ctrl_c_keeps_what_was_found_and_says_130(enrolled, spawn):
    web, gate, held = slow_site(hold_after=6)
    with web:
        add(enrolled, web.url)
        process = spawn("audit", "--json")
        shown = shown_lines(process, 6)
        assert held.wait(30)
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=30)
        gate.set()
    assert process.returncode == 130
    found = {
        place["image_url"].rsplit("/", 1)[1]
        for finding in json.loads(out)["findings"]
        for place in finding["places"]
    }
    assert set(shown) <= found
    assert enrolled("findings", "--json").document["findings"] == json.loads(out)["findings"]


def test_a_kill_in_mid_audit_and_a_second_run_lose_nothing_that_was_shown(enrolled, spawn):
    web, gate, _held = slow_site(hold_after=8)
    with web:
        add(enrolled, web.url)
        process = spawn("audit")
        shown = shown_lines(process, 5)
        process.kill()
        process.communicate()
        gate.set()
        kept = enrolled("findings", "--json")
        assert kept.code == 0, kept.err
        names = {
            p["image_url"].rsplit("/", 1)[1] for f in kept.document["findings"] for p in f["places"]
        }
        assert set(shown) <= names
        again = enrolled("audit", "--json").document
    assert len(again["findings"]) == PICTURES
    assert again["coverage"]["images_unchanged"] >= len(shown)
