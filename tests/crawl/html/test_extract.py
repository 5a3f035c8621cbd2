import base64
import json
import time
from hashlib import sha256

import pytest

from exposure_app.crawl.html.extract import MAX_IMAGES, MAX_LINKS, extract

PAGE = "https://example.org/dir/page.html"
DIR = "https://example.org/dir/"
GIF = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
GIF_URL = "data:image/gif;base64," + base64.b64encode(GIF).decode()


def found_in(html, charset="utf-8"):
    return extract(html if isinstance(html, bytes) else html.encode(), charset, PAGE)


def pictures(html):
    return [image.url.removeprefix(DIR) for image in found_in(html).images]


def links(html):
    return [link.removeprefix(DIR) for link in found_in(html).links]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<img src=a.png>", ["a.png"]),
        ("<IMG SRC=' a.png\n'>", ["a.png"]),
        ("<img src=a.png src=b.png>", ["a.png"]),
        ("<img src=a.png?x&amp;y=1&copy=2>", ["a.png?x&y=1&copy=2"]),
        ("<img src=/a.png>", ["https://example.org/a.png"]),
        ("<img src=//cdn.example/a.png>", ["https://cdn.example/a.png"]),
        ("<img src=http:a.png>", ["http://a.png/"]),
        ("<img src='a\\b.png'>", ["a/b.png"]),
        ("<image src=a.png>", ["a.png"]),
        ("<img src=a.png><img src=a.png#x>", ["a.png"]),
        ("<img srcset='s.png 1x, l.png 2x' src=a.png>", ["l.png"]),
        ("<img srcset='s.png 100w, l.png 900w'>", ["l.png"]),
        ("<img srcset='bad.png 1q' src=a.png>", ["a.png"]),
        ("<img srcset='' src=a.png>", ["a.png"]),
        ("<picture><source srcset=w.webp><img src=a.png></picture>", ["w.webp"]),
        (
            "<picture><source srcset='s.png 9w'><source srcset='l.png 99w'><img src=a></picture>",
            ["l.png"],
        ),
        ("<picture><source srcset='s.png 9w'><img srcset='l.png 99w'></picture>", ["l.png"]),
        (
            "<picture><source type=image/jxl srcset=a.jxl><source srcset=b.png><img></picture>",
            ["b.png"],
        ),
        ("<picture><source srcset='bad 1q'><img src=a.png></picture>", ["a.png"]),
        ("<picture><source srcset=a.png></picture><img src=b.png>", ["b.png"]),
        ("<source srcset=a.png><img src=b.png>", ["b.png"]),
        ("<img data-src=a.png>", ["a.png"]),
        ("<img src=spinner.gif data-src=a.png>", ["spinner.gif", "a.png"]),
        (f"<img src='{GIF_URL}' data-src=a.png>", ["a.png"]),
        ("<img data-srcset='s.png 1w, l.png 2w' data-src=a.png>", ["l.png"]),
        ("<picture><source data-srcset='l.png 2w'><img data-src=a.png></picture>", ["l.png"]),
        ("<div data-bg=a.png></div><div data-bg='url(b.png)'></div>", ["a.png", "b.png"]),
        ("<noscript><img src=a.png></noscript>", ["a.png"]),
        ("<head><noscript><img src=a.png></noscript></head>", ["a.png"]),
        ("<input type=image src=a.png><input src=b.png>", ["a.png"]),
        ("<video poster=a.png src=b.mp4></video>", ["a.png", "b.mp4"]),
        ("<video><source src=a.webm type=video/webm><source src=a.mp4></video>", ["a.webm"]),
        (
            "<video src=a.mp4><source src=b.mp4></video><video src=c.mp4></video>",
            ["a.mp4", "c.mp4"],
        ),
        ("<video data-src=a.mp4></video><source src=b.mp4>", ["a.mp4"]),
        ("<a href=a.pdf>a</a><a href='b.MP4?c=1#t=3'>b</a>", ["a.pdf", "b.MP4?c=1"]),
        ("<embed src=a type=application/pdf><iframe src=b.pdf></iframe>", ["a", "b.pdf"]),
        ("<svg><image href=a.png /><image xlink:href=b.png /></svg>", ["a.png", "b.png"]),
        ("<svg><filter><feImage href=a.png /></filter></svg>", ["a.png"]),
        ("<object type=image/png data=a></object><object data=b.pdf></object>", ["a", "b.pdf"]),
        ("<embed src=a.png><embed src=b.swf>", ["a.png"]),
        ("<link rel='shortcut icon' href=a.ico>", ["a.ico"]),
        ("<link rel=apple-touch-icon href=a.png>", ["a.png"]),
        ("<link rel=image_src href=a.png><link rel=stylesheet href=b.css>", ["a.png"]),
        ("<link rel=preload as=image href=a.png>", ["a.png"]),
        ("<link rel=preload as=image imagesrcset='a.png 1x, b.png 2x' href=c.png>", ["b.png"]),
        ("<link rel=preload as=font href=a.woff>", []),
        ("<meta property=og:image content=a.png>", ["a.png"]),
        ("<meta name=twitter:image content=a.png>", ["a.png"]),
        ("<meta property='og:image:secure_url' content=a.png>", ["a.png"]),
        ("<meta itemprop=image content=a.png><meta name=author content=b.png>", ["a.png"]),
        ("<body background=a.png><table background=b.png><td background=c.png>", list("abc")),
        ("<p style='background: url(a.png)'>", ["a.png"]),
        ("<style>p { background: url(a.png) } @import url(b.css);</style>", ["a.png"]),
        ("<svg><style>p { fill: url(#g); background: url(a.png) }</style></svg>", ["a.png"]),
        ("<a href=a.jpg>large</a>", ["a.jpg"]),
        ("<a href='A.JPG?x#y'>large</a>", ["A.JPG?x"]),
        ("<div><template shadowrootmode=open><img src=a.png></template></div>", ["a.png"]),
        ("<img src=a.png></body></html><img src=b.png>", ["a.png", "b.png"]),
        ("<img src=a.png", []),
    ],
)
def test_pictures_are_found_wherever_a_page_shows_them(html, expected):
    expected = [
        f"{name}.png" if len(name) == 1 and "background" in html else name for name in expected
    ]
    assert pictures(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<!-- <img src=a.png> -->",
        "<script>'<img src=a.png>'</script>",
        "<style>/* <img src=a.png> */</style>",
        "<title><img src=a.png></title>",
        "<textarea><img src=a.png></textarea>",
        "<xmp><img src=a.png></xmp>",
        "<iframe><img src=a.png></iframe>",
        "<noframes><img src=a.png></noframes>",
        "<plaintext><img src=a.png>",
        "<p title='<img src=a.png>'>",
        "<template><img src=a.png></template>",
        "&lt;img src=a.png&gt;",
        "<video><source></video><audio src=a.mp3><source src=b.mp3></audio>",
        "<audio src=a.mp3></audio>",
        "<img><img src><img src=''><img src='  '><img src=#x><img src=page.html>",
        "<img src=javascript:1><img src=file:///a.png><img src=ftp://h/a.png><img src=blob:x>",
        "<img src=http://user:secret@h/a.png><img src='http://exa mple/a.png'>",
        "<img src=data:text/html,a><img src=data:><img src='data:image/png;base64,%%%'>",
        "<a href=page2.html>x</a>",
    ],
)
def test_what_is_not_shown_is_no_picture(html):
    assert pictures(html) == []


