import dataclasses
import re
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exposure_app import i18n
from exposure_app.domain.findings import Band, Verdict
from exposure_app.domain.languages import ENGLISH, named
from exposure_app.gallery.calibration.threshold import Calibration
from exposure_app.report.charts.bars import MOST_BARS, coverage, places
from exposure_app.report.charts.canvas import WIDTH, Ink, whole_steps
from exposure_app.report.charts.glance import drawings_of
from exposure_app.report.charts.over_time import MOST_COLUMNS, over_time
from exposure_app.report.charts.rates import rates
from exposure_app.report.charts.scores import scores
from exposure_app.resources import resource
from tests.report.hostile import ADDRESSES
from tests.report.samples import audit, finding, place

INK = Ink("#111111", "#222222", "#333333", "#444444")
SVG = "{http://www.w3.org/2000/svg}"
FIRST = datetime(2026, 3, 1, 12, tzinfo=UTC)


def drawn(chart, tag):
    return [one.attrib for one in ElementTree.fromstring(chart.svg()).iter(SVG + tag)]


def words(chart):
    return [one.text for one in ElementTree.fromstring(chart.svg()).iter(SVG + "text")]


def bars(chart, fill):
    """Those of a colour, without the squares of the legend."""
    return [one for one in drawn(chart, "rect") if one["fill"] == fill and one["height"] != "11.0"]


def seen_on(day, name, band=Band.LOOKS_LIKE_YOU):
    at = FIRST + timedelta(days=day)
    one = place()
    return finding(name, band=band, places=[type(one)(one.page_url, one.image_url, at, at)])


class TestScores:
    def test_a_column_is_as_high_as_the_findings_in_it(self):
        found = [finding(f"a{n}", score=0.611) for n in range(4)] + [finding("b", score=0.811)]
        four, one = bars(scores(found, {}, INK), INK.accent)
        assert float(four["height"]) == pytest.approx(4 * float(one["height"]), abs=0.3)
        assert float(four["x"]) < float(one["x"])

    def test_every_stranger_stands_below_the_line_and_none_is_lost(self):
        chart = scores([], {-20: 3, 5: 1, 12: 2000}, INK)
        heights = [float(one["height"]) for one in bars(chart, INK.soft)]
        assert len(heights) == 3
        assert min(heights) >= 1
        assert "2,004 faces of other people" in chart.words

    @given(st.floats(-1, 1))
    def test_any_score_is_drawn_within_the_chart(self, score):
        [one] = bars(scores([finding(score=score)], {}, INK), INK.accent)
        assert float(one["x"]) >= 0
        assert float(one["x"]) + float(one["width"]) <= WIDTH

    def test_the_words_of_each_band_stand_beside_its_shade(self):
        assert words(scores([], {}, INK))[:3] == [
            "possibly you",
            "looks like you",
            "looks very much like you",
        ]


class TestOverTime:
    @pytest.mark.parametrize("days", [0, 1, 6, 30, 400, 9_000])
    def test_any_span_of_time_fits_in_two_dozen_columns(self, days):
        chart = over_time([seen_on(0, "a"), seen_on(days, "b")], INK)
        columns = bars(chart, INK.accent)
        assert len({one["x"] for one in columns}) == (1 if days == 0 else 2)
        width = min(float(one["width"]) for one in columns)
        assert width >= (WIDTH - 44) / MOST_COLUMNS - 3.1
        assert "2026-03-01" in words(chart)

    def test_a_picture_counts_on_the_first_day_it_was_seen_anywhere(self):
        early, late = seen_on(0, "a").locations[0], seen_on(5, "a").locations[0]
        [one] = bars(over_time([finding(places=[late, early])], INK), INK.accent)
        assert float(one["x"]) < 60

    def test_nothing_found_is_said_and_not_drawn(self):
        chart = over_time([], INK)
        assert bars(chart, INK.accent) == []
        assert chart.words == "Nothing was found yet."


class TestNamedBars:
    def test_places_are_named_by_host_and_the_most_comes_first(self):
        found = [finding("a", places=[place("https://www.club.example/1")])]
        found += [finding(f"b{n}", places=[place(f"https://paper.example/{n}")]) for n in range(3)]
        found.append(finding("c", places=[place("file:///home/me/Old%20photos/")]))
        chart = places(found, INK)
        assert words(chart)[0::2] == ["paper.example", "club.example", "Old photos"]
        assert words(chart)[1::2] == ["3", "1", "1"]

    def test_of_many_places_the_rest_is_one_bar_and_nothing_is_dropped(self):
        found = [finding(f"f{n}", places=[place(f"https://h{n}.example/")]) for n in range(20)]
        said = words(places(found, INK))
        assert len(said) == 2 * (MOST_BARS + 1)
        assert sum(int(n) for n in said[1::2]) == 20
        assert said[-2] == "12 more places"

    def test_what_was_not_looked_at_stands_beside_what_was(self):
        said = words(coverage(audit(), INK))
        assert said[:2] == ["Pictures looked at", "45"]
        assert said[3::2] == ["2", "1"]

    @pytest.mark.parametrize("address", ADDRESSES)
    def test_an_address_cannot_break_out_of_the_drawing(self, address):
        chart = places([finding(places=[place(address)])], INK)
        assert drawn(chart, "script") == []
        assert not re.search(r"<(?!/?(?:svg|rect|text|line|path)\b)", chart.svg())


