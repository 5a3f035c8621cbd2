"""Fuzzes every parser of ours with hypothesis: nothing may escape but what a parser says it raises.

    python -m benchmarks.fuzz_parsers [EXAMPLES] [NAME...]

EXAMPLES (10,000) for each parser. Half of what they are given is arbitrary, the other half is made
of the words of their own grammars, so that they get past their first byte. Each example may take a
second. Prints a line for each parser; ends with 1 if anything escaped. What reads the vault's rows
is not among them: a row that was not written by us does not authenticate.
"""

import io
import json
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from exposure_app.crawl import (
    bluesky,
    charset,
    css,
    data_urls,
    extract,
    feed,
    json_feed,
    jsonld,
    listing,
    locator,
    mastodon,
    refresh,
    robots_rules,
    signals,
    sitemap,
    sniff,
    srcset,
    urls,
    xml_elements,
    zip_members,
)
from exposure_app.crawl.har import crawl_har
from exposure_app.crawl.listed import Listed
from exposure_app.crawl.warc import crawl_warc
from exposure_app.domain.errors import ExposureError
from exposure_app.domain.sources import Budget, Footing, Kind, Source, SourceId
from exposure_app.domain.work import CancelToken
from exposure_app.faces import formats, onnx_files, orientation, taken
from exposure_app.gallery import calibration_form, packing
from exposure_app.gallery.sealed import unsealed
from exposure_app.net import addresses, headers, target
from exposure_app.settings import Settings
from exposure_app.vault import backup_file
from exposure_app.vault.header import read_header

EXAMPLES = 10_000
BASE = "https://a.example/b/"

WORDS = (
    "<html>",
    "<base href=",
    "<img src=",
    " srcset=",
    "<meta http-equiv=refresh content=",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<script type=application/ld+json>",
    "</script>",
    "<style>",
    "url(",
    "@import ",
    "image-set(",
    "'",
    '"',
    ">",
    "<",
    "/",
    "\\",
    "=",
    ";",
    ",",
    " 2x",
    " 100w",
    "0;url=",
    "data:image/png;base64,",
    "AAAA",
    "https://",
    "http:",
    "javascript:",
    "//b.example",
    "..",
    "%00",
    "%",
    "#",
    "?",
    "&amp;",
    "&#x110000;",
    "&",
    "User-agent: *",
    "Disallow: ",
    "Allow: /*$",
    "Crawl-delay: 1e999",
    "\n",
    "\r\n",
    "\t",
    "\0",
    "\ufeff",
    "\u202e",
    "\ud7ff",
    "<?xml ",
    "<!DOCTYPE x [",
    "<!ENTITY a 'b'>",
    "<rss>",
    "<item>",
    "<enclosure url=",
    "<urlset>",
    "<url><loc>",
    "<feed>",
    "<entry>",
    "{",
    "}",
    "[",
    "]",
    ":",
    "null",
    "true",
    "-1",
    "1e400",
    '"items"',
    '"@graph"',
    '"@type":"ImageObject"',
    '"contentUrl"',
    '"feed"',
    '"log"',
    '"entries"',
    '"attachment"',
    "@a@b.example",
    "did:plc:",
    "charset=",
    "utf-7",
    "max-age=",
    "Wed, 21 Oct 2026 07:28:00 GMT",
    "noai",
    "nan",
    "HTTP/1.1 200 OK",
    "WARC/1.0",
    "Content-Length: 5",
    "PK\x03\x04",
    "PK\x05\x06",
    "\xff\xd8\xff\xe1",
    "Exif\0\0",
    "II*\0",
    "MM\0*",
    "RIFF",
    "WEBP",
    "EXIF",
    "\x89PNG\r\n\x1a\n",
    "eXIf",
    "GIF89a",
    "BM",
)

NAMES = (
    "items", "feed", "posts", "post", "embed", "images", "links", "subject", "aliases", "href",
    "rel", "url", "image", "attachments", "media_attachments", "log", "entries", "request", "did",
    "response", "content", "@graph", "@type", "contentUrl", "vault_id", "format", "mode", "curves",
    "points", "fmr", "fnmr", "norm", "model", "arrays", "facts", "cursor", "sha256", "argon2id",
)  # fmt: skip


def _text(draw: Random) -> str:
    """Words of the grammars, with anything in between."""
    return "".join(
        chr(draw.randrange(0xD800)) if draw.random() < 0.15 else draw.choice(WORDS)
        for _ in range(draw.randrange(40))
    )