def test_the_largest_of_a_set_stands_for_one_picture_and_no_other_is_lost():
    html = "<img src=1.png srcset='2.png 2x'><img src=3.png><picture><img src=4.png></picture>"
    assert pictures(html) == ["2.png", "3.png", "4.png"]


def test_a_picture_in_the_page_itself_is_named_by_its_content():
    [image] = found_in(f"<img src='{GIF_URL}'><p style='background:url({GIF_URL})'>").images
    assert image.url == f"data:sha256-{sha256(GIF).hexdigest()}"
    assert image.untrusted_inline == GIF


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("<base href=/b/>", "https://example.org/b/a.png"),
        ("<base href=https://cdn.example/b/><base href=/c/>", "https://cdn.example/b/a.png"),
        ("<base target=x><base href=/b/>", "https://example.org/b/a.png"),
        ("<base href=javascript:1>", DIR + "a.png"),
        ("<base href=data:,x>", DIR + "a.png"),
        ("<base href=file:///c/>", DIR + "a.png"),
        ("<base href='http://exa mple/'>", DIR + "a.png"),
    ],
)
def test_the_first_base_counts_if_it_is_http(base, expected):
    assert [image.url for image in found_in(f"{base}<img src=a.png>").images] == [expected]
    assert [image.url for image in found_in(f"<img src=a.png>{base}").images] == [expected]


