import pytest
from hypothesis import given
from hypothesis import strategies as st

from exposure_app.domain import errors
from exposure_app.net.target import redirected, shown, target_of


@pytest.mark.parametrize(
    ("url", "canonical", "endpoint", "path"),
    [
        ("http://Example.org", "http://example.org/", "example.org:80", "/"),
        ("https://example.org:443/a?b#c", "https://example.org/a?b", "example.org:443", "/a?b"),
        ("http://example.org:8080/./x/../y", "http://example.org:8080/y", "example.org:8080", "/y"),
        ("http://0x7f.1/", "http://127.0.0.1/", "127.0.0.1:80", "/"),
        ("http://2130706433/", "http://127.0.0.1/", "127.0.0.1:80", "/"),
        ("http://[0:0::1]:81/", "http://[::1]:81/", "[::1]:81", "/"),
        ("http://bücher.example/ä", "http://xn--bcher-kva.example/%C3%A4", None, "/%C3%A4"),
        ("http:\\\\example.org\\a", "http://example.org/a", "example.org:80", "/a"),
        ("http://h\\@127.0.0.1:80@x/", "http://h/@127.0.0.1:80@x/", "h:80", "/@127.0.0.1:80@x/"),
        ("http://h/100%.jpg", "http://h/100%.jpg", "h:80", "/100%.jpg"),
    ],
)
def test_a_url_is_read_by_the_standard(url, canonical, endpoint, path):
    target = target_of(url)
    assert target.url == canonical
    assert endpoint in (None, target.endpoint)
    assert target.path == path


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "//example.org/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "ws://example.org/",
        "gopher://example.org/",
        "http://",
        "http://a b/",
        "http://[::1",
        "http://1.2.3.256/",
        "http://example.org:65536/",
        "http://user@example.org/",
        "http://user:secret@example.org/",
        "http://:secret@example.org/",
        "http://example.org/a\r\nHost: evil.example",
        "http://example.org/a\nb",
        "http://example.org/a\x00b",
        "http://exa\tmple.org/",
        "http://example.org/" + "a" * 9_000,
    ],
)
def test_a_url_we_do_not_send_is_out_of_scope(url):
    with pytest.raises(errors.OutOfScope) as caught:
        target_of(url)
    assert "secret" not in caught.value.url


@pytest.mark.parametrize(
    "port", [0, 1, 22, 25, 53, 110, 139, 143, 587, 993, 2049, 6000, 6667, 10080]
)
def test_a_port_of_another_service_is_refused(port):
    with pytest.raises(errors.RefusedAddress):
        target_of(f"http://example.org:{port}/")


@pytest.mark.parametrize("port", [80, 443, 3000, 5000, 8000, 8080, 8443, 49152, 65535])
def test_a_port_of_the_web_is_not(port):
    assert target_of(f"http://example.org:{port}/").port == port


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("/b", "http://h/b"),
        ("b?c", "http://h/a/b?c"),
        ("//other/", "http://other/"),
        ("https://h/x#y", "https://h/x#y"),
        ("caf\xc3\xa9", "http://h/a/caf%C3%A9"),  # UTF-8, as http.client hands it over
        ("caf\xe9", "http://h/a/caf%C3%A9"),  # Latin-1
        ("  /b ", "http://h/b"),
    ],
)
def test_a_location_is_joined_by_the_standard(location, url):
    assert redirected(target_of("http://h/a/"), location) == url


@pytest.mark.parametrize("location", ["", " ", "http://[", "/a\x00b", "http://:80", "/" * 9_000])
def test_a_location_that_is_no_url_leads_nowhere(location):
    with pytest.raises(errors.Unreachable):
        redirected(target_of("http://h/a"), location)


@given(st.text())
def test_whatever_comes_is_a_target_or_a_refusal(text):
    try:
        target = target_of("http://" + text)
    except (errors.OutOfScope, errors.RefusedAddress):
        return
    assert target_of(target.url) == target
    assert target.url.isascii()


@given(st.text())
def test_what_is_shown_of_a_url_is_one_line(text):
    assert not set("\r\n\0") & set(shown("http://" + text) + shown(text))


@pytest.mark.parametrize(
    "url", ["http://me:secret@h/a", "ftp://me:secret@h/", "http://me:secret@[bad/"]
)
def test_a_password_is_not_shown(url):
    assert "secret" not in shown(url)
