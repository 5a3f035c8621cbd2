"""What a page says about the pictures it shows is kept with them, in few words, at little cost."""

import time
from datetime import UTC, datetime

import pytest

from exposure_app.crawl.html.extract import extract
from exposure_app.crawl.html.parser import is_heavy
from exposure_app.domain.context import MAX_CAPTION, MAX_LABEL, MAX_NEARBY, MAX_OTHER_SIZES

PAGE = "https://example.org/dir/page.html"


def contexts(html):
    found = extract(html.encode(), "utf-8", PAGE)
    return {image.url.rpartition("/")[2]: image.context for image in found.images}


def only(html):
    [context] = contexts(html).values()
    return context


@pytest.mark.parametrize(
    ("html", "field", "expected"),
    [
        ("<title>Summer</title><img src=a.png>", "page_title", "Summer"),
        ("<img src=a.png><title>\n Our  summer </title>", "page_title", "Our summer"),
        ("<img src=a.png alt='Ada at sea'>", "alt", "Ada at sea"),
        ("<img src=a.png alt='' aria-label=Ada>", "alt", "Ada"),
        ("<img src=a.png title='Ada, 1850'>", "caption", "Ada, 1850"),
        ("<img src=a.png data-caption='Ada, 1850'>", "caption", "Ada, 1850"),
        (
            ("<figure><a href=b><img src=a.png title=x></a><figcaption>Ada <b>at</b> sea"
            "</figcaption></figure>"),
            "caption",
            "Ada at sea",
        ),
        ("<figure><figcaption>Ada</figcaption><img src=a.png></figure>", "caption", "Ada"),
        ("<picture><source srcset=a.webp><img alt=Ada></picture>", "alt", "Ada"),
        ("<a href=a.jpg>Ada in <i>large</i></a>", "caption", "Ada in large"),
        ("<video poster=a.png title=Film></video>", "caption", "Film"),
        ("<h2>At sea</h2><p>before <img src=a.png> after", "nearby", "At sea before … after"),
        ("<h2>At sea</h2><div>" + "x " * 200 + "<p>Ada <img src=a.png>", "nearby", "At sea …"),
        ("<p>not this <img src=b.png alt=b><img src=a.png> after", "nearby", "after"),
        ("<script>no</script><img src=a.png><style>no</style>", "nearby", ""),
        ("<table><tr><td><img src=a.png><td>Ada</table>", "nearby", "Ada"),
        ("<meta property=og:image content=a.png><meta property=og:image:alt content=Ada>", "alt",
         "Ada"),
        ("<meta name=author content='B. Writer'><img src=a.png>", "author", "B. Writer"),
        (
            "<meta property=article:published_time content=2020-01-02T00:00:00Z><img src=a.png>",
            "date",
            datetime(2020, 1, 2, tzinfo=UTC),
        ),
    ],
)  # fmt: skip
def test_what_a_page_says_of_a_picture_is_kept_with_it(html, field, expected):
    said = getattr(contexts(html)["a.webp" if "a.webp" in html else
                                  "a.jpg" if "a.jpg" in html else "a.png"], field)  # fmt: skip
    assert said.startswith(expected) if field == "nearby" and expected else said == expected


def test_a_caption_is_not_told_a_second_time_as_text_nearby():
    context = only("<figure><img src=a.png><figcaption>Ada</figcaption></figure><p>and on")
    assert (context.caption, context.nearby) == ("Ada", "and on")


def test_of_a_picture_shown_twice_all_that_is_said_is_kept():
    html = "<meta property=og:image content=a.png><img src=a.png alt=Ada><img src=a.png title=sea>"
    context = only(html)
    assert (context.alt, context.caption) == ("Ada", "sea")


