from exposure_app.audit.tally import Tally
from exposure_app.domain.coverage import Coverage, Looked
from exposure_app.domain.errors import Unreadable
from exposure_app.domain.images import ImageRef, Page
from exposure_app.domain.sources import SourceId
from exposure_app.domain.work import Skipped

S = SourceId("s")


def ref(image, page):
    return ImageRef(image, page, S)


def looked(image, page, **more):
    return Looked(ref(image, page), "sha-" + image, (10, 10), 2, 1, **more)


def test_a_picture_on_two_pages_is_one_picture_with_two_places():
    tally = Tally()
    tally.add_page(Page("p1", S, (ref("a", "p1"),)))
    tally.add_page(Page("p2", S, (ref("a", "p2"),)))
    assert {r.page_url for r in tally.add_looked(looked("a", "p1"))} == {"p1", "p2"}
    assert tally.coverage.images_referenced == 1


def test_a_page_met_after_its_picture_was_looked_at_is_a_new_place_of_it():
    tally = Tally()
    tally.add_page(Page("p1", S, (ref("a", "p1"),)))
    tally.add_looked(looked("a", "p1"))
    later = tally.add_page(Page("p2", S, (ref("a", "p2"), ref("b", "p2"))))
    assert later == [("sha-a", ref("a", "p2"))]


def test_every_picture_is_counted_once_under_what_became_of_it():
    tally = Tally()
    tally.add_page(Page("p", S, tuple(ref(name, "p") for name in "abcd")))
    tally.add_looked(looked("a", "p"))
    tally.add_looked(looked("b", "p", unchanged=True))
    tally.add_skipped(Skipped("c", Unreadable("c", "damaged"), S, ref("c", "p")))
    tally.add_skipped(Skipped("d", Unreadable("d", "denied"), S))
    assert tally.coverage == Coverage(
        pages_fetched=1,
        images_referenced=4,
        images_fetched=3,
        images_decoded=1,
        images_unchanged=1,
        faces_found=4,
        faces_too_small=2,
    )
    assert tally.probes == 2
