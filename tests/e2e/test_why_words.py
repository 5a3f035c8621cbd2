"""Every `why` word of the contract, each reached by the command line through real local servers."""

import io
import json
from contextlib import redirect_stderr, redirect_stdout

import pytest

from exposure_app.cli.main import main
from exposure_app.crawl.untrusted.content_kind import MAX_IMAGE_BYTES
from tests.net.badserver import BadServer, answer, drip, raw, redirect
from tests.pictures import crowd, jpeg_bytes, png_that_claims, portrait

HTML, JPEG = {"content_type": "text/html"}, {"content_type": "image/jpeg"}
CUT = b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: 9999\r\n\r\n\xff\xd8\xff"
DRIPPED = b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: 9999\r\n\r\n"

REACHED = {
    "/elsewhere": ("out_of_scope", "", redirect("http://example.invalid/")),
    "/closed": ("robots", "", answer(b"<p>closed", **HTML)),
    "/noai": ("robots", "noai", answer(b"<p>x", content_type="text/html")),
    "/forbidden": ("blocked", "HTTP 403", answer(status=403)),
    "/members": ("login", "HTTP 401", answer(status=401)),
    "/lost": ("not_found", "HTTP 404", answer(status=404)),
    "/given-up": ("not_found", "HTTP 410", answer(status=410)),
    "/cut.jpg": ("unreachable", "", raw(CUT)),
    "/slow.jpg": ("timed_out", "", drip(DRIPPED)),
    "/large.jpg": ("too_large", "over", answer(content_length=MAX_IMAGE_BYTES + 1, **JPEG)),
    "/words.jpg": ("not_an_image", "", answer(b"only words", **JPEG)),
    "/half.jpg": ("unreadable", "damaged", answer(jpeg_bytes(crowd())[:9_000], **JPEG)),
    "/huge.png": ("too_many_pixels", "30000x30000", answer(png_that_claims(30_000, 30_000))),
}
"""path -> (word, how its detail begins, what the server does)"""

LAN = "http://10.0.0.1/lan.jpg"
TOO_FAR = "/far"
ALL = {
    "out_of_scope", "robots", "blocked", "login", "rate_limited", "not_found", "unreachable",
    "timed_out", "too_large", "not_an_image", "unreadable", "too_many_pixels", "refused_address",
    "budget", "air_gap",
}  # fmt: skip


@pytest.fixture(scope="module")
def audited(tmp_path_factory):
    """What one audit of two sites could not look at, then one behind the air gap, with the URLs."""
    folder = tmp_path_factory.mktemp("why")
    (folder / "me.jpg").write_bytes(jpeg_bytes(portrait()))
    (folder / "passphrase").write_text("a passphrase for tests only\n")

    def exposure(*args):
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = main(["--home", str(folder / "profile"), *args, "--json"])
        assert code == 0, err.getvalue()
        return json.loads(out.getvalue())

    with pytest.MonkeyPatch.context() as patch, BadServer() as site, BadServer() as busy:
        patch.setenv("EXPOSURE_PASSPHRASE_FILE", str(folder / "passphrase"))
        patch.setattr("exposure_app.session.profile.opened.TOTAL_S", 1.5)
        pictures = [path for path in REACHED if path.endswith(("jpg", "png"))]
        pages = [path for path in REACHED if path not in pictures]
        shown = [f"<img src={url}>" for url in (*pictures, LAN, "/me.jpg")]
        linked = [f"<a href={path}>p</a>" for path in (*pages, "/noai-page", "/near")]
        site.on("/", answer("".join(shown + linked).encode(), **HTML))
        site.on("/me.jpg", answer(jpeg_bytes(portrait()), **JPEG))
        site.on("/near", answer(f"<a href={TOO_FAR}>f</a>".encode(), **HTML))
        site.on("/noai-page", answer(b"<meta name=robots content=noai><img src=/noai>", **HTML))
        site.on(
            "/robots.txt", answer(b"User-agent: *\nDisallow: /closed", content_type="text/plain")
        )
        for path, (_word, _detail, script) in REACHED.items():
            site.on(path, script)
        busy.on("/", answer(status=429, retry_after=9_999))
        exposure("enrol", str(folder / "me.jpg"))
        for server in (site, busy):
            exposure(
                "source", "add", server.url, "--footing", "owned", "--allow-private",
                "--delay", "0", "--depth", "1",
            )  # fmt: skip
        first = exposure("audit")
        before = len(site.seen) + len(busy.seen)
        exposure("settings", "air-gap", "on")
        second = exposure("audit")
        assert len(site.seen) + len(busy.seen) == before, "behind the air gap nobody is asked"
        yield first, second, site.url, busy.url


def gaps(document):
    return {gap["url"]: (gap["why"], gap["detail"]) for gap in document["not_looked_at"]}


@pytest.mark.parametrize("path", REACHED)
def test_what_a_server_does_has_its_word(audited, path):
    first, _second, site, _busy = audited
    word, detail, _script = REACHED[path]
    said = gaps(first)[site + path]
    assert said[0] == word
    assert said[1].startswith(detail)


def test_a_server_that_puts_us_off_is_rate_limited(audited):
    first, _second, _site, busy = audited
    assert gaps(first)[f"{busy}/"][0] == "rate_limited"


def test_an_address_of_a_private_network_is_refused(audited):
    assert gaps(audited[0])[LAN][0] == "refused_address"


def test_what_lies_beyond_a_limit_is_of_the_budget(audited):
    first, _second, site, _busy = audited
    assert gaps(first)[site + TOO_FAR] == ("budget", "depth")


def test_behind_the_air_gap_every_place_is_one(audited):
    _first, second, site, busy = audited
    assert {url: word for url, (word, _) in gaps(second).items()} == {
        f"{site}/": "air_gap",
        f"{busy}/": "air_gap",
    }


def test_no_word_is_left_out_and_none_is_new(audited):
    first, second, *_ = audited
    assert {word for word, _ in (*gaps(first).values(), *gaps(second).values())} == ALL


def test_the_face_beside_all_of_it_is_found(audited):
    [finding] = audited[0]["findings"]
    assert finding["places"][0]["image_url"].endswith("/me.jpg")
