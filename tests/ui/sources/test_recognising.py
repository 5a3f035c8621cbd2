"""Places: what is typed or dropped is recognised before it is added, and its audit is foreseen."""

import gzip
import json
import threading
import zipfile

import pytest

from exposure_app.domain.sources import Footing, Kind
from tests.pictures import jpeg_bytes, portrait
from tests.ui.conftest import settle
from tests.ui.gestures import drop


@pytest.fixture
def page(open_window, session):
    window = open_window(session)
    window.go("places")
    return window.pages["places"]


def enter(qtbot, page, text):
    page.form.where.setText(text)
    settle(qtbot, page.window())
    return page.form.meaning.words.text()


def choose(page, kind):
    box = page.form.meaning.kinds
    box.setCurrentIndex(box.findData(kind))
    box.activated.emit(box.currentIndex())


def made(folder, name):
    path = folder / name
    if name.endswith((".zip", ".wacz")):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("archive/data.warc" if "wacz" in name else "a.txt", b"")
            archive.writestr("datapackage.json", "{}")
    elif name.endswith(".har"):
        path.write_text(json.dumps({"log": {"version": "1.2", "entries": []}}), "utf-8")
    elif name.endswith(".warc.gz"):
        path.write_bytes(gzip.compress(b"WARC/1.1\r\nWARC-Type: warcinfo\r\n\r\n"))
    elif name.endswith(".jpg"):
        path.write_bytes(jpeg_bytes(portrait().resize((40, 40))))
    else:
        path.mkdir()
    return path


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("example.org", "web site"),
        ("@ada@social.example.org", "Mastodon account"),
        ("@ada.example.org", "Bluesky account"),
        ("https://bsky.app/profile/ada.example.org", "Bluesky account"),
    ],
)
def test_an_address_is_recognised_while_it_is_typed(qtbot, page, session, text, words):
    qtbot.keyClicks(page.form.where, text)
    settle(qtbot, page.window())
    assert page.form.meaning.words.text() == f"Recognised: {words}"
    assert page.form.where.accessibleDescription() == f"Recognised: {words}"
    assert page.form.footing is None
    assert session.sources.all() == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a.zip", "data export (ZIP)"),
        ("a.wacz", "web archive (WARC)"),
        ("a.har", "pages saved by a browser (HAR)"),
        ("a.warc.gz", "web archive (WARC)"),
        ("a.jpg", "picture on this computer"),
        ("folder", "folder on this computer"),
    ],
)
def test_a_dropped_file_is_recognised_and_suggests_the_footing(
    qtbot, page, session, tmp_path, name, words
):
    drop(page.form, made(tmp_path, name).as_uri())
    settle(qtbot, page.window())
    assert page.form.meaning.words.text() == f"Recognised: {words}"
    assert page.form.footing is Footing.MY_EXPORT
    assert page.form.suggestion.isVisible()
    assert not page.form.meaning.kinds.isVisible()
    assert not page.form.preview.isVisible()
    page.form.add_button.click()
    settle(qtbot, page.window())
    assert session.sources.all()[0].footing is Footing.MY_EXPORT
    assert not page.form.suggestion.isVisible()


def test_a_footing_that_was_chosen_is_left_alone(qtbot, page, tmp_path):
    page.form.footings[Footing.OWNED].click()
    enter(qtbot, page, str(tmp_path))
    assert page.form.footing is Footing.OWNED
    assert not page.form.suggestion.isVisible()


def test_a_suggested_footing_does_not_outlast_the_file(qtbot, page, tmp_path):
    enter(qtbot, page, str(tmp_path))
    enter(qtbot, page, "example.org")
    assert page.form.footing is None
    enter(qtbot, page, str(tmp_path))
    page.form.footings[Footing.MY_EXPORT].click()
    enter(qtbot, page, "example.org")
    assert page.form.footing is Footing.MY_EXPORT


def test_what_is_not_recognised_is_told_what_could_be(qtbot, page):
    assert page.form.meaning.words.text().startswith("A web address, an account")
    assert enter(qtbot, page, "htp:/nowhere").startswith("Not recognised yet.")
    assert not page.form.preview.isVisible()
    assert enter(qtbot, page, "").startswith("A web address, an account")


def test_an_address_can_be_said_to_be_something_else(qtbot, page, session):
    enter(qtbot, page, "https://social.example.org/@ada")
    box = page.form.meaning.kinds
    assert box.isVisible()
    assert [box.itemData(row) for row in range(box.count())] == [
        None, Kind.WEB_SITE, Kind.PAGE, Kind.SITEMAP, Kind.FEED, Kind.MASTODON,
    ]  # fmt: skip
    assert box.currentText() == "Recognised by itself"
    choose(page, Kind.FEED)
    page.form.footings[Footing.OWNED].click()
    page.form.add_button.click()
    settle(qtbot, page.window())
    assert session.sources.all()[0].kind is Kind.FEED
    enter(qtbot, page, "https://example.org/")
    assert page.form.kind is None


def test_what_was_chosen_stays_while_the_address_is_mended(qtbot, page):
    enter(qtbot, page, "https://example.org/fed.xml")
    choose(page, Kind.FEED)
    enter(qtbot, page, "https://example.org/feed.xml")
    assert page.form.kind is Kind.FEED


def test_scope_and_budget_are_shown_before_anything_is_added(qtbot, page):
    enter(qtbot, page, "https://www.example.org/team")
    assert page.form.preview.isVisible()
    assert page.form.preview.text() == (
        "Pages of example.org are visited, and those of no other host. Pictures are fetched from "
        "wherever they are kept.\nAt most 500 pages, 5,000 pictures and 1 GB of data. "
        "From any other host at most 500 MB. Links are followed 5 steps from the first page. "
        "Between two requests to one host it waits 1 second; these pauses take at most about 92 "
        "minutes. It ends after 120 minutes at the latest."
    )
    page.form.options.images.setValue(99)
    page.form.options.delay.setValue(0.5)
    choose(page, Kind.PAGE)
    assert page.form.preview.text() == (
        "This one page of example.org is visited, and no other. Pictures are fetched from "
        "wherever they are kept.\nAt most 1 page, 99 pictures and 1 GB of data. From "
        "any other host at most 500 MB. Between "
        "two requests to one host it waits 0.5 seconds; these pauses take at most about 50 "
        "seconds. It ends after 120 minutes at the latest."
    )
    page.form.options.delay.setValue(0)
    assert "There is no pause" in page.form.preview.text()


def test_of_what_is_typed_meanwhile_only_the_newest_is_asked(qtbot, page, session):
    asked, go_on = [], threading.Event()
    real = session.sources.meaning_of

    def slow(text):
        asked.append(text)
        go_on.wait(10)
        return real(text)

    session.sources.meaning_of = slow
    page.form.where.setText("/slow/disk")
    qtbot.waitUntil(lambda: asked == ["/slow/disk"], timeout=5000)
    for text in ("example.or", "example.org", "@ada.example.org"):
        page.form.where.setText(text)
    go_on.set()
    settle(qtbot, page.window())
    assert asked == ["/slow/disk", "@ada.example.org"]
    assert page.form.meaning.words.text() == "Recognised: Bluesky account"
