import ada_url
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exposure_app.crawl.untrusted import urls
from tests.crawl.untrusted.url_like import URL_LIKE

ANY_TEXT = st.text(max_size=60)


@given(ANY_TEXT | URL_LIKE)
def test_a_canonical_url_is_its_own_canonical_url(text):
    once = urls.canonical(text)
    assert once is None or urls.canonical(once) == once


@given(ANY_TEXT | URL_LIKE, URL_LIKE)
def test_a_canonical_url_is_itself_whatever_page_names_it(text, base):
    once, page = urls.canonical(text), urls.canonical(base)
    if once is not None and page is not None:
        assert urls.canonical(once, page) == once


@given(URL_LIKE, URL_LIKE)
def test_a_canonical_url_is_http_and_names_nobody(text, base):
    url = urls.canonical(text, urls.canonical(base) or "https://example.org/")
    if url is not None:
        parsed = ada_url.URL(url)
        assert parsed.protocol in ("http:", "https:")
        assert (parsed.username, parsed.password, parsed.hash) == ("", "", "")
        assert parsed.href == url


@given(URL_LIKE)
def test_the_parts_of_a_url_are_what_the_standard_s_parser_says(text):
    url = urls.canonical(text)
    if url is not None:
        parsed = ada_url.URL(url)
        port = parsed.port or {"http:": "80", "https:": "443"}[parsed.protocol]
        assert urls.host_port(url) == f"{parsed.hostname}:{port}"
        assert urls.host(url) == parsed.hostname
        assert urls.origin(url) == parsed.origin
        assert urls.path(url) == parsed.pathname
        assert urls.scheme(url) == parsed.protocol[:-1]


@pytest.mark.parametrize(
    ("text", "base", "url"),
    [
        ("HTTP://Example.ORG:80/a/../b?#x", None, "http://example.org/b"),
        ("https://example.org:443", None, "https://example.org/"),
        ("http://example.org/??", None, "http://example.org/??"),
        ("  http://ex\tample.org/\n", None, "http://example.org/"),
        ("\\\\host\\share", "https://example.org/a", "https://host/share"),
        ("//cdn.example/x", "https://example.org/a", "https://cdn.example/x"),
        ("?q", "https://example.org/a", "https://example.org/a?q"),
        ("", "https://example.org/a#f", "https://example.org/a"),
        ("http://0x7f.1/", None, "http://127.0.0.1/"),
        ("http://bücher.example/", None, "http://xn--bcher-kva.example/"),
        ("http://example.org/@a?@b", None, "http://example.org/@a?@b"),
    ],
)
def test_a_url_has_one_spelling(text, base, url):
    assert urls.canonical(text, base) == url


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "data:image/png;base64,AA",
        "file:///etc/passwd",
        "ftp://example.org/",
        "blob:https://example.org/1",
        "http://user:secret@example.org/",
        "http://user@example.org/",
        "http://exa mple.org/",
        "http://example.org:99999/",
        "http://[::1",
        "http://",
        "/only/a/path",
        "\ud800",
        "C:\\pictures\\a.jpg",
    ],
)
def test_what_the_standard_or_we_reject_is_no_url(text):
    assert urls.canonical(text) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a?utm_source=x&b=1",
        "https://example.org/a?b=1&PHPSESSID=0123456789abcdef",
        "https://example.org/a;jsessionid=1F?b=1",
        "https://example.org/a?sid=0123456789abcdef0123&b=1",
    ],
)
def test_session_ids_and_campaign_tags_do_not_make_another_page(url):
    assert urls.seen_key(url) == urls.seen_key("https://example.org/a?b=1")


def test_a_short_sid_is_a_story_s_number_and_makes_another_page():
    key = urls.seen_key("https://example.org/article?sid=12")
    assert key != urls.seen_key("https://example.org/article?sid=13")


@given(URL_LIKE)
def test_a_seen_key_is_stable(text):
    url = urls.canonical(text)
    if url is not None:
        assert urls.seen_key(urls.seen_key(url)) == urls.seen_key(url)