def _body(draw: Random) -> bytes:
    coded = _text(draw).encode(draw.choice(("utf-8", "utf-16", "latin-1")), "replace")
    changed = bytearray(coded)
    for _ in range(draw.randrange(4) if changed else 0):
        changed[draw.randrange(len(changed))] = draw.randrange(256)
    return bytes(changed)


def _value(draw: Random, depth: int = 0) -> object:
    kind = draw.randrange(8 if depth < 4 else 5)
    match kind:
        case 0:
            return draw.choice((None, True, False, 0, -1, 2**70, 1e308, float("nan"), 0.5))
        case 1 | 2:
            return draw.choice((BASE, "a", "", "https://b.example/c.jpg", "image/png"))
        case 3 | 4:
            return _text(draw)
        case 5:
            return [_value(draw, depth + 1) for _ in range(draw.randrange(4))]
        case _:
            return {draw.choice(NAMES): _value(draw, depth + 1) for _ in range(draw.randrange(6))}


# One draw of hypothesis for a whole example: what it costs is the parser, not the drawing.
seeds = st.integers(0, 2**63)
texts = st.one_of(st.text(max_size=40), *[seeds.map(lambda seed: _text(Random(seed)))] * 4)
bodies = st.one_of(st.binary(max_size=80), *[seeds.map(lambda seed: _body(Random(seed)))] * 4)
documents = seeds.map(lambda seed: _value(Random(seed)))
answers = st.one_of(bodies, documents.map(lambda one: json.dumps(one).encode()))

HERE = Path(tempfile.mkdtemp(prefix="fuzz"))


def _in_file(read: Callable[[Path], object]) -> Callable[[bytes], object]:
    def run(body: bytes) -> object:
        path = HERE / "file"
        path.write_bytes(body)
        return read(path)

    return run


def _source(path: Path, kind: Kind) -> Source:
    return Source(
        SourceId("s"), str(path), kind, Footing.OWNED, datetime.now(UTC), note="", budget=Budget()
    )


def _zip(body: bytes) -> object:
    file = io.BytesIO(body)
    return zip_members.opened(file, BASE).namelist()


def _elements(body: bytes) -> None:
    listed = Listed()
    for element in xml_elements.xml_elements(body):
        sitemap.read(element, listed)
        feed.read(element, listed)


def _document_of(value: object) -> object:
    return calibration_form.parsed(value)


def _backup(body: bytes) -> object:
    return list(backup_file.unseal(io.BytesIO(body), "a passphrase", "a file"))


def _header_values(text: str) -> None:
    headers.media_type_and_charset([text])
    headers.retry_after_s(text, now=datetime.now(UTC))
    headers.validators_of({"etag": text, "last-modified": text})
    signals.in_headers([text])