@pytest.fixture(scope="module")
def curve():
    return Calibration.load(resource("models/yunet-sface/calibration.json")).curves[1]


class TestRates:
    def test_the_curve_passes_through_each_row_and_its_interval(self, curve):
        chart = rates(curve, INK)
        interval, line = (one["d"].count(",") for one in drawn(chart, "path"))
        assert (interval, line) == (2 * len(curve), len(curve))
        assert "1 in 10,000" in words(chart)

    @pytest.mark.parametrize("score", [-1.0, 0.2, 0.43, 0.9, 1.0])
    def test_the_mark_of_a_score_stays_within_the_chart(self, curve, score):
        chart = rates(curve, INK, score=score)
        [mark] = [one for one in drawn(chart, "line") if one["stroke"] == INK.accent]
        assert 0 < float(mark["x1"]) <= WIDTH
        assert f"{score:.2f}" in chart.words

    def test_a_higher_score_stands_further_right(self, curve):
        at = [
            float(one["x1"])
            for score in (0.35, 0.45)
            for one in drawn(rates(curve, INK, score=score), "line")
            if one["stroke"] == INK.accent
        ]
        assert at == sorted(at)


def charts_of(summary, **how):
    return [draw(INK) for draw in drawings_of(summary, **how)]


def test_what_was_set_aside_is_in_no_chart():
    aside = [finding("a", verdict=Verdict.NOT_ME)]
    for chart in charts_of(audit(aside, []))[:3]:
        assert bars(chart, INK.accent) == []


def test_a_redacted_report_names_no_place():
    titles = [chart.title for chart in charts_of(audit(), names_places=False)]
    assert "Where" not in titles
    assert len(titles) == 3


@given(st.integers(1, 10**9))
def test_steps_are_few_whole_and_reach_what_is_counted(most):
    steps = whole_steps(most)
    assert steps[0] == 0
    assert steps[-1] >= most
    assert 2 <= len(steps) <= 5
    assert len({b - a for a, b in pairwise(steps)}) == 1


def test_words_run_as_their_own_letters_do_whatever_the_axes_do(monkeypatch, curve):
    """The page sets charts from left to right: "1 of 100" in Arabic would change its figures."""
    monkeypatch.setattr(i18n, "_spoken", named("ar"))
    for chart in (*charts_of(audit()), rates(curve, INK)):
        texts = drawn(chart, "text")
        assert texts
        assert all(one["unicode-bidi"] == "plaintext" for one in texts)


def _edges(chart, *, is_mirrored):
    """Left edge, width and height of each bar, as if it were laid out from the left."""
    found = []
    for one in drawn(chart, "rect"):
        x, width = float(one["x"]), float(one["width"])
        found.append((WIDTH - x - width if is_mirrored else x, width, float(one["height"])))
    return found


def test_where_the_language_runs_from_the_right_so_do_the_charts(monkeypatch, curve):
    found = [seen_on(0, "early"), seen_on(30, "late"), seen_on(30, "later")]
    makers = (
        lambda: scores(found, {5: 3}, INK),
        lambda: over_time(found, INK),
        lambda: places(found, INK),
        lambda: coverage(audit(), INK),
        lambda: rates(curve, INK, score=0.6),
    )
    plain = [make() for make in makers]
    monkeypatch.setattr(i18n, "_spoken", dataclasses.replace(ENGLISH, is_rtl=True))
    for chart, mirrored in zip(plain, [make() for make in makers], strict=True):
        assert _edges(mirrored, is_mirrored=True) == [
            pytest.approx(one, abs=0.11) for one in _edges(chart, is_mirrored=False)
        ]
        other = {"start": "end", "middle": "middle", "end": "start"}
        for before, after in zip(drawn(chart, "text"), drawn(mirrored, "text"), strict=True):
            assert float(after["x"]) == pytest.approx(WIDTH - float(before["x"]), abs=0.11)
            assert after["text-anchor"] == other[before["text-anchor"]]


def test_time_goes_as_the_reader_does(monkeypatch):
    found = [seen_on(0, "early"), seen_on(30, "late"), seen_on(30, "later")]
    early, *_rest, late = bars(over_time(found, INK), INK.accent)
    assert float(early["x"]) < float(late["x"])
    monkeypatch.setattr(i18n, "_spoken", named("ar"))
    early, *_rest, late = bars(over_time(found, INK), INK.accent)
    assert float(early["x"]) > float(late["x"])


def test_scores_are_written_with_the_point_of_the_language(monkeypatch, curve):
    monkeypatch.setattr(i18n, "_spoken", named("de"))
    assert "0,2" in words(scores([], {}, INK))
    chart = rates(curve, INK, score=0.625)
    assert "0,62" in chart.words
    assert not re.search(r"\d\.\d\d(?!\d)", chart.words)
