from hypothesis import given
from hypothesis import strategies as st

from exposure_app.crawl.web.frontier import MAX_LEFT_OVER, MAX_PER_SHAPE, Frontier
from exposure_app.domain.gap_reasons import Limit
from exposure_app.domain.images import ImageRef
from exposure_app.domain.sources import Budget, SourceId

ROOT = "https://example.org/"
CDN = "https://cdn.example/"


def anyone(_host):
    return True


def drained(frontier, is_free=anyone):
    taken = []
    while request := frontier.take(is_free):
        taken.append(request.url)
    return taken


def a_ref(url, page=ROOT):
    return ImageRef(url, page, SourceId("s1"))


def add_pages(frontier, names, found_on=ROOT, depth=1):
    for name in names:
        frontier.add_page(ROOT + str(name), found_on=found_on, depth=depth)


def test_an_empty_frontier_has_nothing_to_ask_for():
    frontier = Frontier(Budget())
    assert not frontier
    assert frontier.take(anyone) is None


def test_pages_come_in_the_order_they_were_met_and_once():
    frontier = Frontier(Budget())
    add_pages(frontier, ["b", "a", "b", "a?utm_source=x", "c"])
    assert drained(frontier) == [ROOT + name for name in "bac"]
    add_pages(frontier, ["a"])
    assert not frontier


def test_pictures_come_before_pages():
    frontier = Frontier(Budget())
    add_pages(frontier, ["a"])
    frontier.add_image(a_ref(CDN + "1.jpg"), depth=0)
    frontier.add_image(a_ref(CDN + "1.jpg", ROOT + "other"), depth=0)
    frontier.add_image(a_ref(CDN + "1.jpg?utm_source=x"), depth=0)
    taken = drained(frontier)
    assert taken == [CDN + "1.jpg", CDN + "1.jpg?utm_source=x", ROOT + "a"]


def test_a_busy_host_does_not_hold_up_another():
    frontier = Frontier(Budget())
    frontier.add_image(a_ref(CDN + "1.jpg"), depth=0)
    add_pages(frontier, ["a"])
    assert drained(frontier, lambda host: host != "cdn.example:443") == [ROOT + "a"]
    assert frontier.hosts() == {"cdn.example:443"}


def test_pages_wait_while_very_many_pictures_do():
    frontier = Frontier(Budget())
    add_pages(frontier, ["a"])
    for number in range(1_001):
        frontier.add_image(a_ref(f"{CDN}{number}.jpg"), depth=0)
    assert frontier.take(lambda host: host == "example.org:443") is None
    assert frontier.take(anyone).url == CDN + "0.jpg"
    assert frontier.take(lambda host: host == "example.org:443").url == ROOT + "a"


def test_what_is_put_back_comes_first():
    frontier = Frontier(Budget())
    add_pages(frontier, ["a", "b"])
    first = frontier.take(anyone)
    frontier.put_back(first)
    assert drained(frontier) == [ROOT + "a", ROOT + "b"]


def test_what_the_budget_leaves_out_is_known():
    frontier = Frontier(Budget(depth=1, max_pages=2, max_images=1))
    add_pages(frontier, ["a", "b", "c"])
    add_pages(frontier, ["deep"], depth=2)
    for name in ("1.jpg", "2.jpg"):
        frontier.add_image(a_ref(CDN + name), depth=0)
    assert drained(frontier) == [CDN + "1.jpg", ROOT + "a", ROOT + "b"]
    left = [(one.url, one.limit) for one in frontier.left_over()]
    assert left == [(ROOT + "c", "pages"), (ROOT + "deep", "depth"), (CDN + "2.jpg", "images")]


def test_a_page_too_deep_one_way_and_met_again_another_way_is_not_left_out():
    frontier = Frontier(Budget(depth=1))
    add_pages(frontier, ["a"], depth=2)
    add_pages(frontier, ["a"], depth=1)
    assert drained(frontier) == [ROOT + "a"]
    assert frontier.left_over() == []


def test_a_page_reached_by_a_redirect_is_met():
    frontier = Frontier(Budget(depth=0))
    add_pages(frontier, ["a"], depth=1)
    assert frontier.is_new_page(ROOT + "a")
    assert not frontier.is_new_page(ROOT + "a")
    assert frontier.left_over() == []


def test_a_calendar_that_links_to_its_next_month_for_ever_is_cut_short():
    frontier = Frontier(Budget())
    frontier.add_page(ROOT + "calendar/2026-1", found_on=ROOT, depth=1)
    for month in range(2, 500):
        page = frontier.take(anyone)
        if page is None:
            break
        frontier.add_page(f"{ROOT}calendar/2026-{month}", found_on=page.url, depth=1)
    assert len(frontier.left_over()) == 1
    assert month == MAX_PER_SHAPE + 2


def test_an_album_that_names_each_of_its_numbered_pages_is_not():
    frontier = Frontier(Budget())
    add_pages(frontier, [f"photo/{number}" for number in range(300)], found_on=ROOT + "album")
    assert len(drained(frontier)) == 300


def test_pictures_with_numbers_in_their_names_are_not_limited_by_them():
    frontier = Frontier(Budget())
    for number in range(2_000):
        frontier.add_image(a_ref(f"{ROOT}img/{number}.jpg", ROOT + "img/0.jpg"), depth=0)
    assert len(drained(frontier)) == 2_000


def test_a_host_can_be_given_up():
    frontier = Frontier(Budget())
    frontier.add_image(a_ref(CDN + "1.jpg"), depth=0)
    add_pages(frontier, ["a"])
    dropped = [request.url for request in frontier.drop_host("cdn.example:443")]
    assert dropped == [CDN + "1.jpg"]
    assert drained(frontier) == [ROOT + "a"]


def test_a_spent_budget_empties_the_queues_and_says_so():
    frontier = Frontier(Budget())
    frontier.add_image(a_ref(CDN + "1.jpg"), depth=0)
    add_pages(frontier, ["a"])
    frontier.leave_all(Limit.BYTES)
    assert not frontier
    left = [(one.url, one.limit) for one in frontier.left_over()]
    assert left == [(CDN + "1.jpg", "bytes"), (ROOT + "a", "bytes")]


def test_of_what_is_left_out_the_first_thousand_are_remembered():
    frontier = Frontier(Budget(max_pages=1))
    add_pages(frontier, range(5_000))
    assert len(frontier.left_over()) == MAX_LEFT_OVER


@given(st.lists(st.tuples(st.booleans(), st.sampled_from("abcdefgh"), st.integers(0, 3))))
def test_every_url_is_taken_once_or_left_over_and_in_the_same_order_each_time(events):
    def run():
        frontier = Frontier(Budget(depth=2, max_pages=4, max_images=3))
        taken = []
        for is_page, name, depth in events:
            if is_page:
                frontier.add_page(ROOT + name, found_on=ROOT, depth=depth)
            else:
                frontier.add_image(a_ref(f"{CDN}{name}.jpg"), depth=depth)
            if depth == 3 and (request := frontier.take(anyone)):
                taken.append(request.url)
        return taken + drained(frontier), [one.url for one in frontier.left_over()]

    taken, left = run()
    assert (taken, left) == run()
    assert sorted(taken + left) == sorted(
        {ROOT + name if is_page else f"{CDN}{name}.jpg" for is_page, name, _ in events}
    )
