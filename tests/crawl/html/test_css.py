import time

import pytest

from exposure_app.crawl.html import css


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a{background:url(a.png)}", ["a.png"]),
        ("a{background:URL( 'a b.png' )}", ["a b.png"]),
        ("background:u\\72 l(a.png)", ["a.png"]),
        ("background:url(a\\29.png)", ["a).png"]),
        ("background:url(a.png), url(b.png)", ["a.png", "b.png"]),
        ("background:image-set('a.png' 1x, url(b.png) 2x)", ["a.png", "b.png"]),
        ("background:-webkit-image-set(url(a.png) 1x)", ["a.png"]),
        ("background:src('a.png')", ["a.png"]),
        ("@media print{@supports(x:y){a{b:url(a.png)}}}", ["a.png"]),
        ("background:url(a.png", ["a.png"]),
        ("background:url('a.png", ["a.png"]),
        ("/* url(no.png) */ content:'url(no.png)'; b:url(a.png)", ["a.png"]),
        ("background:url(bad url); b:url(a.png)", ["a.png"]),
        ("@import url(a.css); @import 'b.css'; a{b:url(a.png)}", ["a.png"]),
        ("@font-face{src:url(a.woff)} a{b:url(a.png)}", ["a.png"]),
        ("@namespace url(http://www.w3.org/1999/xhtml); a{b:url(a.png)}", ["a.png"]),
        ("filter:url(#blur); fill:url('#x')", []),
        ("", []),
        ("color:red", []),
        ("\\", []),
    ],
)
def test_pictures_are_what_url_names_by_css_s_own_rules(text, expected):
    assert list(css.pictures(text)) == expected


@pytest.mark.parametrize(
    "piece", ["{", "(", "url(", "a(", "/*", '"\n', "a{b:url(c)}", "\\", "@font-face{"]
)
def test_a_long_sheet_takes_time_in_proportion(piece):
    began = time.process_time()
    list(css.pictures("url(a) " + piece * (1_000_000 // len(piece))))
    assert time.process_time() - began < 5
