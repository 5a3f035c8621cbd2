"""What stands beside a found picture reaches the findings, and of no other picture is it kept."""

import pytest
from PIL import Image

from exposure_app.domain.context import Context, Coordinates
from exposure_app.domain.sources import Budget, Footing
from exposure_app.domain.work import CancelToken
from tests.crawl.exports import sidecar, zipped
from tests.pictures import coffee, jpeg_bytes, portrait
from tests.site import Site, html, jpeg

ME = jpeg_bytes(portrait().resize((300, 300)))


def audited(profile, locator, footing=Footing.OWNED, **how):
    profile.session.sources.add(str(locator), footing, **how)
    return again(profile)


def again(profile):
    list(profile.session.audits.run(report=lambda _: None, cancel=CancelToken()))
    return profile.session.findings.all()


@pytest.fixture
def enrolled(profile):
    profile.enrol(profile.photo("me.jpg", portrait()))
    return profile


def site(body):
    return Site({
        "/": html(f"<title>Summer</title>{body}"),
        "/me.jpg": jpeg(ME),
        "/cup.jpg": jpeg(jpeg_bytes(coffee())),
    })  # fmt: skip


def test_what_a_page_says_is_kept_of_found_pictures_alone(enrolled):
    body = "<img src=/me.jpg alt='Ada at sea'><img src=/cup.jpg alt='a cup of secrets'>"
    with site(body) as web:
        [finding] = audited(enrolled, web.url, budget=Budget(delay_s=0), allow_private=True)
    [place] = finding.locations
    assert (place.context.page_title, place.context.alt) == ("Summer", "Ada at sea")
    database = enrolled.session._profile.vault._database
    with database.reading() as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master "
                                                      "WHERE type = 'table'")]  # fmt: skip
        everything = [str(tuple(row)) for name in names for row in connection.execute(
            f"SELECT * FROM {name}")]  # fmt: skip
    assert any("Ada at sea" in row for row in everything)
    assert not any("a cup of secrets" in row for row in everything)


def test_a_page_s_new_words_are_kept_though_its_picture_is_unchanged(enrolled):
    with site("<img src=/me.jpg alt='Ada'>") as web:
        audited(enrolled, web.url, budget=Budget(delay_s=0), allow_private=True)
        web.pages["/"] = html("<title>Winter</title><img src=/me.jpg alt='Ada Lovelace'>")
        [finding] = again(enrolled)
    assert finding.locations[0].context == Context(page_title="Winter", alt="Ada Lovelace")


def test_an_export_s_own_words_reach_the_findings(enrolled, tmp_path):
    files = {"Sea/me.jpg": ME, "Sea/me.jpg.json": sidecar("me.jpg", description="Ada at sea")}
    path = zipped(tmp_path / "takeout.zip", files)
    [finding] = audited(enrolled, path, Footing.MY_EXPORT)
    context = finding.locations[0].context
    assert (context.caption, context.people) == ("Ada at sea", ("Bo",))
    assert context.where == Coordinates(50.95, 1.85)


def test_when_and_where_a_picture_was_taken_is_read_from_its_file(enrolled, tmp_path):
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2020:01:02 03:04:05"
    exif.get_ifd(0x8825).update({1: "N", 2: (50.0, 57.0, 0.0), 3: "W", 4: (1.0, 51.0, 0.0)})
    enrolled.photo("album/1.jpg", portrait().resize((300, 300)), exif=exif)
    [finding] = audited(enrolled, tmp_path / "album")
    assert finding.taken.at.isoformat() == "2020-01-02T03:04:05"
    assert finding.taken.where.longitude == pytest.approx(-1.85)
    [unchanged] = again(enrolled)
    assert unchanged.taken == finding.taken
