"""The two readers of pages: that they agree, and that no page keeps them busy."""

import time
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exposure_app.crawl.html.extract import extract
from exposure_app.crawl.html.parser import _of_tree, elements, is_heavy
from exposure_app.crawl.html.tokenizer import MAX_ATTRIBUTES, MAX_TAGS, scan, unescaped

NAMES = st.sampled_from(["a.png", "b.jpg?x=1&amp;y", "c d", "é", "&lt;", "'", "x&copy=1", "&#x41;"])
QUOTED = st.builds('{}="{}"'.format, st.sampled_from(["src", "alt", "srcset", "DATA-SRC"]), NAMES)
ATTRIBUTES = st.lists(QUOTED | st.sampled_from(["src=x", "hidden", "a = 'b'", "/"]), max_size=4)
START = st.builds(
    "<{} {}>".format,
    st.sampled_from(["img", "IMG", "source", "input", "link", "meta"]),
    ATTRIBUTES.map(" ".join),
)
TEXT = st.sampled_from(["", "text", "a < b", "&amp;", "\n", "<", "<3", "< img src=no>", "é"])
RAW = st.sampled_from(
    [
        "<!-- <img src=no> -->",
        "<!---><img src=yes>",
        "<!--><img src=yes>",
        "<script>if (a<b) '<img src=no>'</script>",
        "<style>a{}</style>",
        "<textarea>no tags</textarea>",
        "<?php <img src=no ?>",
        "<!doctype html>",
        "</ a>",
        "<template><img src=no></template>",
    ]
)


def nested(children):
    # No <b>, which a tree builder opens again behind a paragraph that a block inside it has ended,
    # and no <table>, which hands what does not belong there to what is around it.
    tags = st.sampled_from(["div", "picture", "p", "cite", "span", "section"])
    return st.builds(lambda tag, inner: f"<{tag}>{inner}</{tag}>", tags, children)


PAGES = st.recursive(
    START | TEXT | RAW, lambda part: nested(part) | st.lists(part, max_size=4).map("".join)
)
PICTURES = ("img", "source", "input", "link", "meta")


def _is_in_picture(element):
    return element.tag in ("img", "source") and element.parent == "picture"


@given(PAGES)
@settings(max_examples=300)
def test_the_scanner_and_the_tree_builder_see_the_same_pictures(body):
    html = f"<!doctype html><html><head><title>x</title></head><body><main>{body}</main></body>"
    seen = [
        [
            (element.tag, element.attributes, _is_in_picture(element))
            for element in reader(html)
            if element.tag in PICTURES
        ]
        for reader in (scan, _of_tree)
    ]
    assert seen[0] == seen[1]


@pytest.mark.parametrize(
    ("body", "parent"),
    [
        ("<picture><p><div></div><img></picture>", "picture"),
        ("<picture><p><button><div></div><img></picture>", "button"),
        ("<picture><p><span></span><img></picture>", "p"),
        ("<picture><div></div><img></picture>", "picture"),
    ],
)
def test_a_block_ends_the_paragraph_that_holds_it(body, parent):
    for reader in (scan, _of_tree):
        [image] = [element for element in reader(body) if element.tag == "img"]
        assert image.parent == parent


@given(st.text(st.sampled_from("<>!-/ab='\" &;\n"), max_size=40) | st.text(max_size=40))
def test_no_text_is_too_strange_to_be_read(text):
    list(scan(text))
    list(elements(text))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("a&amp;b", "a&b"),
        ("a&ampb", "a&ampb"),
        ("a&amp=b", "a&amp=b"),
        ("a&amp", "a&"),
        ("?x&copy=1", "?x&copy=1"),
        ("&copy;", "©"),
        ("&copy", "©"),
        ("&#65;&#x42;&#67", "ABC"),
        ("&#0;&#x110000;", "\ufffd\ufffd"),
        ("&NotEqualTilde;", "≂̸"),
        ("&nonsense;", "&nonsense;"),
        ("&&;&#;", "&&;&#;"),
    ],
)
def test_references_in_attributes_are_resolved_by_the_standard(written, meant):
    assert unescaped(written) == meant
    [image] = [e for e in _of_tree(f'<img alt="{written}">') if e.tag == "img"]
    assert image.attributes["alt"] == meant