def test_json_ld_names_pictures():
    document = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "Person", "image": ["a.png", {"@type": "ImageObject", "url": "b.png"}]},
            {"@type": "Article", "image": {"@id": "#me"}, "thumbnailUrl": "c.png", "url": "no"},
            {"@type": "VideoObject", "contentUrl": "no.mp4", "thumbnailUrl": "d.png"},
            {"@type": ["Thing", "ImageObject"], "contentUrl": "e.png", "url": "page2.html"},
        ],
        "logo": "f.png",
    }
    script = "<script type='application/ld+json'>{}</script>"
    assert pictures(script.format(json.dumps(document))) == [f"{name}.png" for name in "abcdef"]
    assert pictures(script.format("{'no': json")) == []
    assert pictures('<script>{"image": "a.png"}</script>') == []


def test_links_are_pages_and_each_is_named_once():
    html = "<a href=b>1</a><a href=b#x>2</a><area href=c><iframe src=d></iframe><a>3</a><a href=b>4"
    assert links(html) == ["b", "c", "d"]


@pytest.mark.parametrize(
    "href", ["#top", "page.html#top", "mailto:a@b.c", "tel:1", "javascript:1", "http://u:p@h/", ""]
)
def test_what_leads_to_no_other_page_is_no_link(href):
    assert links(f"<a href='{href}'>x</a>") == []


@pytest.mark.parametrize(
    ("content", "target"),
    [
        ("0; url=next", "next"),
        ("5;URL='next'", "next"),
        ('0,url = "next" ignored', "next"),
        ("0 next", "next"),
        (" 1.5 ; url=next", "next"),
        (".5;url=next", "next"),
        ("0;url", "url"),
        ("0;urls=x", "urls=x"),
        ("0;url='next", "next"),
    ],
)
def test_a_refresh_leads_on(content, target):
    html = f"<meta http-equiv=Refresh content='{content}'>"
    if "'" in content:
        html = f'<meta http-equiv=Refresh content="{content}">'
    assert found_in(html).refresh == DIR + target


@pytest.mark.parametrize(
    "content", ["5", "", "x", "0url=next", "; url=next", "0;url=", "0;url=page.html", "-1;url=next"]
)
def test_a_refresh_of_the_page_itself_leads_nowhere(content):
    assert found_in(f'<meta http-equiv=refresh content="{content}">').refresh is None


def test_the_title_is_text_on_one_line_and_not_that_of_a_drawing():
    html = "<svg><title>icon</title></svg><title>\n Zoë &amp; <b>me \t</title>"
    assert (
        found_in("<title>\n Zoë &amp; <b>me \t</title><title>other</title>").title == "Zoë & <b>me"
    )
    assert found_in(html).title == "Zoë & <b>me"
    assert len(found_in(f"<title>{'x' * 10_000}</title>").title) == 300


def test_a_page_in_another_encoding_is_read_in_it():
    html = "<title>Zoë</title><img src=é.png>".encode("windows-1252")
    assert found_in(html, "windows-1252").title == "Zoë"
    assert found_in(html, "windows-1252").images[0].url == DIR + "%C3%A9.png"


def test_pictures_beyond_the_limit_are_named_as_left_out():
    found = found_in("".join(f"<img src={number}.png>" for number in range(1_500)))
    assert len(found.images) == MAX_IMAGES
    assert len(found.images_left_out) == 500
    assert found.images_left_out[0] == DIR + "1000.png"
    assert not found.is_cut


@pytest.mark.parametrize(
    "html",
    [
        "".join(f"<a href=p{number}>" for number in range(MAX_LINKS + 1)),
        "".join(f"<img src={number}.png>" for number in range(2 * MAX_IMAGES + 1)),
        "<img src=" + "x" * 9_000 + ">",
        "<style>" + "p{b:url()}" * 100_000 + "</style>",
        "<script type=application/ld+json>[" + " " * 100_000 + "]</script>",
        "<p>" * 100_001,
    ],
)
def test_what_a_limit_leaves_out_is_said(html):
    assert found_in(html).is_cut


def test_a_page_of_a_thousand_pictures_takes_moments():
    html = "".join(
        f"<div><a href=/p{n}>x</a><img src=/{n}.jpg srcset='/{n}.jpg 100w, /{n}-2.jpg 200w'></div>"
        for n in range(1_000)
    ).encode()
    took = []
    for _ in range(5):
        began = time.process_time()
        found = extract(html, "utf-8", PAGE)
        took.append(time.process_time() - began)
    assert min(took) < 0.25
    assert len(found.images) == len(found.links) == 1_000
