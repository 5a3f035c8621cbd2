import base64
import hashlib
import re
from itertools import pairwise

import pytest

from exposure_app import i18n
from exposure_app.domain.coverage import Coverage, Gap
from exposure_app.domain.findings import Band, Verdict
from exposure_app.domain.gap_reasons import GapReason
from exposure_app.domain.languages import named
from exposure_app.gallery.calibration.threshold import Calibration
from exposure_app.report.document.cards import WHOLE_PICTURES_AT_MOST
from exposure_app.report.document.compose import compose
from exposure_app.report.document.coverage import GAPS_LISTED
from exposure_app.report.html.page import page
from exposure_app.resources import resource
from tests.report.hostile import ADDRESSES, TEXTS
from tests.report.reading import Page
from tests.report.samples import NOW, ColouredPictures, NoPicturesKept, audit, finding, place


@pytest.fixture(scope="module")
def calibration():
    return Calibration.load(resource("models/yunet-sface/calibration.json"))


@pytest.fixture(scope="module")
def html(calibration):
    return page(compose(audit(), ColouredPictures(), calibration))


@pytest.fixture
def shown(html):
    return Page(html)


def read(summary, pictures=None):
    return Page(page(compose(summary, pictures or ColouredPictures())))


class TestTheFileStandsAlone:
    def test_nothing_is_loaded_from_outside(self, shown):
        for tag, attributes in shown.tags:
            assert tag not in {"script", "link", "iframe", "object", "embed", "form", "base"}
            assert attributes.get("src", "data:").startswith("data:")
            assert not [name for name in attributes if name.startswith("on") or name == "srcset"]

    def test_a_policy_forbids_everything_but_its_own_style_and_pictures(self, html, shown):
        [policy] = [
            meta["content"]
            for meta in shown.all("meta")
            if meta.get("http-equiv") == "Content-Security-Policy"
        ]
        rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
        style = re.search(r"<style>(.*?)</style>", html, re.DOTALL).group(1)
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert rules == {
            "default-src": "'none'",
            "img-src": "data:",
            "style-src": f"'sha256-{digest}'",
            "base-uri": "'none'",
            "form-action": "'none'",
        }
        assert not [attributes for _, attributes in shown.tags if "style" in attributes]

    def test_links_say_nothing_of_where_they_stood(self, shown):
        links = shown.all("a")
        assert len(links) > 5
        assert all("noreferrer" in link["rel"] for link in links)
        assert {"name": "referrer", "content": "no-referrer"} in shown.all("meta")

    def test_search_engines_are_asked_to_stay_away(self, shown):
        [robots] = [meta for meta in shown.all("meta") if meta.get("name") == "robots"]
        assert "noindex" in robots["content"]


class TestItCanBeReadByEverybody:
    def test_the_language_and_its_direction_are_named(self, shown):
        assert shown.all("html") == [{"lang": "en", "dir": "ltr"}]

    @pytest.mark.parametrize("subjects", [["me"], ["Ada"], ["me", "Ada", "Bo"]])
    def test_headings_go_down_one_step_at_a_time(self, subjects):
        found = [
            finding(f"{name}{band.rank}", subject=name, band=band)
            for name in subjects
            for band in Band
        ]
        found.append(finding("aside", subject=subjects[0], verdict=Verdict.NOT_ME))
        headings = read(audit(found)).headings
        assert headings[0] == 1
        assert headings.count(1) == 1
        for before, after in pairwise(headings):
            assert after <= before + 1

    def test_every_picture_has_words(self, shown):
        alts = [picture["alt"] for picture in shown.all("img")]
        assert all(alts)
        assert len(set(alts)) == len(alts)

    def test_what_scrolls_can_be_reached_by_keyboard_and_has_a_name(self, shown):
        [scroller] = [a for _, a in shown.tags if a.get("class") == "scroll"]
        assert scroller["tabindex"] == "0"
        assert scroller["role"] == "region"
        assert scroller["aria-label"]

    def test_a_phone_is_told_to_use_its_own_width(self, shown):
        [viewport] = [meta for meta in shown.all("meta") if meta.get("name") == "viewport"]
        assert viewport["content"] == "width=device-width, initial-scale=1"

    def test_a_page_in_another_language_says_so_and_runs_its_way(self, monkeypatch):
        monkeypatch.setattr(i18n, "_spoken", named("ar"))
        assert read(audit()).all("html") == [{"lang": "ar", "dir": "rtl"}]