@pytest.mark.parametrize(
    ("html", "others"),
    [
        ("<img src=s.png srcset='s.png 1x, m.png 2x, a.png 3x'>", ["s.png", "m.png"]),
        ("<img src=old.png srcset='a.png 900w'>", ["old.png"]),
        (
            ("<picture><source srcset='w.webp 9w'><source srcset='n.png 9w'>"
            "<img src=o.png srcset='a.png 99w'></picture>"),
            ["w.webp", "n.png", "o.png"],
        ),
        ("<img data-srcset='s.png 1w, a.png 2w' data-src=s.png>", ["s.png"]),
        ("<link rel=preload as=image imagesrcset='b.png 1x, a.png 2x' href=c.png>",
         ["b.png", "c.png"]),
        ("<img src=a.png>", []),
    ],
)  # fmt: skip
def test_the_other_sizes_of_a_set_are_kept_as_the_same_picture(html, others):
    names = [url.rpartition("/")[2] for url in only(html).other_sizes]
    assert names == others


def test_a_set_without_end_is_cut():
    html = f"<img srcset='{', '.join(f'{n}.png {n}w' for n in range(1, 900))}'>"
    assert len(only(html).other_sizes) == MAX_OTHER_SIZES


def test_what_is_said_is_cut_to_a_length():
    long = "word " * 100_000
    context = only(
        f"<title>{long}</title><p>{long}<figure><img src=a.png alt='{long}'>"
        f"<figcaption>{long}</figcaption></figure><p>{long}"
    )
    assert len(context.page_title) <= MAX_LABEL
    assert len(context.alt) <= MAX_LABEL
    assert 0 < len(context.caption) <= MAX_CAPTION
    assert 0 < len(context.nearby) <= MAX_NEARBY


def test_a_page_too_heavy_for_a_tree_still_says_its_pictures_names():
    html = "<title>Summer</title>" + "<br>" * 30_000 + "<img src=a.png alt=Ada title=sea>"
    assert is_heavy(html)
    context = only(html)
    assert (context.page_title, context.alt, context.caption) == ("Summer", "Ada", "sea")


@pytest.mark.parametrize(
    "html",
    [
        "".join(f"<img src={n}.png>{'text ' * 800}" for n in range(1_000)),
        f"<div>{'text ' * 800_000}</div>" + "".join(f"<img src={n}.png>" for n in range(1_000)),
        "<figure>" * 200 + "<figcaption>x</figcaption><img src=a.png>" * 1_000,
        "<h1><div>" * 5_000 + "<img src=a.png>" * 1_000,
        "<p>" + "x<b></b>" * 9_000 + "".join(f"<img src={n}.png>" for n in range(900)),
    ],
)
def test_no_page_is_gone_through_again_for_each_picture(html):
    began = time.perf_counter()
    contexts(html)
    assert time.perf_counter() - began < 10


@pytest.mark.parametrize(
    ("html", "promises"),
    [
        ("<nav><a href=/b>b</a></nav><div id=root></div><script src=a.js></script>", True),
        ("<a href=/b>b</a><div id=__next> \n</div><script src=a.js></script>", True),
        ("<a href=/b>b</a><app-root></app-root><script src=a.js></script>", True),
        ("<a href=/b>b</a><div class='my gallery-grid'></div><script></script>", True),
        ("<a href=/b>b</a><ul class='carousel'></ul><script></script>", True),
        ("<a href=/b>b</a><div id=root></div>", False),
        ("<div id=root><p>made on the server</div><script></script><a href=/b>b</a>", False),
        ("<div class=gallery><img src=a.png></div><script></script>", False),
        ("<div id=modal-root></div><a href=/b>b</a><script></script>", False),
    ],
)
def test_an_empty_frame_that_scripts_fill_is_a_promise(html, promises):
    assert extract(html.encode(), "utf-8", PAGE).needs_browser is promises


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<img data-lazyload=a.png>", ["a.png"]),
        ("<img data-lazy-image='/b/a.jpg?x'>", ["a.jpg?x"]),
        ("<img src=b.png data-lazy-sizes=auto data-lazy-method=a.png.b>", ["b.png"]),
    ],
)
def test_any_lazy_attribute_that_names_a_picture_is_read(html, expected):
    assert list(contexts(html)) == expected
