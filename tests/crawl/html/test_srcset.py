import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exposure_app.crawl.html.srcset import MAX_CANDIDATES, Candidate, candidates, largest


def parsed(srcset):
    return [(c.url, c.width, c.density) for c in candidates(srcset)]


@pytest.mark.parametrize(
    ("srcset", "expected"),
    [
        ("", []),
        (" , ,\t,", []),
        ("a", [("a", None, None)]),
        ("a,", [("a", None, None)]),
        ("a,,,b", [("a,,,b", None, None)]),
        ("a, b 2x", [("a", None, None), ("b", None, 2.0)]),
        ("a 1x,b 2x", [("a", None, 1.0), ("b", None, 2.0)]),
        (",,, a 100w,,, b 200w ,", [("a", 100, None), ("b", 200, None)]),
        ("a,b,c 100w", [("a,b,c", 100, None)]),
        ("data:,a 1x", [("data:,a", None, 1.0)]),
        ("data:,a, b", [("data:,a", None, None), ("b", None, None)]),
        ("a 100w 50h", [("a", 100, None)]),
        ("a 50h", []),
        ("a 1x 100w", []),
        ("a 100w 200w, b", [("b", None, None)]),
        ("a 1x 2x, b", [("b", None, None)]),
        ("a 0w, b -1w, c +1w, d 1.5w, e 1w", [("e", 1, None)]),
        ("a 0x", [("a", None, 0.0)]),
        ("a -0x", [("a", None, 0.0)]),
        ("a -1x, b 1.x, c +1x, d .5x", [("d", None, 0.5)]),
        ("a 1e2x, b 1E-1x, c 1ex", [("a", None, 100.0), ("b", None, 0.1)]),
        ("a 1X, b 1W", []),
        ("a 100w future-thing, b", [("b", None, None)]),
        ("a (1x, 2x) 3x, b 1x", [("b", None, 1.0)]),
        ("a 1x (, b 2x", []),
        ("a( , b", [("a(", None, None), ("b", None, None)]),
        ("a\t\n\f\r 2x", [("a", None, 2.0)]),
        ("a\u00a02x", [("a\u00a02x", None, None)]),
        ("a \uff11w", []),
        ("a nanx, b infx, c x, d w", []),
    ],
)
def test_candidates_are_parsed_by_the_standard_s_algorithm(srcset, expected):
    assert parsed(srcset) == expected


@pytest.mark.parametrize(
    ("srcset", "url"),
    [
        ("s 100w, l 900w, m 500w", "l"),
        ("a, b 2x, c 1.5x", "b"),
        ("a 1x, b", "a"),
        ("a 2x, b 10w", "b"),
        ("a 99999999999999999999999w, b 5w", "a"),
    ],
)
def test_the_largest_candidate_is_the_widest_or_else_the_densest(srcset, url):
    assert largest(list(candidates(srcset))).url == url


def test_a_set_may_hold_no_valid_candidate():
    assert list(candidates("a 1q, b 2q")) == []


NAMES = st.text(st.sampled_from("abc/.?=;:()é"), min_size=1, max_size=8).filter(
    lambda name: "(" not in name
)


@given(st.lists(st.tuples(NAMES, st.integers(1, 5000)), max_size=20), st.sampled_from([", ", " ,"]))
def test_what_is_written_is_read(pictures, separator):
    written = separator.join(f"{url} {width}w" for url, width in pictures)
    assert list(candidates(written)) == [Candidate(url, width) for url, width in pictures]


@given(st.lists(st.tuples(NAMES, st.integers(1, 5000)), min_size=1, max_size=20))
def test_no_candidate_is_wider_than_the_largest(pictures):
    found = list(candidates(", ".join(f"{url} {width}w" for url, width in pictures)))
    assert largest(found).width == max(width for _, width in pictures)
    assert largest(found) in found


@given(st.text(st.sampled_from("ab, \t()0123.ewxh-+"), max_size=60))
def test_whatever_is_written_no_candidate_has_space_around_or_a_bad_descriptor(text):
    for candidate in candidates(text):
        assert candidate.url.strip("\t\n\f\r ,") == candidate.url or "," in candidate.url
        assert candidate.url
        assert candidate.width is None or candidate.width > 0
        assert candidate.density is None or candidate.density >= 0


def test_candidates_beyond_the_limit_are_left_out():
    assert len(parsed(", ".join(f"a{n} {n}w" for n in range(1, 5000)))) == MAX_CANDIDATES


@pytest.mark.parametrize("piece", ["(", "a (", ",", " ,", "a 1w ", "a(", ")(", "\t"])
def test_a_long_attribute_takes_time_in_proportion(piece):
    began = time.process_time()
    list(candidates("a " + piece * (2_000_000 // len(piece))))
    assert time.process_time() - began < 5