Parser = tuple[st.SearchStrategy[object], Callable[..., object], tuple[type[Exception], ...]]
PARSERS: dict[str, Parser] = {
    "vault header": (answers, _in_file(read_header), (ExposureError,)),
    "backup": (bodies, _backup, (ExposureError,)),
    "backup after its mark": (
        bodies.map(lambda body: b"exposure/backup\0" + body),
        _backup,
        (ExposureError,),
    ),
    "settings": (
        st.dictionaries(st.sampled_from(list(Settings().words())), texts),
        Settings.of_words,
        (),
    ),
    "sealed gallery": (bodies, lambda b: unsealed(b, bytes(32), b"x"), (ExposureError,)),
    "unpacked gallery": (
        st.one_of(bodies, answers.map(lambda b: len(b).to_bytes(8, "little") + b)),
        lambda b: packing.unpacked(memoryview(b)),
        (ValueError, KeyError, TypeError),
    ),
    "calibration": (documents, _document_of, (ValueError, KeyError, TypeError, AttributeError)),
    "HTML": (bodies, lambda b: extract.extract(b, "utf-8", BASE), ()),
    "encodings": (st.tuples(bodies, texts), lambda both: charset.decoded(*both), ()),
    "style sheets": (texts, lambda t: (css.may_name_one(t), list(css.pictures(t))), ()),
    "srcset": (texts, lambda t: list(srcset.candidates(t)), ()),
    "JSON-LD": (
        answers.map(lambda b: b.decode("utf-8", "replace")),
        lambda t: list(jsonld.pictures(t)),
        (),
    ),
    "meta refresh": (texts, refresh.target, ()),
    "robots meta": (st.tuples(texts, texts), lambda both: signals.in_meta(*both), ()),
    "URLs": (
        st.tuples(texts, texts),
        lambda both: (urls.canonical(*both), urls.canonical(both[0])),
        (),
    ),
    "data URLs": (texts.map(lambda t: "data:image/png;base64," + t), data_urls.picture, ()),
    "robots.txt": (bodies, lambda b: robots_rules.parse(b, "exposure"), ()),
    "XML, sitemaps, feeds": (bodies, _elements, (xml_elements.Refused, xml_elements.Broken)),
    "text sitemap": (bodies, lambda b: sitemap.read_text(b, Listed()), ()),
    "dates of feeds": (texts, feed.moment_of, ()),
    "JSON feed": (answers, lambda b: json_feed.read(b, Listed()), ()),
    "any listing": (answers, lambda b: listing.read_listing(b, BASE), (ExposureError,)),
    "WebFinger": (answers, lambda b: mastodon.read_webfinger(b, BASE), (ExposureError,)),
    "Mastodon account": (answers, lambda b: mastodon.read_account(b, BASE), (ExposureError,)),
    "Mastodon posts": (answers, lambda b: mastodon.read_statuses(b, BASE), (ExposureError,)),
    "Bluesky profile": (answers, lambda b: bluesky.read_profile(b, BASE), (ExposureError,)),
    "Bluesky posts": (answers, lambda b: bluesky.read_posts(b, BASE), (ExposureError,)),
    "first bytes": (
        bodies,
        lambda b: (sniff.is_picture(b), sniff.is_html(b), sniff.is_binary(b)),
        (),
    ),
    "saved pages (HAR)": (
        answers,
        _in_file(lambda p: list(crawl_har(_source(p, Kind.HAR), cancel=CancelToken()))),
        (),
    ),
    "web archives (WARC)": (
        bodies,
        _in_file(lambda p: list(crawl_warc(_source(p, Kind.WARC), cancel=CancelToken()))),
        (),
    ),
    "ZIP": (bodies, _zip, (ExposureError,)),
    "typed places": (texts, locator.recognise, (ExposureError,)),
    "meaning of typed places": (texts, locator.meaning_of, ()),
    "header values": (texts, _header_values, ()),
    "targets": (texts.map(lambda t: "https://" + t), target.target_of, (ExposureError,)),
    "redirects": (texts, lambda t: target.redirected(target.target_of(BASE), t), (ExposureError,)),
    "shown URLs": (texts, target.shown, ()),
    "addresses": (
        st.ip_addresses().map(str),
        lambda a: (addresses.is_public(a), addresses.is_own_network(ip_address(a))),
        (),
    ),
    "EXIF orientation": (bodies, orientation.orientation, ()),
    "EXIF time and place": (bodies, taken.taken, ()),
    "picture formats": (bodies, lambda b: (formats.opener(b), formats.declared_size(b)), ()),
    "ONNX files": (bodies, _in_file(onnx_files.part_of), (ExposureError,)),
}
"""By name: what it is given, the parser, and what it says it raises."""


def fuzz(name: str, examples: int) -> str:
    """Try one parser; what escaped, or ""."""
    strategy, parse, allowed = PARSERS[name]

    @settings(
        max_examples=examples,
        deadline=1000,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    @given(strategy)
    def run(untrusted: object) -> None:
        with suppress(*allowed):
            parse(untrusted)

    try:
        run()
    except Exception as escaped:  # noqa: BLE001 - that is what is looked for
        return f"{type(escaped).__name__}: {escaped} {' '.join(getattr(escaped, '__notes__', []))}"
    return ""


def main(arguments: list[str]) -> int:
    """Try them all, or those named."""
    examples = int(arguments[0]) if arguments else EXAMPLES
    names = arguments[1:] or list(PARSERS)
    escaped = 0
    for name in names:
        began = time.monotonic()
        what = fuzz(name, examples)
        escaped += bool(what)
        outcome = f"ESCAPED {what[:600]}" if what else "none escaped"
        print(f"{name:24} {examples:,}: {outcome} ({time.monotonic() - began:.0f} s)", flush=True)
    print(f"{len(names)} parsers, {escaped} from which something escaped")
    return 1 if escaped else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
