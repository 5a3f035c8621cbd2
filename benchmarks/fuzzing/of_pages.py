"""Parsers of what web sites answer: pages, styles, feeds, listings, accounts, addresses."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from hypothesis import strategies as st

from benchmarks.fuzzing.made import BASE, answers, bodies, documents_of, texts
from benchmarks.fuzzing.parser import Parser
from exposure_app.crawl import locator
from exposure_app.crawl.html import charset, css, extract, jsonld, meta_refresh, robots_meta, srcset
from exposure_app.crawl.listings import (
    bluesky,
    feed,
    json_feed,
    mastodon,
    readers,
    sitemap,
    xml_elements,
)
from exposure_app.crawl.listings.model import Listed
from exposure_app.crawl.untrusted import data_urls, json_values, sniff, urls
from exposure_app.crawl.web import robots_txt
from exposure_app.domain import context, moments, severity
from exposure_app.domain.errors import ExposureError
from exposure_app.domain.findings import Location
from exposure_app.report.html.words import is_web_address

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
    place = Location(url, url, _NOW, _NOW)
    place.site.title()
    severity.is_public(place)
    severity._host(url)
    is_web_address(url)


def _facts(value: object) -> None:
    context.moment_of_seconds(value)
    context.coordinates(value, 1.0)
    context.coordinates(1.0, value)
    if isinstance(value, str):
        context.moment_of_text(value)
        context.label(value)


def _json(body: bytes) -> None:
    document = json_values.parsed(body)
    if isinstance(document, dict):
        for name in document:
            json_values.text(document, name)
            json_values.mappings(document[name])


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
            "crawl/html/extract.py",
            "crawl/html/image_attributes.py",
            "crawl/html/collector.py",
            "crawl/html/parser.py",
            "crawl/html/tokenizer.py",
            "crawl/html/captions.py",
        ),
    ),
    "encodings": Parser(
        st.tuples(bodies, texts), lambda both: charset.decoded(*both), ("crawl/html/charset.py",)
    ),
    "style sheets": Parser(
        texts, lambda t: (css.may_name_one(t), list(css.pictures(t))), ("crawl/html/css.py",)
    ),
    "srcset": Parser(texts, lambda t: list(srcset.candidates(t)), ("crawl/html/srcset.py",)),
    "JSON-LD": Parser(
        answers.map(lambda b: b.decode("utf-8", "replace")),
        lambda t: list(jsonld.pictures(t)),
        ("crawl/html/jsonld.py",),
    ),
    "any JSON": Parser(answers, _json, ("crawl/untrusted/json_values.py",)),
    "meta refresh": Parser(texts, meta_refresh.target, ("crawl/html/meta_refresh.py",)),
    "robots meta": Parser(
        st.tuples(texts, texts),
        lambda both: robots_meta.in_meta(*both),
        ("crawl/html/robots_meta.py",),
    ),
    "URLs": Parser(
        st.tuples(texts, texts),
        lambda both: (urls.canonical(*both), _parts_of(both[0])),
        ("crawl/untrusted/urls.py", "crawl/web/scope.py"),
    ),
    "data URLs": Parser(
        texts.map(lambda t: "data:image/png;base64," + t),
        data_urls.picture,
        ("crawl/untrusted/data_urls.py",),
    ),
    "robots.txt": Parser(
        bodies, lambda b: robots_txt.parse(b, "exposure"), ("crawl/web/robots_txt.py",)
    ),
    "XML, sitemaps, feeds": Parser(
        bodies,
        _elements,
        ("crawl/listings/xml_elements.py", "crawl/listings/sitemap.py", "crawl/listings/feed.py"),
        (xml_elements.RefusedXml, xml_elements.Broken),
    ),
    "text sitemap": Parser(
        bodies, lambda b: sitemap.read_text(b, Listed()), ("crawl/listings/sitemap.py",)
    ),
    "dates of feeds": Parser(texts, feed.moment_of, ("crawl/listings/feed.py",)),
    "JSON feed": Parser(
        answers, lambda b: json_feed.read(b, Listed()), ("crawl/listings/json_feed.py",)
    ),
    "any listing": Parser(
        answers,
        lambda b: readers.read_listing(b, BASE),
        ("crawl/listings/readers.py",),
        (ExposureError,),
    ),
    "WebFinger": Parser(
        answers,
        lambda b: mastodon.read_webfinger(b, BASE),
        ("crawl/listings/mastodon.py",),
        (ExposureError,),
    ),
    "Mastodon account": Parser(
        answers,
        lambda b: mastodon.read_account(b, BASE),
        ("crawl/listings/mastodon.py",),
        (ExposureError,),
    ),
    "Mastodon posts": Parser(
        answers,
        lambda b: mastodon.read_statuses(b, BASE),
        ("crawl/listings/mastodon.py",),
        (ExposureError,),
    ),
    "Bluesky profile": Parser(
        answers,
        lambda b: bluesky.read_profile(b, BASE),
        ("crawl/listings/bluesky.py",),
        (ExposureError,),
    ),
    "Bluesky posts": Parser(
        answers,
        lambda b: bluesky.read_posts(b, BASE),
        ("crawl/listings/bluesky.py",),
        (ExposureError,),
    ),
    "first bytes": Parser(
        bodies,
        lambda b: (sniff.is_picture(b), sniff.is_html(b), sniff.is_binary(b)),
        ("crawl/untrusted/sniff.py",),
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
        ("domain/findings.py", "domain/severity.py", "report/html/words.py"),
    ),
}