def test_the_scanner_stops_counting_at_its_limits():
    many = " ".join(f"a{number}=1" for number in range(1_000))
    [image] = scan(f"<img {many}>")
    assert len(image.attributes) == MAX_ATTRIBUTES
    assert sum(1 for _ in scan("<p>" * (MAX_TAGS + 10))) == MAX_TAGS


ATTRIBUTES_20K = " ".join(f"a{number}=1" for number in range(20_000))


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 20_001,
        f"<img {ATTRIBUTES_20K}>",
        f"<p title='>' {ATTRIBUTES_20K}>",
        f"<script {ATTRIBUTES_20K}></script>",
        # The tree builder reads markup where a scanner would read text, or the other way round.
        f"<svg><style><a x='</style>'<img {ATTRIBUTES_20K}>",
        f"<select><title><a x='</title>'<img {ATTRIBUTES_20K}>",
        f"<svg><script><a x='</script>'<img {ATTRIBUTES_20K}>",
        f"<svg><desc><div></svg></div></desc><script><a x='</script>'<img {ATTRIBUTES_20K}>",
        f"<frameset><script><a x='</script>'<img {ATTRIBUTES_20K}>",
        f"<script><!--<script></script><a x='</script>'<img {ATTRIBUTES_20K}>",
    ],
)
def test_a_page_that_could_keep_the_tree_builder_busy_is_not_given_to_it(html):
    assert is_heavy(html)


@pytest.mark.parametrize(
    "html",
    [
        "<p>" * 1_000,
        "<script>if (a<b) x='<img>'</script>" * 100,
        "<svg><title>icon</title><path d=x /></svg><script>a<b</script>",
        "<img src='data:image/png;base64," + "A" * 1_000_000 + "'>",
        "<p>" + "many words " * 100_000,
        "<style><!-- a{b:c} --></style><textarea><b></textarea>",
        "<style>a{b:c}</style><select><option>x</select><script>a<b</script>",
    ],
)
def test_an_ordinary_page_is(html):
    assert not is_heavy(html)


SIZE = 5_000_000


def times(piece):
    return piece * (SIZE // len(piece))


@pytest.mark.slow
@pytest.mark.parametrize(
    "html",
    [
        pytest.param(html, id=name)
        for name, html in {
            "unclosed": times("<div>"),
            "formatting": "<p>" + "".join(f"<b id={n}>" for n in range(9_000)) + "<p>x" * 9_000,
            "anchors": times("<a href=x>"),
            "tables": times("<table><tr><td>"),
            "fostered": "<table>" + times("x<b>"),
            "attributes": "<img " + " ".join(f"a{n}=1" for n in range(500_000)) + ">",
            "many attributes": ("<img " + " ".join(f"a{n}=1" for n in range(1_000)) + ">") * 650,
            "closers": "<span>" * 9_999 + "</x>" * 9_999,
            "less-than": times("<"),
            "quotes": times('<a b="'),
            "comments": times("<!--"),
            "dashes": "<!--" + times("- "),
            "styles": times("<style></style "),
            "references": '<img src="' + times("&a") + '">',
            "ampersands": '<img src="' + times("&") + '">',
            "bangs": times("<!"),
            "templates": times("<template shadowrootmode=open>"),
            "drawings": times("<svg><g>"),
            "sets": '<img srcset="' + times("a 1w,") + '">',
            "css": "<style>" + times("a{b:url(c)}") + "</style>",
            "style attributes": times("<p style='b:url(c)'>"),
            "json": "<script type=application/ld+json>" + "[" * 100_000 + "</script>",
            "data": '<img src="data:image/png,' + times("%41") + '">',
            "pictures": "<picture>" + times("<source srcset=a>") + "<img>",
            "bases": times("<base "),
            "nul": times("\x00"),
        }.items()
    ],
)
def test_no_five_megabytes_take_long_or_much_memory(html):
    body = html[:SIZE].encode()
    began = time.process_time()
    extract(body, "utf-8", "https://example.org/")
    assert time.process_time() - began < 10


def test_unclosed_formatting_is_not_multiplied():
    html = "<p>" + "".join(f"<b id={n}>" for n in range(2_000)) + "<p>x<img src=a>" * 2_000
    tracemalloc.start()
    count = sum(1 for _ in elements(html))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count < 10_000
    assert peak < 20_000_000
