import hashlib
import json
from collections import Counter

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exposure_app.domain.errors import ModelDamaged, ModelMissing
from exposure_app.domain.findings import Band
from exposure_app.gallery.calibration.threshold import Calibration
from exposure_app.resources import resource

SHIPPED = resource("models/yunet-sface/calibration.json")
LOOSE, MIDDLE, STRICT = Band
SINGLE = {1e-2: 0.3, 1e-3: 0.37, 1e-4: 0.43, 1e-5: 0.49}
"""Made-up thresholds: what the code does with numbers must not hang on how they were measured."""


@pytest.fixture(scope="module")
def shipped():
    return Calibration.load(SHIPPED)


def rows(by=0.0):
    return [
        {
            "fmr": fmr, "threshold": threshold + by, "is_extrapolated": fmr < 1e-4,
            "threshold_interval": [threshold + by - 0.01, threshold + by + 0.01],
            "fmr_interval": [0.5 * fmr, 2 * fmr], "spread": 1.0, "fnmr": 0.02,
            "fnmr_interval": [0.01, 0.03],
        }
        for fmr, threshold in SINGLE.items()
    ]  # fmt: skip


def fusion(by=0.0):
    # One stranger in ten for each step of 0.06, as in the rows.
    shares = [min(1.0, 10 ** -((c / 100 - by - 0.18) / 0.06)) for c in range(15, 60)]
    return {"rows": rows(by), "non_mated_scores": {"first": 15, "reached": shares}}


def made_up():
    return {
        "form": 2,
        "pack": "made-up",
        "models": {},
        "measured": {"data_set": "nobody", "pictures": 1234, "people": 567},
        "bands": {"possibly": 1e-3, "looks_like_you": 1e-4, "very_likely": 1e-5},
        "fusions": {"1": fusion(), "3": fusion(0.02)},
        "norms": {"enrolment": 10.5, "poor": 9.5},
    }


@pytest.fixture(scope="module")
def calibration(tmp_path_factory):
    return Calibration.load(altered(tmp_path_factory.mktemp("made-up"), lambda _document: None))


def altered(tmp_path, change):
    document = made_up()
    change(document)
    path = tmp_path / "calibration.json"
    path.write_text(json.dumps(document))
    return path


class TestTheShippedMeasurement:
    def test_bands_are_measured_rates(self, shipped):
        assert {band: shipped.false_match_rate(band) for band in Band} == {
            LOOSE: 1e-3,
            MIDDLE: 1e-4,
            STRICT: 1e-5,
        }

    def test_says_what_it_was_measured_on(self, shipped):
        assert shipped.pack == "yunet-sface"
        assert shipped.pictures > 2000
        assert shipped.people > 1000
        assert "Labeled Faces" in shipped.data_set

    def test_keeps_the_counts_it_came_from(self):
        document = json.loads(SHIPPED.read_text())
        pictures = document["measured"]["pictures"]
        single = document["fusions"]["1"]
        assert single["mated"] + single["non_mated"] == pictures * (pictures - 1) // 2
        for fusion in document["fusions"].values():
            for row in fusion["rows"]:
                is_counted = row["person_pairs"] >= 10
                assert is_counted or row["is_extrapolated"]
                if not row["is_extrapolated"]:
                    counted = row["false_matches"] / fusion["non_mated"]
                    assert counted == pytest.approx(row["fmr"], rel=0.1)

    def test_covers_one_two_three_and_five_photos(self, shipped):
        assert list(shipped.curves) == list(shipped.non_mated_scores) == [1, 2, 3, 5]

    def test_more_photos_need_a_higher_score(self, shipped):
        for band in (LOOSE, MIDDLE):
            thresholds = [shipped.threshold(band, n) for n in shipped.curves]
            assert thresholds == sorted(thresholds)

    def test_the_whole_distribution_agrees_with_its_tail(self, shipped):
        for templates, curve in shipped.curves.items():
            for point in curve[:2]:
                share = shipped.non_mated_scores[templates].share(point.threshold)
                assert share == pytest.approx(point.fmr, rel=0.15)

    def test_norms_are_those_of_real_faces(self, shipped):
        assert 8 < shipped.poor_norm < shipped.enrolment_norm < 12

    def test_differences_between_groups_are_told_with_counts(self, shipped):
        groups = json.loads(SHIPPED.read_text())["groups"]
        assert "first name" in groups["labelled_by"]
        for name in ("women", "men", "across"):
            low, high = groups[name]["fmr_interval"]
            assert low <= groups[name]["fmr"] <= high
            assert groups[name]["false_matches"] > 0
        assert shipped.uneven == tuple(groups[name]["fmr"] for name in ("women", "men", "across"))

    def test_what_was_not_measured_is_named(self):
        unknown = json.loads(SHIPPED.read_text())["not_measured"]
        assert {"children", "age", "region", "twins"} <= set(unknown)

    def test_names_the_very_weights_it_stands_beside(self):
        for model in json.loads(SHIPPED.read_text())["models"].values():
            body = (SHIPPED.parent / model["file"]).read_bytes()
            assert hashlib.sha256(body).hexdigest() == model["sha256"]


