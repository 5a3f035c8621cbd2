"""Whatever comes from outside costs only itself, under its own word."""

import io
import time
from collections import Counter

import pytest
from PIL import Image

from tests.e2e.sources import add
from tests.pictures import crowd, jpeg_bytes, png_that_claims, portrait
from tests.site import Answer, Site, html, jpeg


def one_pixel() -> bytes:
    body = io.BytesIO()
    Image.new("RGB", (1, 1)).save(body, "PNG")
    return body.getvalue()


BAD_PICTURES = {
    "empty.jpg": (b"", "unreadable"),
    "truncated.jpg": (jpeg_bytes(crowd())[:9_000], "unreadable"),
    "pixel.png": (one_pixel(), "unreadable"),
    "huge.png": (png_that_claims(30_000, 30_000), "too_many_pixels"),
    "page.jpg": (b"<!doctype html><title>not a picture</title>", "not_an_image"),
    "archive.jpg": (b"PK\x03\x04" + b"\0" * 500, "not_an_image"),
    "drawing.svg": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "not_an_image"),
    "noise.jpg": (bytes(range(256)) * 40, "not_an_image"),
}


def why(document):
    return {gap["url"].rpartition("/")[2]: gap["why"] for gap in document["not_looked_at"]}


def test_every_bad_file_of_a_folder_is_counted_and_the_audit_goes_on(enrolled, tmp_path):
    folder = tmp_path / "pictures"
    folder.mkdir()
    for name, (body, _) in BAD_PICTURES.items():
        (folder / name).write_bytes(body)
    (folder / "me.jpg").write_bytes(jpeg_bytes(portrait()))
    wrongly_named = io.BytesIO()
    portrait().resize((301, 301)).save(wrongly_named, "PNG")
    (folder / "really-a-png.jpg").write_bytes(wrongly_named.getvalue())
    add(enrolled, folder)
    said = enrolled("audit", "--json")
    assert said.code == 0, said.err
    assert why(said.document) == {name: word for name, (_, word) in BAD_PICTURES.items()}
    assert len(said.document["findings"]) == 2


def test_every_bad_picture_of_a_site_is_counted_and_the_audit_goes_on(enrolled):
    pages = {f"/{name}": jpeg(body) for name, (body, _) in BAD_PICTURES.items()}
    tags = [f'<img src="{path}">' for path in pages]
    pages["/"] = html(*tags, '<img src="/me.jpg">')
    pages["/me.jpg"] = jpeg(jpeg_bytes(portrait()))
    with Site(pages) as web:
        add(enrolled, web.url)
        said = enrolled("audit", "--json")
    assert said.code == 0, said.err
    assert why(said.document) == {name: word for name, (_, word) in BAD_PICTURES.items()}
    assert len(said.document["findings"]) == 1


def silence(handler):
    """Accept the request, say nothing until the other side has gone."""
    handler.close_connection = True
    handler.connection.settimeout(60)
    handler.connection.recv(1)


def cut_short(handler):
    handler.send_response(200)
    handler.send_header("Content-Type", "image/jpeg")
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.wfile.write(jpeg_bytes(portrait())[:500])
    handler.close_connection = True


@pytest.mark.slow
def test_every_way_a_site_can_fail_is_counted_under_its_word(enrolled, monkeypatch):
    monkeypatch.setattr("exposure_app.session.profile.opened.TOTAL_S", 2.0)
    links = ["gone", "secret", "forbidden", "closed", "leaves", "silent", "binary", "shy"]
    pages = {
        "/": html(*(f'<a href="/{name}">x</a>' for name in links), '<img src="/me.jpg">',
                  '<img src="/short.jpg">', '<img src="http://10.0.0.1/lan.jpg">'),
        "/me.jpg": jpeg(jpeg_bytes(portrait())),
        "/robots.txt": Answer(b"User-agent: *\nDisallow: /shy\n", "text/plain"),
        "/secret": Answer(status=401),
        "/forbidden": Answer(status=403),
        "/closed": Answer(status=500),
        "/leaves": Answer(status=302, headers={"Location": "http://example.invalid/"}),
        "/silent": silence,
        "/binary": Answer(bytes(range(256)) * 100),
        "/short.jpg": cut_short,
    }  # fmt: skip
    with Site(pages) as web:
        add(enrolled, web.url)
        began = time.monotonic()
        said = enrolled("audit", "--json")
        assert time.monotonic() - began < 30
    assert said.code == 0, said.err
    words = why(said.document)
    assert words["gone"] == "not_found"
    assert words["secret"] == "login"
    assert words["forbidden"] == "blocked"
    assert words["closed"] == "unreachable"
    assert words["silent"] == "timed_out"
    assert words["binary"] == "unreadable"
    assert words["shy"] == "robots"
    assert words["short.jpg"] == "unreachable"
    assert words["lan.jpg"] == "refused_address"
    assert Counter(words.values())["out_of_scope"] == 1
    assert len(said.document["findings"]) == 1


def test_a_budget_is_kept_and_what_it_cost_is_told(enrolled):
    pages = {f"/{i}": html(f'<a href="/{i + 1}">next</a>') for i in range(20)}
    pages["/"] = pages["/0"]
    with Site(pages) as web:
        add(enrolled, web.url, "--max-pages", "3")
        document = enrolled("audit", "--json").document
    assert document["coverage"]["pages_fetched"] == 3
    assert "budget" in {gap["why"] for gap in document["not_looked_at"]}
