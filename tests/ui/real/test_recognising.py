"""Places of every kind: recognised as they are typed or dropped, added, audited, found in."""

import json

import pytest

from exposure_app.domain.moments import moment_in
from exposure_app.domain.sources import Footing, Kind
from exposure_app.ui.kit.rows import SECOND_ROLE
from tests.crawl import saved_files as saved
from tests.media.documents import Document
from tests.media.videos import video_bytes
from tests.pictures import coffee, jpeg_bytes, portrait
from tests.site import Answer, html, jpeg
from tests.ui.real.hands import add_site, audit, drop, go, pick, press, settle, write

ME = jpeg_bytes(portrait().resize((300, 300)))
PAGE = b"<img src='me.jpg' alt='Ada'>"


def folder(path):
    path.mkdir()
    (path / "me.jpg").write_bytes(ME)


def picture(path):
    path.write_bytes(ME)


def video(path):
    path.write_bytes(video_bytes([(coffee(), 25), (portrait(), 25)], size=(480, 480), g=25))


def document(path):
    made = Document()
    made.page(text="a letter")
    made.page((made.keep(portrait()), (100, 300, 400, 400)))
    path.write_bytes(made.body())


def saved_by(make):
    return lambda path: make(path, pages=PAGE, picture=ME)


FILES = {
    "folder": (folder, "folder on this computer", Kind.FOLDER),
    "me.jpg": (picture, "picture on this computer", Kind.FOLDER),
    "export.zip": (saved_by(saved.export), "data export (ZIP)", Kind.EXPORT),
    "pages.har": (saved_by(saved.har), "pages saved by a browser (HAR)", Kind.HAR),
    "pages.warc.gz": (saved_by(saved.warc), "web archive (WARC)", Kind.WARC),
    "pages.wacz": (saved_by(saved.wacz), "web archive (WARC)", Kind.WARC),
    "film.mp4": (video, "video on this computer", Kind.VIDEO),
    "letter.pdf": (document, "PDF document", Kind.PDF),
}


@pytest.mark.parametrize("name", FILES)
def test_a_dropped_file_is_recognised_added_and_looked_into(qtbot, enrolled, tmp_path, name):
    make, words, kind = FILES[name]
    made = tmp_path / name
    make(made)
    places = go(qtbot, enrolled, "places")
    assert drop(places.form, made)
    settle(qtbot, enrolled)
    assert places.form.meaning.words.text() == f"Recognised: {words}"
    assert places.form.footing is Footing.MY_EXPORT
    assert places.form.suggestion.isVisible()
    press(qtbot, places.form.add_button)
    settle(qtbot, enrolled)
    [source] = enrolled.session.sources.all()
    assert (source.kind, source.footing) == (kind, Footing.MY_EXPORT)
    page = audit(qtbot, enrolled)
    assert page.outcome.headline.text().startswith("1 picture on 1 page looks like you.")
    [finding] = enrolled.session.findings.all()
    has_moment = moment_in(finding.locations[0].image_url) is not None
    assert has_moment is (kind in (Kind.VIDEO, Kind.PDF))
    assert enrolled.session.requests.all() == []


@pytest.fixture
def listed(site):
    """The same picture behind a sitemap, a feed and an account."""

    def answer(document):
        return Answer(json.dumps(document).encode(), "application/json")

    home = site.url
    page = f"{home}about.html"
    sitemap = (
        '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"<url><loc>{page}</loc></url></urlset>"
    )
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Ada",
        "items": [{"id": "1", "url": page, "image": f"{home}me.jpg"}],
    }
    finger = {
        "subject": f"acct:ada@{home[7:-1]}",
        "links": [{"rel": "self", "type": "application/activity+json", "href": f"{home}users/ada"}],
    }
    post = {
        "id": "1",
        "url": f"{home}@ada/1",
        "content": "<p>at sea</p>",
        "media_attachments": [{"type": "image", "url": f"{home}me.jpg", "description": "Ada"}],
    }
    site.pages = {
        "/": html('<img src="/me.jpg">'),
        "/about.html": html('<img src="/me.jpg">', '<a href="/">Home</a>'),
        "/me.jpg": jpeg(ME),
        "/sitemap.xml": Answer(sitemap.encode(), "application/xml"),
        "/feed.json": answer(feed),
        "/.well-known/webfinger": answer(finger),
        "/api/v1/accounts/lookup": answer({"id": "7", "display_name": "Ada"}),
        "/api/v1/accounts/7/statuses": lambda handler: handler.answer(
            answer([] if "max_id" in handler.path else [post])
        ),
    }
    return site