class TestWhatItSays:
    def test_the_headline_is_the_answer(self, shown):
        assert (
            "3 pictures on 7 pages look like you. 1 more picture possibly does. "
            "3 things could not be checked."
        ) in shown.text

    def test_a_found_face_stands_next_to_the_closest_enrolled_photo(self, shown):
        alts = [picture["alt"] for picture in shown.all("img")]
        assert alts[:3] == [
            "Found face, finding 1",
            "Closest enrolled photo to finding 1",
            "Whole picture of finding 1, other people blurred",
        ]
        found, enrolled, whole = shown.all("img")[:3]
        for picture, body in (
            (found, ColouredPictures.crop),
            (enrolled, ColouredPictures.template),
            (whole, ColouredPictures.context),
        ):
            assert picture["src"] == f"data:image/jpeg;base64,{base64.b64encode(body).decode()}"

    def test_stronger_bands_come_first_and_what_was_set_aside_last(self, shown):
        order = [
            shown.text.index(words)
            for words in ("Looks very much like you", "Looks like you", "Possibly you", "set aside")
        ]
        assert order == sorted(order)

    def test_every_place_is_named_even_if_folded_away(self, shown):
        targets = {link["href"] for link in shown.all("a")}
        assert {f"https://club.example/{n}" for n in range(5)} <= targets
        assert "2 more places" in shown.text

    def test_a_place_that_is_gone_says_since_when(self, shown):
        assert "no longer there 2026-03-02" in shown.text

    def test_the_verdict_is_the_persons(self, shown):
        for words in ("You said: this is me", "You said: cannot tell", "You said: not me"):
            assert words in shown.text

    def test_gaps_are_grouped_by_reason_with_counts_and_listed(self, shown):
        assert "2 addresses have nothing at them any more." in shown.text
        assert "1 address is shown only after signing in." in shown.text
        targets = {link["href"] for link in shown.all("a")}
        assert "https://club.example/gone2.jpg" in targets
        assert "6 faces in the pictures were too small to be compared" in shown.text

    def test_how_sure_is_told_with_rates_and_intervals(self, shown):
        assert "about one audit of this size in 50 would contain one." in shown.text
        assert "1 in 10,000 comparisons" in shown.text
        assert "0 to 1" in shown.text
        assert "2,599 pictures of 1,430 people (Labeled Faces in the Wild)" in shown.text

    def test_differences_between_women_and_men_are_told(self, shown):
        assert "comparisons of two women" in shown.text

    def test_what_was_raised_is_told_with_the_reason(self, calibration):
        usual = {band: 0.4 * audit().expected_false_alarms[band] for band in Band}
        summary = audit(usual_false_alarms=usual)
        text = Page(page(compose(summary, ColouredPictures(), calibration))).text
        assert "about 2.5 times as many as usual" in text
        assert "times as many as usual" not in read(audit()).text

    def test_without_a_measurement_no_interval_is_made_up(self):
        text = read(audit()).text
        assert "about one audit of this size in 50 would contain one." in text
        assert "surprise" not in text
        assert "comparisons" not in text

    def test_the_limits_are_told(self, shown):
        for words in ("twins", "children", "years", "no proof of absence"):
            assert words in shown.text

    def test_it_never_claims_to_know_who_it_is(self, shown):
        claims = re.compile(r"identif|recognis|\d\s?%|per cent|percent|probab", re.IGNORECASE)
        assert not claims.search(shown.text)

    def test_the_cosine_is_among_the_particulars_only(self, html):
        for inside in re.findall(r"0\.451\b", re.sub(r"<dl>.*?</dl>", "", html)):
            pytest.fail(f"{inside} stands outside the particulars")
        assert "0.451" in html

    def test_a_stopped_audit_says_so_at_the_top(self):
        text = read(audit(is_complete=False)).text
        assert text.index("was stopped before its end") < text.index("What was found")

    def test_nothing_found_still_says_what_was_looked_at_and_what_was_not(self):
        text = read(audit([])).text
        assert "No picture that was looked at looks like you." in text
        assert "40 pictures were looked at." in text
        assert "3 things could not be checked." in text

    def test_a_clean_audit_promises_no_more_than_it_saw(self):
        text = read(audit([], [], coverage=Coverage())).text
        assert "Every page and picture that was met could be opened." in text
        assert "No finding is no proof of absence." in text

    def test_another_person_is_called_by_name(self):
        text = read(audit([finding(subject="Ada")])).text
        assert "1 picture on 1 page looks like Ada." in text
        assert "Looks like Ada" in text

    def test_a_picture_that_is_not_kept_is_said_to_be_missing(self):
        shown = read(audit([finding()]), NoPicturesKept())
        assert shown.all("img") == []
        assert shown.text.count("No picture kept") == 3

    def test_bytes_that_are_no_picture_are_not_carried(self):
        class Wrong(NoPicturesKept):
            def crop_jpeg(self, finding):
                return b"<svg onload=alert(1)>"

        assert read(audit([finding()]), Wrong()).all("img") == []


