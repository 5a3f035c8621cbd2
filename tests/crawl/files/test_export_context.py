"""What a service's own files say of the pictures in an export becomes their context."""

import json
import re
from datetime import UTC, datetime

import pytest

from exposure_app.crawl.files.export import MAX_MISSING, crawl_export
from exposure_app.crawl.files.exports import reader
from exposure_app.crawl.files.exports.meta import repaired
from exposure_app.domain.context import Context, Coordinates
from exposure_app.domain.images import FetchedImage, Page
from exposure_app.domain.sources import Kind
from exposure_app.domain.work import CancelToken, Skipped
from tests.crawl.crawling import JPEG
from tests.crawl.exports import (
    as_meta_writes,
    facebook,
    instagram,
    linkedin,
    mastodon_archive,
    sidecar,
    takeout,
    x,
    zipped,
)
from tests.crawl.sources import a_source

MOMENT = datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)
CALAIS = Coordinates(50.95, 1.85)
SERVICES = [facebook, instagram, takeout, x, linkedin, mastodon_archive]


def crawled(path):
    return list(crawl_export(a_source(path, Kind.EXPORT), cancel=CancelToken()))


def contexts_of(path):
    return {
        re.split("[/#]", item.url)[-1]: item.ref.context
        for item in crawled(path)
        if isinstance(item, FetchedImage)
    }


@pytest.fixture
def said(tmp_path):
    def of(files):
        return contexts_of(zipped(tmp_path / "export.zip", files))

    return of


@pytest.mark.parametrize("service", SERVICES)
def test_every_picture_of_an_export_is_met_once_whatever_is_said_of_it(tmp_path, service):
    files = service()
    path = zipped(tmp_path / "a.zip", files)
    found = [item.url.partition("#")[2] for item in crawled(path) if isinstance(item, FetchedImage)]
    assert sorted(found) == sorted(name for name in files if name.endswith(".jpg"))


@pytest.mark.parametrize("service", SERVICES)
def test_an_archive_within_an_archive_says_the_same(tmp_path, service):
    inner = zipped(tmp_path / "inner.zip", service())
    outer = zipped(tmp_path / "outer.zip", {"part 1.zip": inner.read_bytes()})
    without_pages = {name: body for name, body in service().items() if ".html" not in name}
    plain = zipped(tmp_path / "plain.zip", without_pages)
    assert contexts_of(outer) == contexts_of(plain)


# --- Meta ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("root", ["", "your_activity_across_facebook/", "facebook-ada/2026/"])
def test_a_facebook_post_s_words_people_date_and_place_are_its_picture_s(said, root):
    assert said(facebook(root))["1.jpg"] == Context(
        caption="Am Meer ☀",
        people=("Bo Çelik",),
        date=MOMENT,
        where=CALAIS,
        where_name="Calais",
    )


def test_an_album_and_a_message_of_facebook_say_theirs(said):
    found = said(facebook())
    assert found["2.jpg"] == Context(caption="à deux", album="Été", date=MOMENT)
    assert found["3.jpg"] == Context(caption="look", author="Ada Müller", date=MOMENT)


def test_each_picture_of_an_instagram_post_has_the_post_s_caption(said):
    found = said(instagram())
    assert found["1.jpg"] == found["2.jpg"] == Context(caption="Zu zweit", date=MOMENT)
    assert found["3.jpg"] == Context(caption="früh")


@pytest.mark.parametrize("text", ["plain", "Müller", "☀ ☂", "日本語", "Ada & Bø", ""])
def test_what_meta_spoils_is_repaired_and_what_is_whole_stays(text):
    assert repaired(as_meta_writes(text)) == text
    assert repaired(text) == text


def test_a_picture_that_a_post_names_and_the_archive_lacks_is_a_gap(tmp_path):
    files = facebook()
    del files["your_activity_across_facebook/posts/media/sea/1.jpg"]
    gaps = [
        item for item in crawled(zipped(tmp_path / "a.zip", files)) if isinstance(item, Skipped)
    ]
    assert [(gap.url.rpartition("/")[2], gap.gap.detail) for gap in gaps] == [
        ("1.jpg", "not saved")
    ]


