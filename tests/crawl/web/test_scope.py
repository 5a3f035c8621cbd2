import ada_url
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exposure_app.crawl.untrusted.urls import canonical
from exposure_app.crawl.web.scope import Scope
from exposure_app.domain.errors import OutOfScope
from exposure_app.domain.sources import Kind
from tests.crawl.sources import a_source
from tests.crawl.untrusted.url_like import URL_LIKE

SITE = Scope(a_source("https://www.example.org/start/here", allow_private=False))
PAGE = Scope(a_source("https://example.org/me?id=1", Kind.PAGE, allow_private=False))


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.org/start/here",
        "https://www.example.org/elsewhere",
        "https://example.org/",
        "http://example.org/",
    ],
)
def test_a_site_is_its_whole_host_with_or_without_www(url):
    SITE.check_page(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/",
        "https://blog.example.org/",
        "https://example.org:8443/",
        "https://example.org.evil.example/",
        "https://wwwexample.org/",
        "https://evil.example/https://example.org/",
    ],
)
def test_another_host_or_port_is_out_of_scope(url):
    with pytest.raises(OutOfScope) as caught:
        SITE.check_page(url)
    assert caught.value.url == url


def test_a_host_written_so_as_to_look_like_the_site_is_out_of_scope():
    with pytest.raises(OutOfScope):
        SITE.check_page(canonical("https://evil.example\\@www.example.org/"))


@pytest.mark.parametrize(
    "url", ["https://example.org/me?id=1", "http://www.example.org/me/?utm_source=x&id=1"]
)
def test_a_page_is_itself_however_its_server_likes_to_spell_it(url):
    PAGE.check_page(url)


@pytest.mark.parametrize(
    "url",
    ["https://example.org/", "https://example.org/me", "https://example.org/me?id=2"],
)
def test_a_page_is_no_other_page(url):
    with pytest.raises(OutOfScope):
        PAGE.check_page(url)


def test_pictures_may_come_from_any_host():
    SITE.check_image("https://cdn.example.net:8443/a.jpg")
    PAGE.check_image("http://192.0.2.1/a.jpg")


@pytest.mark.parametrize(
    "path",
    ["/".join("abcdefghijklmnopqrstu"), "x/x/x/x/y", "a/b/a/b/a/b/a/b", "q?" + "z" * 8_192],
)
def test_a_maze_is_out_of_scope(path):
    for check in (SITE.check_page, SITE.check_image):
        with pytest.raises(OutOfScope):
            check(f"https://www.example.org/{path}")


def test_a_deep_but_honest_path_is_in_scope():
    SITE.check_page("https://www.example.org/" + "/".join("abcdefghijklmnopqrst"))
    SITE.check_page("https://www.example.org/x/x/x/y")


def test_only_a_source_named_as_private_has_a_private_host():
    assert SITE.private_host is None
    assert Scope(a_source("http://127.0.0.1:8000/a")).private_host == "127.0.0.1:8000"
    assert Scope(a_source("http://[::1]/")).private_host == "[::1]:80"


# --- whatever is linked to ---------------------------------------------------------------------

HOSTS = ["example.org", "www.example.org", "EXAMPLE.org.", "www.www.example.org", "example.com",
         "example.org.evil.example", "evil-example.org", "wwwexample.org", "exämple.org",
         "example.org@evil.example", "evil.example#example.org", "evil.example\\example.org",
         "example.org%2eevil.example", "127.0.0.1", "[::1]", "0x7f.1", "2130706433"]  # fmt: skip
LINKED = URL_LIKE | st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from(["https://", "http://", "//", "HTTPS:\\\\", "https:/"]),
    st.sampled_from(HOSTS),
    st.sampled_from(["", ":80", ":443", ":8443", ":", ":00443"]),
    st.sampled_from(["", "/", "/me", "/me/", "/../me", "/me?id=1", "/me?id=1&utm_source=x", "/a"]),
    st.sampled_from(["", "#x", "?", "?id=1", "&id=2"]),
)
BASES = st.sampled_from(["https://example.org/me?id=1", "https://www.example.org/a/b/"])


def endpoint(url):
    """Where a browser would connect for `url`, www aside, by the standard's own parser."""
    parsed = ada_url.URL(url)
    port = parsed.port or {"http:": "80", "https:": "443"}[parsed.protocol]
    is_usual = (parsed.protocol, port) in {("http:", "80"), ("https:", "443")}
    return parsed.hostname.removeprefix("www."), "usual" if is_usual else port


@given(
    st.lists(LINKED, max_size=4),
    BASES,
    st.sampled_from([kind for kind in Kind if kind.is_provable]),
)
def test_whatever_a_page_links_to_its_source_reaches_no_other_host(links, base, kind):
    scope = Scope(a_source("https://www.example.org/me?id=1", kind))
    for link in links:
        url = canonical(link, base)
        if url is None or not scope.covers(url):
            continue
        assert endpoint(url) in {("example.org", "usual"), ("example.org", "80"),
                                 ("example.org", "443")}  # fmt: skip


@given(st.lists(LINKED, max_size=6), LINKED, BASES)
def test_nothing_that_is_asked_makes_a_scope_wider(links, last, base):
    scope, fresh = (Scope(a_source("https://example.org/me?id=1")) for _ in range(2))
    for url in filter(None, (canonical(link, base) for link in links)):
        for check in (scope.check_page, scope.check_image):
            try:
                check(url)
            except OutOfScope:
                continue
    if url := canonical(last, base):
        assert scope.covers(url) == fresh.covers(url)
    assert (scope.private_host, scope.lifted_host) == (fresh.private_host, fresh.lifted_host)


@given(LINKED, BASES)
def test_a_page_reaches_no_further_than_its_site(link, base):
    url = canonical(link, base)
    if url is not None and PAGE.covers(url):
        assert SITE.covers(url)
        assert canonical(url) == url


@given(LINKED, BASES)
def test_what_may_be_asked_for_as_a_page_is_covered(link, base):
    url = canonical(link, base)
    if url is None:
        return
    for scope in (SITE, PAGE):
        try:
            scope.check_page(url)
        except OutOfScope:
            continue
        assert scope.covers(url)