class TestWhateverComesFromOutside:
    @pytest.mark.parametrize("text", ADDRESSES + TEXTS, ids=range(len(ADDRESSES + TEXTS)))
    def test_stays_text(self, text):
        plain = read(audit([finding()], [Gap("x", GapReason.ROBOTS, {"signal": "y"})]))
        found = finding(text, subject="me", image_sha256=text, places=[place(text, text)])
        shown = read(audit([found], [Gap(text, GapReason.ROBOTS, {"signal": text})]))
        tags = [name for name, _ in shown.tags if name != "a"]
        assert [t for t in tags if t != "span"] == [
            name for name, _ in plain.tags if name not in {"a", "span"}
        ]
        for link in shown.all("a"):
            assert link["href"].startswith(("http://", "https://"))
        page(compose(audit([found]), ColouredPictures())).encode()

    @pytest.mark.parametrize("name", TEXTS, ids=range(len(TEXTS)))
    def test_not_even_a_name_can_break_the_page(self, name):
        shown = read(audit([finding(subject=name)]))
        assert shown.all("script") == []

    def test_an_unknown_reason_is_still_listed(self):
        text = read(audit([], [Gap("https://a.test/", GapReason.OTHER)])).text
        assert "1 thing was not looked at." in text


def test_thousands_of_gaps_are_counted_in_full_and_listed_in_part():
    gaps = [Gap(f"https://a.test/{n}", GapReason.BLOCKED) for n in range(GAPS_LISTED + 700)]
    shown = read(audit([], gaps))
    assert f"{GAPS_LISTED + 700} addresses were asked for" in shown.text
    assert "and 700 more, listed in the CSV and JSON reports" in shown.text
    assert len(shown.all("a")) == GAPS_LISTED


def test_hundreds_of_findings_are_all_shown_with_fewer_whole_pictures():
    found = [finding(f"f{n}", score=0.9 - n / 1000) for n in range(WHOLE_PICTURES_AT_MOST + 20)]
    shown = read(audit(found))
    alts = [picture["alt"] for picture in shown.all("img")]
    assert sum(alt.startswith("Found face") for alt in alts) == len(found)
    assert sum(alt.startswith("Whole") for alt in alts) == WHOLE_PICTURES_AT_MOST


def test_the_moment_of_the_audit_can_be_read_by_machines():
    moments = [time["datetime"] for time in read(audit()).all("time")]
    assert moments[0] == NOW.isoformat()
