import os

import pytest

from exposure_app.crawl.locator import recognise
from exposure_app.domain.errors import NotALocator
from exposure_app.domain.sources import Kind
from tests.pictures import jpeg_bytes, portrait


@pytest.mark.parametrize(
    ("text", "locator"),
    [
        ("https://Example.org", "https://example.org/"),
        ("  http://example.org:80/a/../b#c \n", "http://example.org/b"),
        ("example.org", "https://example.org/"),
        ("www.example.co.uk/~me", "https://www.example.co.uk/~me"),
        ("example.org:8443/x", "https://example.org:8443/x"),
        ("bücher.de", "https://xn--bcher-kva.de/"),
        ("127.0.0.1:8000", "http://127.0.0.1:8000/"),
        ("localhost:8000/a", "http://localhost:8000/a"),
        ("[::1]:8000", "http://[::1]:8000/"),
    ],
)
def test_a_web_address_is_a_site_or_a_page_if_asked_for(text, locator):
    assert recognise(text) == (locator, Kind.WEB_SITE)
    assert recognise(text, Kind.PAGE) == (locator, Kind.PAGE)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "holiday",
        "me@example.org",
        "https://user:secret@example.org/",
        "ftp://example.org/",
        "javascript:alert(1)",
        "mailto:me@example.org",
        "https://",
        "https://exa mple.org",
        "holiday.jpg",
        "notes.txt",
        "42",
        "1.5",
        "com",
        "/no/such/folder",
        "C:\\no\\such\\folder",
        "file:///no/such/folder",
        "file://server/share",
        "a\x00b",
        "~nobody-of-that-name/pictures",
        "x" * 5000,
        "https://example.org/" + "x" * 9000,
    ],
)
def test_anything_else_is_no_locator(text):
    with pytest.raises(NotALocator):
        recognise(text)


def test_an_existing_folder_is_a_folder_by_its_absolute_path(tmp_path, monkeypatch):
    folder = tmp_path / "my pictures é"
    folder.mkdir()
    monkeypatch.chdir(tmp_path)
    expected = (str(folder.resolve()), Kind.FOLDER)
    for text in (str(folder), folder.name, f"./x/../{folder.name}/", folder.as_uri()):
        assert recognise(text) == expected
    assert recognise(folder.as_uri().replace("file://", "file://localhost")) == expected


def test_a_folder_named_like_a_site_is_the_folder_unless_a_site_is_asked_for(tmp_path, monkeypatch):
    (tmp_path / "example.org").mkdir()
    monkeypatch.chdir(tmp_path)
    assert recognise("example.org")[1] is Kind.FOLDER
    assert recognise("example.org", Kind.WEB_SITE)[0] == "https://example.org/"


def test_the_home_folder_may_be_a_tilde(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    (tmp_path / "Pictures").mkdir()
    assert recognise("~/Pictures") == (str(tmp_path.resolve() / "Pictures"), Kind.FOLDER)


@pytest.mark.parametrize("quoted", ['"{}"', "'{}'", ' "{}" '])
def test_quotes_that_came_along_with_a_copied_path_are_no_part_of_it(tmp_path, quoted):
    if os.name == "nt":
        quoted = quoted.replace("'", '"')
    folder = tmp_path / "my pictures"
    folder.mkdir()
    assert recognise(quoted.format(folder)) == (str(folder.resolve()), Kind.FOLDER)


@pytest.mark.skipif(os.name != "nt", reason="as paths are written on Windows")
def test_a_path_of_windows_may_be_written_as_people_do(tmp_path):
    folder = tmp_path.resolve() / "My Pictures"
    folder.mkdir()
    expected = (str(folder), Kind.FOLDER)
    text = str(folder)
    for written in (
        text.lower(),
        text[0].lower() + text[1:],
        text.replace("\\", "/"),
        text + "\\",
        text + '\\"',  # of "C:\My Pictures\" a command line makes this
        "\\\\?\\" + text,
        "file:///" + text.replace("\\", "/"),
        "file://" + text.replace("\\", "/"),
        folder.as_uri(),
    ):
        found = recognise(written)
        assert (found[0].lower(), found[1]) == (text.lower(), Kind.FOLDER), written
    assert recognise(text) == expected


@pytest.mark.skipif(os.name != "nt", reason="as paths are written on Windows")
@pytest.mark.parametrize(
    "name", ["NUL", "con", "COM1", "C:\\no such", "\\\\no-such\\share", "a|b", "?"]
)
def test_what_windows_reserves_or_does_not_know_is_no_locator(name):
    with pytest.raises(NotALocator):
        recognise(name)


def test_a_single_picture_is_a_folder_of_one_and_another_file_is_not(tmp_path):
    picture, text = tmp_path / "me", tmp_path / "me.jpg"
    picture.write_bytes(jpeg_bytes(portrait()))
    text.write_text("no picture")
    assert recognise(str(picture)) == (str(picture.resolve()), Kind.FOLDER)
    with pytest.raises(NotALocator):
        recognise(str(text))


def test_what_is_not_of_the_kind_asked_for_is_no_locator(tmp_path):
    for text, kind in [
        ("https://example.org/", Kind.FOLDER),
        ("example.org", Kind.FOLDER),
        (str(tmp_path), Kind.WEB_SITE),
        (str(tmp_path), Kind.PAGE),
    ]:
        with pytest.raises(NotALocator):
            recognise(text, kind)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a folder it may not enter")
def test_a_picture_that_may_not_be_read_is_no_locator(tmp_path):
    picture = tmp_path / "me.jpg"
    picture.write_bytes(jpeg_bytes(portrait()))
    picture.chmod(0)
    with pytest.raises(NotALocator):
        recognise(str(picture))