class TestBands:
    @pytest.mark.parametrize(
        ("score", "band"),
        [
            (-1.0, None),
            (0.369, None),
            (0.37, LOOSE),
            (0.429, LOOSE),
            (0.43, MIDDLE),
            (0.489, MIDDLE),
            (0.49, STRICT),
            (1.0, STRICT),
            (float("nan"), None),
        ],
    )
    def test_a_score_earns_the_strongest_band_it_reaches(self, calibration, score, band):
        assert calibration.band(score) is band

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.floats(-1, 1), st.floats(-1, 1), st.integers(1, 9))
    def test_a_higher_score_never_earns_a_weaker_band(self, shipped, one, other, templates):
        low, high = (
            -1 if band is None else band.rank
            for band in (shipped.band(score, templates) for score in sorted([one, other]))
        )
        assert low <= high

    def test_a_fusion_measured_on_its_own_has_its_own_thresholds(self, calibration):
        assert calibration.band(0.44, templates=1) is MIDDLE
        assert calibration.band(0.44, templates=2) is MIDDLE
        assert calibration.band(0.44, templates=3) is LOOSE
        assert calibration.band(0.44, templates=7) is LOOSE
        assert calibration.threshold(MIDDLE, 5) == pytest.approx(0.45)


class TestExpectedFalseAlarms:
    def test_more_comparisons_bring_more(self, calibration):
        assert calibration.expected_false_alarms(20_000) == pytest.approx(
            {LOOSE: 20.0, MIDDLE: 2.0, STRICT: 0.2}
        )

    def test_no_comparison_brings_none(self, calibration):
        assert calibration.expected_false_alarms(0) == {LOOSE: 0, MIDDLE: 0, STRICT: 0}
        assert calibration.expected_interval(0) == dict.fromkeys(Band, (0, 0))

    def test_the_interval_holds_the_expected_number(self, shipped):
        for comparisons in (10_000, 100_000, 1_000_000):
            expected = shipped.expected_false_alarms(comparisons)
            for band, (low, high) in shipped.expected_interval(comparisons, 40).items():
                assert low <= expected[band] <= high

    def test_the_interval_is_wider_than_chance_alone_would_make_it(self, calibration):
        # Poisson with mean 10 lies between 4 and 17 in 95 of 100 draws.
        low, high = calibration.expected_interval(100_000, references=1000)[MIDDLE]
        assert low < 4
        assert high > 17

    def test_one_reference_may_be_like_many_and_a_thousand_are_not(self, calibration):
        one = calibration.expected_interval(1_000_000, references=1)[MIDDLE]
        many = calibration.expected_interval(1_000_000, references=1000)[MIDDLE]
        assert one[0] < many[0]
        assert one[1] > many[1]

    def test_the_upper_end_follows_what_was_raised_and_the_lower_does_not(self, calibration):
        times = dict.fromkeys(Band, 3.0)
        usual = calibration.expected_interval(100_000)
        raised = calibration.expected_interval(100_000, times=times)
        for band in Band:
            assert raised[band][0] == usual[band][0]
            assert raised[band][1] > usual[band][1]


def strangers(faces, by=0.0, seed=0):
    """Counts of made-up scores against one photo, as an audit keeps them, moved up by `by`."""
    scores = 0.18 + by + 0.06 * np.random.default_rng(seed).exponential(1 / np.log(10), faces)
    return Counter(np.floor(100 * scores[scores < SINGLE[1e-3]]).astype(int).tolist())