def test_pictures_missing_without_end_are_told_up_to_a_number(tmp_path):
    photos = [{"uri": f"{n}.jpg"} for n in range(2 * MAX_MISSING)]
    path = zipped(tmp_path / "a.zip", {"a.json": json.dumps({"photos": photos})})
    assert len(crawled(path)) == MAX_MISSING


# --- Google --------------------------------------------------------------------------------------


def test_the_file_beside_a_picture_says_what_it_knows_however_its_name_was_cut(said):
    found = said(takeout())
    assert {name: context.caption for name, context in found.items()} == {
        "a.jpg": "old style",
        "a(1).jpg": "the second",
        "b.jpg": "new style",
        "b-edited.jpg": "new style",
        "b(1).jpg": "b 2",
        "IMG_20200102_030405_BURST001.jpg": "cut name",
        "a_photograph_with_a_rather_long_name_of_47_char.jpg": "cut twice",
        "it_s.jpg": "nowhere",
    }
    assert found["a.jpg"] == Context(
        caption="old style", album="Sea", people=("Bo",), date=MOMENT, where=CALAIS
    )


def test_nowhere_is_no_place(said):
    assert said(takeout())["it_s.jpg"].where is None


def test_the_camera_s_place_stands_in_where_the_service_has_none(said):
    nowhere = {"latitude": 0.0, "longitude": 0.0}
    there = {"latitude": 1.5, "longitude": -2.5}
    files = {"a.jpg": JPEG, "a.jpg.json": sidecar("a.jpg", geoData=nowhere, geoDataExif=there)}
    assert said(files)["a.jpg"].where == Coordinates(1.5, -2.5)


def test_a_date_in_the_far_future_is_no_date(said):
    taken = {"timestamp": "253402300799"}
    files = {"a.jpg": JPEG, "a.jpg.json": sidecar("a.jpg", photoTakenTime=taken)}
    assert said(files)["a.jpg"].date is None


# --- X, LinkedIn, others -------------------------------------------------------------------------


def test_a_post_of_x_says_what_its_picture_shows_and_where_it_was(said):
    assert said(x())["123-AbC-d.jpg"] == Context(
        alt="a boat",
        caption="Ada & Bo https://t.co/x",
        people=("Bo",),
        date=MOMENT,
        where=CALAIS,
        where_name="Calais, France",
    )


def test_a_message_of_x_is_the_context_of_its_picture(said):
    assert said(x())["456-Ef.jpg"] == Context(caption="look", date=MOMENT)


def test_a_picture_that_linkedin_has_on_the_web_alone_is_a_gap_and_never_fetched(tmp_path):
    items = crawled(zipped(tmp_path / "a.zip", linkedin()))
    gaps = [(item.url, item.gap.why) for item in items if isinstance(item, Skipped)]
    assert gaps == [("https://media.licdn.com/dms/image/v2/1.jpg?e=1", "out_of_scope")]


def test_linkedin_s_tables_and_articles_say_what_they_know(said):
    found = said(linkedin())
    assert found["me.jpg"] == Context(caption="My portrait", date=MOMENT)
    assert (found["one.jpg"].page_title, found["one.jpg"].alt) == ("One", "Ada")


def test_any_other_service_s_words_are_understood_by_their_content(said):
    assert said(mastodon_archive())["1.jpg"] == Context(
        alt="a boat", caption='At "sea"', date=MOMENT
    )


# --- whatever is in it ---------------------------------------------------------------------------


def test_of_a_picture_named_twice_each_says_what_the_other_does_not(said):
    files = {
        "m/1.jpg": JPEG,
        "a.json": json.dumps([{"uri": "m/1.jpg", "title": "first"}]),
        "b.json": json.dumps([{"uri": "m/1.jpg", "title": "second", "creation_timestamp": 1e9}]),
    }
    context = said(files)["1.jpg"]
    assert (context.caption, context.date) == ("first", datetime(2001, 9, 9, 1, 46, 40, tzinfo=UTC))