@pytest.mark.parametrize(
    ("where", "kind", "words", "asked"),
    [
        ("", None, "at most 500 pages", ["/", "/me.jpg"]),
        ("about.html", Kind.PAGE, "Single page", ["/about.html", "/me.jpg"]),
        ("sitemap.xml", Kind.SITEMAP, "Sitemap", ["/sitemap.xml", "/about.html", "/me.jpg"]),
        ("feed.json", Kind.FEED, "Feed (RSS, Atom, JSON)", ["/feed.json", "/me.jpg"]),
        ("@ada", Kind.MASTODON, "Mastodon account", ["/api/v1/accounts/lookup?acct=ada"]),
    ],
)
def test_a_place_on_the_web_is_added_as_what_it_is_and_looked_at(
    qtbot, enrolled, listed, where, kind, words, asked
):
    places = go(qtbot, enrolled, "places")
    add_site(qtbot, places, f"{listed.url}{where}", kind=kind)
    [source] = enrolled.session.sources.all()
    assert source.kind is (kind or Kind.WEB_SITE)
    assert words in places.sources.data(places.sources.index(0), SECOND_ROLE)
    page = audit(qtbot, enrolled)
    assert page.outcome.headline.text().startswith("1 picture on 1 page looks like you.")
    assert set(asked) <= set(listed.paths_asked())
    if kind is Kind.PAGE:
        assert "/" not in listed.paths_asked()


@pytest.mark.parametrize(
    ("typed", "words", "kind"),
    [
        ("example.org", "web site", Kind.WEB_SITE),
        ("@ada@social.example.org", "Mastodon account", Kind.MASTODON),
        ("@ada.example.org", "Bluesky account", Kind.BLUESKY),
    ],
)
def test_a_name_is_recognised_and_its_scope_is_told_before_anything_is_asked(
    qtbot, enrolled, site, typed, words, kind
):
    places = go(qtbot, enrolled, "places")
    write(qtbot, places.form.where, typed)
    settle(qtbot, enrolled)
    assert places.form.meaning.words.text() == f"Recognised: {words}"
    assert places.form.preview.isVisible()
    assert "At most 500 pages, 5,000 pictures and 1 GB of data." in places.form.preview.text()
    assert places.form.footing is None
    press(qtbot, places.form.footings[Footing.OWNED])
    press(qtbot, places.form.add_button)
    settle(qtbot, enrolled)
    [source] = enrolled.session.sources.all()
    assert source.kind is kind
    assert enrolled.session.requests.all() == []


def test_the_scope_and_the_budget_follow_what_is_chosen(qtbot, enrolled):
    places = go(qtbot, enrolled, "places")
    write(qtbot, places.form.where, "https://www.example.org/team")
    settle(qtbot, enrolled)
    preview = places.form.preview
    assert preview.text().startswith(
        "Pages of example.org are visited, and those of no other host."
    )
    pick(qtbot, places.form.meaning.kinds, Kind.PAGE)
    assert preview.text().startswith("This one page of example.org is visited, and no other.")
    press(qtbot, places.form.fold.switch)
    pictures = places.form.options.images
    write(qtbot, pictures.lineEdit(), "9")
    assert "At most 1 page, 9 pictures and 1 GB of data." in preview.text()
    press(qtbot, places.form.footings[Footing.OWNED])
    press(qtbot, places.form.add_button)
    settle(qtbot, enrolled)
    assert enrolled.session.sources.all()[0].budget.max_images == 9
