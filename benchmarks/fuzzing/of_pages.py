"""Parsers of what web sites answer: pages, styles, feeds, listings, accounts, addresses."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from hypothesis import strategies as st

from benchmarks.fuzzing.made import BASE, answers, bodies, documents_of, texts
from benchmarks.fuzzing.parser import Parser
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
    untrusted_json,
    urls,
    xml_elements,
)
from exposure_app.crawl.listed import Listed
from exposure_app.domain import context, moments, severity
from exposure_app.domain.errors import ExposureError
from exposure_app.domain.findings import Place
from exposure_app.report import markup

_NOW = datetime(2020, 1, 2, tzinfo=UTC)
_MOMENTS = (*("#t=", "&t=", "#page=", "&page=", "&picture="), "1", ".", ",", "9" * 5_000, "٣")


def _elements(body: bytes) -> None:
    listed = Listed()
    for element in xml_elements.xml_elements(body):
        sitemap.read(element, listed)
        feed.read(element, listed)


def _parts_of(url: str) -> None:
    if (found := urls.canonical(url, BASE)) is not None:
        urlsplit(found)  # the window takes these apart without a second thought
        for part in (urls.host_port, urls.host, urls.origin, urls.path, urls.seen_key):
            part(found)
        urls.ending(urls.host(found))


def _place(url: str) -> None:
    place = Place(url, url, _NOW, _NOW)
    place.site.title()
    severity.is_public(place)
    severity._host(url)
    markup.is_web_address(url)


def _facts(value: object) -> None:
    context.moment_of_seconds(value)
    context.coordinates(value, 1.0)
    context.coordinates(1.0, value)
    if isinstance(value, str):
        context.moment_of_text(value)
        context.label(value)


def _json(body: bytes) -> None:
    document = untrusted_json.parsed(body)
    if isinstance(document, dict):
        for name in document:
            untrusted_json.text(document, name)
            untrusted_json.mappings(document[name])


_facts_of_pictures = st.one_of(
    documents_of(("a",), ("--5", "-05", "1577934245", "2020-01-02T03:04:05Z", "9" * 19, "٣")),
    st.floats(),
    st.integers(),
    texts,
)

PARSERS: dict[str, Parser] = {
    "HTML": Parser(
        bodies,
        lambda b: extract.extract(b, "utf-8", BASE),
        (
            "crawl/extract.py",
            "crawl/embedded.py",
            "crawl/gathered.py",
            "crawl/markup.py",
            "crawl/scan.py",
            "crawl/beside.py",
        ),
    ),
    "encodings": Parser(
        st.tuples(bodies, texts), lambda both: charset.decoded(*both), ("crawl/charset.py",)
    ),
    "style sheets": Parser(
        texts, lambda t: (css.may_name_one(t), list(css.pictures(t))), ("crawl/css.py",)
    ),
    "srcset": Parser(texts, lambda t: list(srcset.candidates(t)), ("crawl/srcset.py",)),
    "JSON-LD": Parser(
        answers.map(lambda b: b.decode("utf-8", "replace")),
        lambda t: list(jsonld.pictures(t)),
        ("crawl/jsonld.py",),
    ),
    "any JSON": Parser(answers, _json, ("crawl/untrusted_json.py",)),
    "meta refresh": Parser(texts, refresh.target, ("crawl/refresh.py",)),
    "robots meta": Parser(
        st.tuples(texts, texts), lambda both: signals.in_meta(*both), ("crawl/signals.py",)
    ),
    "URLs": Parser(
        st.tuples(texts, texts),
        lambda both: (urls.canonical(*both), _parts_of(both[0])),
        ("crawl/urls.py", "crawl/scope.py"),
    ),
    "data URLs": Parser(
        texts.map(lambda t: "data:image/png;base64," + t),
        data_urls.picture,
        ("crawl/data_urls.py",),
    ),
    "robots.txt": Parser(
        bodies, lambda b: robots_rules.parse(b, "exposure"), ("crawl/robots_rules.py",)
    ),
    "XML, sitemaps, feeds": Parser(
        bodies,
        _elements,
        ("crawl/xml_elements.py", "crawl/sitemap.py", "crawl/feed.py"),
        (xml_elements.Refused, xml_elements.Broken),
    ),
    "text sitemap": Parser(bodies, lambda b: sitemap.read_text(b, Listed()), ("crawl/sitemap.py",)),
    "dates of feeds": Parser(texts, feed.moment_of, ("crawl/feed.py",)),
    "JSON feed": Parser(answers, lambda b: json_feed.read(b, Listed()), ("crawl/json_feed.py",)),
    "any listing": Parser(
        answers, lambda b: listing.read_listing(b, BASE), ("crawl/listing.py",), (ExposureError,)
    ),
    "WebFinger": Parser(
        answers,
        lambda b: mastodon.read_webfinger(b, BASE),
        ("crawl/mastodon.py",),
        (ExposureError,),
    ),
    "Mastodon account": Parser(
        answers, lambda b: mastodon.read_account(b, BASE), ("crawl/mastodon.py",), (ExposureError,)
    ),
    "Mastodon posts": Parser(
        answers, lambda b: mastodon.read_statuses(b, BASE), ("crawl/mastodon.py",), (ExposureError,)
    ),
    "Bluesky profile": Parser(
        answers, lambda b: bluesky.read_profile(b, BASE), ("crawl/bluesky.py",), (ExposureError,)
    ),
    "Bluesky posts": Parser(
        answers, lambda b: bluesky.read_posts(b, BASE), ("crawl/bluesky.py",), (ExposureError,)
    ),
    "first bytes": Parser(
        bodies,
        lambda b: (sniff.is_picture(b), sniff.is_html(b), sniff.is_binary(b)),
        ("crawl/sniff.py",),
    ),
    "typed places": Parser(texts, locator.recognise, ("crawl/locator.py",), (ExposureError,)),
    "meaning of typed places": Parser(texts, locator.meaning_of, ("crawl/locator.py",)),
    "facts beside pictures": Parser(_facts_of_pictures, _facts, ("domain/context.py",)),
    "moments in addresses": Parser(
        st.lists(st.sampled_from(_MOMENTS), max_size=8).map(lambda parts: BASE + "".join(parts)),
        lambda url: (moments.moment_in(url), moments.without_moment(url)),
        ("domain/moments.py",),
    ),
    "places of findings": Parser(
        texts.map(lambda t: f"http://{t}"),
        _place,
        ("domain/findings.py", "domain/severity.py", "report/markup.py"),
    ),
}