class TestStrangersWhoScoreHigher:
    def test_raise_what_is_expected_by_as_much_as_they_lie_higher(self, calibration):
        times = calibration.times_raised(strangers(20_000, by=0.03))
        # Below `LOOSE` the table takes 0.07 for a decade, below `MIDDLE` 0.06.
        assert times[LOOSE] == pytest.approx(10 ** (0.03 / 0.07), rel=0.15)
        assert times[MIDDLE] == pytest.approx(10 ** (0.03 / 0.06), rel=0.15)
        expected = calibration.expected_false_alarms(20_000, strangers(20_000, by=0.03))
        assert expected[MIDDLE] == pytest.approx(2.0 * times[MIDDLE])

    def test_the_usual_ones_raise_nothing(self, calibration):
        raised = [
            calibration.times_raised(strangers(3000, seed=seed))[MIDDLE] > 1 for seed in range(200)
        ]
        assert np.mean(raised) <= 0.025

    def test_lower_ones_lower_nothing(self, calibration):
        assert calibration.times_raised(strangers(20_000, by=-0.05)) == dict.fromkeys(Band, 1.0)

    def test_a_few_prove_nothing(self, calibration):
        assert calibration.times_raised(strangers(60, by=0.1)) == dict.fromkeys(Band, 1.0)
        assert calibration.times_raised({}) == dict.fromkeys(Band, 1.0)

    def test_no_gallery_raises_nothing(self, calibration):
        assert calibration.times_raised(strangers(3000, by=0.1), []) == dict.fromkeys(Band, 1.0)

    def test_several_references_make_high_scores_usual(self, calibration):
        rng = np.random.default_rng(0)
        each = 0.18 + 0.06 * rng.exponential(1 / np.log(10), (10_000, 10))
        best = each.max(axis=1)
        counts = Counter(np.floor(100 * best[best < SINGLE[1e-3]]).astype(int).tolist())
        assert calibration.times_raised(counts, [1] * 10) == dict.fromkeys(Band, 1.0)
        assert calibration.times_raised(counts, [1])[MIDDLE] > 1

    def test_a_band_never_holds_more_than_everybody(self, calibration):
        times = calibration.times_raised({36: 5000})
        assert max(times[band] * calibration.false_match_rate(band) for band in Band) <= 1


class TestAFileThatIsNoCalibration:
    def test_is_missing(self, tmp_path):
        with pytest.raises(ModelMissing) as caught:
            Calibration.load(tmp_path / "calibration.json")
        assert caught.value.file == "calibration.json"

    @pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"pack": "x"}'])
    def test_is_damaged(self, tmp_path, body):
        path = tmp_path / "calibration.json"
        path.write_bytes(body)
        with pytest.raises(ModelDamaged):
            Calibration.load(path)

    def test_is_not_what_these_changes_begin_with(self, tmp_path):
        calibration = Calibration.load(altered(tmp_path, lambda _document: None))
        assert (calibration.groups, calibration.uneven) == (None, None)
        assert (calibration.enrolment_norm, calibration.poor_norm) == (10.5, 9.5)

    @pytest.mark.parametrize(
        "change",
        [
            lambda d: d.update(form=1),
            lambda d: d.pop("form"),
            lambda d: d["fusions"].pop("1"),
            lambda d: d["fusions"]["1"]["rows"].reverse(),
            lambda d: d["fusions"].update({"3": d["fusions"]["1"]["rows"]}),
            lambda d: d["fusions"]["3"].update(rows=d["fusions"]["3"]["rows"][2:3]),
            lambda d: d["fusions"]["3"].update(rows=[]),
            lambda d: d["fusions"].update(few=d["fusions"]["1"]),
            lambda d: d["fusions"].update({"0": d["fusions"]["1"]}),
            lambda d: d["fusions"]["1"]["rows"].pop(2),
            lambda d: d["fusions"]["1"]["rows"][2].pop("fmr_interval"),
            lambda d: d["fusions"]["1"]["rows"][2].update(fmr_interval=[2e-4, 3e-4]),
            lambda d: d["fusions"]["1"]["rows"][2].update(threshold_interval=[0.5, 0.4]),
            lambda d: d["fusions"]["1"]["rows"][2].update(threshold="high"),
            lambda d: d["fusions"]["1"]["rows"][2].update(threshold=float("nan")),
            lambda d: d["fusions"]["1"]["rows"][2].update(spread=-1),
            lambda d: d["fusions"]["1"].pop("non_mated_scores"),
            lambda d: d["fusions"]["1"]["non_mated_scores"]["reached"].reverse(),
            lambda d: d["fusions"]["1"]["non_mated_scores"].update(reached=[]),
            lambda d: d["bands"].update(possibly=1e-6),
            lambda d: d["bands"].pop("very_likely"),
            lambda d: d["measured"].pop("people"),
            lambda d: d["norms"].pop("poor"),
            lambda d: d["norms"].update(enrolment=0),
            lambda d: d["norms"].update(enrolment=10**400),
            lambda d: d["measured"].update(people=float("inf")),
            lambda d: d.update(groups={"women": {"fmr": 1e-4}}),
        ],
    )
    def test_contradicts_itself(self, tmp_path, change):
        with pytest.raises(ModelDamaged):
            Calibration.load(altered(tmp_path, change))
