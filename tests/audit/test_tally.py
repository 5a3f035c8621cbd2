import tracemalloc

from exposure_app.audit.tally import Tally
from exposure_app.domain.coverage import Coverage, Looked
from exposure_app.domain.errors import Unreadable
from exposure_app.domain.gap_reasons import Obstacle
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
    tally.add_skipped(Skipped("c", Unreadable("c", Obstacle.DAMAGED), S, ref("c", "p")))
    tally.add_skipped(Skipped("d", Unreadable("d", Obstacle.DENIED), S))
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


def test_a_file_that_two_folders_hold_is_one_picture():
    tally = Tally()
    file = ref("file:///home/me/a.jpg", "file:///home/me")
    for source in ("s", "t"):
        again = Looked(ImageRef(file.url, file.page_url, SourceId(source)), "sha", (10, 10), 1, 0)
        assert tally.add_looked(again) == [again.ref]
    tally.add_skipped(Skipped(file.url, Unreadable(file.url, Obstacle.DAMAGED), S, file))
    assert tally.coverage.images_referenced == 1
    assert tally.coverage.images_fetched == 3


def test_a_hundred_thousand_files_take_little_room():
    tally = Tally()
    tracemalloc.start()
    try:
        for number in range(100_000):
            where = f"file:///home/somebody/Pictures/2019-07/IMG_{number:06}.jpg"
            tally.add_looked(Looked(ref(where, "file:///home/somebody"), "", (10, 10), 1, 0))
        held, _peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert tally.coverage.images_referenced == 100_000
    assert held < 15e6
