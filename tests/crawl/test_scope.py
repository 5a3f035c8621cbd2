import pytest

from exposure_app.crawl.scope import Scope
from exposure_app.crawl.urls import canonical
from exposure_app.domain.errors import OutOfScope
from exposure_app.domain.sources import Kind
from tests.crawl.sources import a_source

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
