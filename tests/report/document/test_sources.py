"""The report says by what right each place is looked at."""

from datetime import date

from exposure_app.domain.sources import Footing, Kind, Permission, Proof, Source, SourceId
from exposure_app.report.document.compose import compose
from exposure_app.report.html.page import page
from tests.report.reading import Page
from tests.report.samples import NOW, ColouredPictures, audit


def source(locator="https://club.example/", footing=Footing.OWNED, **facts):
    return Source(SourceId("s"), locator, Kind.WEB_SITE, footing, NOW, **facts)


def shown(*sources):
    return Page(page(compose(audit(sources=sources), ColouredPictures()))).text


def test_who_gave_leave_is_named_with_the_day_and_their_words():
    permission = Permission("J. Miller", date(2026, 3, 1), "go ahead", date(2026, 3, 31))
    text = shown(source(footing=Footing.OPTED_IN, permission=permission))
    assert "https://club.example/" in text
    assert "I was given leave to check it" in text
    assert "leave given by J. Miller, 2026-03-01; “go ahead”; ended on 2026-03-31" in text


def test_a_proof_is_told_with_its_day():
    assert "proved by its DNS, 2026-03-02" in shown(source(proved_by=Proof.DNS, proved_at=NOW))


def test_a_folder_is_no_link():
    folder = Source(SourceId("s"), "/home/ada/photos", Kind.FOLDER, Footing.MY_EXPORT, NOW)
    assert "/home/ada/photos" in shown(folder)


def test_without_a_place_there_is_no_such_part():
    assert "by what right" not in shown()