def test_a_name_that_fits_two_pictures_says_nothing_of_either(said):
    files = {"a/1.jpg": JPEG, "b/1.jpg": JPEG, "a.json": '[{"uri": "1.jpg", "title": "whose?"}]'}
    assert set(said(files).values()) == {Context()}


NONSENSE = [
    "", "{", "[" * 100_000, "null", "[[[]]]", '{"uri": {}}', '[{"uri": "1.jpg", "title": 7}]',
    '{"uri": "1.jpg", "media_metadata": [{"photo_metadata": 1}], "tags": {"name": 1}}',
    '{"uri": "1.jpg", "media_metadata": {"a": {"exif_data": 3}}, "timestamp_ms": 1e999}',
    '{"uri": "../../1.jpg", "data": [[{"post": 1}]], "creation_timestamp": "x"}',
    '{"photoTakenTime": {"timestamp": []}, "title": 5, "people": 1, "geoData": {"latitude": "x"}}',
    '{"photoTakenTime": {"timestamp": "-99999999999999999999"}, "title": "1.jpg", "geoData": 3}',
    '{"access": 1, "date": {}, "title": {}}', '{"albumData": {"title": 3}}',
    'window.YTD.tweets.part0 = [{"tweet": {"id_str": "1", "entities": [], "place": 1}}]',
    'window.YTD.tweets.part0 = [{"id": "1", "text": 1, "coordinates": {"coordinates": ["x", 1]}}]',
    "window.YTD.tweets.part0 = ", "window.YTD.tweets.part0 = [" + "[" * 100_000,
    "Media Link\n\x00", 'Media Link,"' + "x" * 200_000, "Media Link\nhttp://[,\njavascript:1",
    '{"file": "1.jpg", "date": [], "lat": 1, "lon": "x", "caption": {}, "geo": {"lat": 1}}',
    '{"file": "1.jpg", "date": "' + "9" * 5_000 + '", "timestamp": ' + "9" * 400 + "}",
    "\ud800", '{"uri": "\\ud800.jpg", "title": "\\ud800"}',
]  # fmt: skip


@pytest.mark.parametrize("name", ["1.jpg.json", "data.js", "table.csv"])
@pytest.mark.parametrize("text", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_says_nothing_and_costs_no_picture(tmp_path, name, text):
    files = {name: text.encode("utf-8", "surrogatepass"), "m/1.jpg": JPEG, "m/1-a.jpg": JPEG}
    items = crawled(zipped(tmp_path / "a.zip", files))
    assert len([item for item in items if isinstance(item, FetchedImage)]) == 2
    assert all(isinstance(item, FetchedImage | Skipped | Page) for item in items)


@pytest.mark.parametrize("service", SERVICES)
def test_a_truncated_or_bent_file_costs_what_it_says_and_no_picture(tmp_path, service):
    files = service()
    count = sum(name.endswith(".jpg") for name in files)
    for at in range(0, 200, 9):
        bent = {
            name: body if name.endswith((".jpg", ".html")) else body[: at * len(body) // 200] + "}"
            for name, body in files.items()
        }
        items = crawled(zipped(tmp_path / "a.zip", bent))
        assert sum(isinstance(item, FetchedImage) for item in items) == count


def test_a_file_too_large_to_hold_is_passed_over(tmp_path, monkeypatch):
    monkeypatch.setattr("exposure_app.crawl.files.export.MAX_BYTES", 100)
    monkeypatch.setattr(reader, "MAX_BYTES", 100)
    files = {"1.jpg": JPEG, "a.json": json.dumps([{"uri": "1.jpg", "title": "x" * 200}])}
    items = crawled(zipped(tmp_path / "a.zip", files))
    assert [item.ref.context for item in items] == [Context()]
