import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exposure_app.domain.errors import ModelDamaged, ModelMissing
from exposure_app.domain.findings import Band
from exposure_app.gallery.threshold import Calibration
from exposure_app.resources import resource

SHIPPED = resource("models/yunet-sface/calibration.json")
LOOSE, MIDDLE, STRICT = Band


@pytest.fixture(scope="module")
def shipped():
    return Calibration.load(SHIPPED)


def altered(tmp_path, change):
    document = json.loads(SHIPPED.read_text())
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
        assert (shipped.pictures, shipped.people) == (13_193, 5_719)
        assert "Labeled Faces" in shipped.data_set

    def test_keeps_the_counts_it_came_from(self):
        measured = json.loads(SHIPPED.read_text())["measured"]
        pairs = measured["pictures"] * (measured["pictures"] - 1) // 2
        assert measured["mated_pairs"] + measured["non_mated_pairs"] == pairs

    def test_every_threshold_lies_within_its_interval(self, shipped):
        for curve in shipped.curves.values():
            for point in curve:
                if point.threshold_interval:
                    low, high = point.threshold_interval
                    assert low < point.threshold < high

    def test_names_the_very_weights_it_stands_beside(self):
        for model in json.loads(SHIPPED.read_text())["models"].values():
            body = (SHIPPED.parent / model["file"]).read_bytes()
            assert hashlib.sha256(body).hexdigest() == model["sha256"]


class TestBands:
    @pytest.mark.parametrize(
        ("score", "band"),
        [
            (-1.0, None),
            (0.366, None),
            (0.367, LOOSE),
            (0.428, LOOSE),
            (0.429, MIDDLE),
            (0.494, MIDDLE),
            (0.495, STRICT),
            (1.0, STRICT),
            (float("nan"), None),
        ],
    )
    def test_a_score_earns_the_strongest_band_it_reaches(self, shipped, score, band):
        assert shipped.band(score) is band

    @given(st.floats(-1, 1), st.floats(-1, 1))
    def test_a_higher_score_never_earns_a_weaker_band(self, one, other):
        calibration = Calibration.load(SHIPPED)
        low, high = (
            -1 if band is None else band.rank
            for band in map(calibration.band, sorted([one, other]))
        )
        assert low <= high

    def test_a_fusion_measured_on_its_own_has_its_own_thresholds(self, tmp_path):
        def add_three(document):
            rows = json.loads(json.dumps(document["fusions"]["1"]))
            for row in rows:
                row["threshold"] += 0.02
            document["fusions"] = {"1": document["fusions"]["1"], "3": rows}

        calibration = Calibration.load(altered(tmp_path, add_three))
        assert calibration.band(0.44, templates=1) is MIDDLE
        assert calibration.band(0.44, templates=2) is MIDDLE
        assert calibration.band(0.44, templates=3) is LOOSE
        assert calibration.band(0.44, templates=7) is LOOSE
        assert calibration.threshold(MIDDLE, 5) == pytest.approx(0.449)


class TestExpectedFalseAlarms:
    def test_more_comparisons_bring_more(self, shipped):
        assert shipped.expected_false_alarms(20_000) == pytest.approx(
            {LOOSE: 20.0, MIDDLE: 2.0, STRICT: 0.2}
        )

    def test_no_comparison_brings_none(self, shipped):
        assert shipped.expected_false_alarms(0) == {LOOSE: 0, MIDDLE: 0, STRICT: 0}
        assert shipped.expected_interval(0) == dict.fromkeys(Band, (0, 0))

    def test_the_interval_holds_the_expected_number(self, shipped):
        for comparisons in (10_000, 100_000, 1_000_000):
            expected = shipped.expected_false_alarms(comparisons)
            for band, (low, high) in shipped.expected_interval(comparisons).items():
                assert low <= expected[band] <= high

    def test_the_interval_is_wider_than_chance_alone_would_make_it(self, shipped):
        # Poisson with mean 10 lies between 4 and 17 in 95 of 100 draws.
        low, high = shipped.expected_interval(100_000)[MIDDLE]
        assert low < 4
        assert high > 17

    def test_the_interval_follows_the_measured_threshold_interval(self, tmp_path):
        # If 1e-4 were really reached at 0.471, 0.429 would stand where the table shows 0.387:
        # 10 ** -(3 + (0.387 - 0.367) / (0.429 - 0.367)) = 4.76e-4.
        single = Calibration.load(altered(tmp_path, only_single))
        low, high = single._rate_interval(MIDDLE)
        assert high == pytest.approx(4.76e-4, rel=0.01)
        # And at 0.415, where it shows 0.443: 10 ** -(4 + 0.014 / 0.066) = 6.14e-5.
        assert low == pytest.approx(6.14e-5, rel=0.01)

    def test_the_widest_interval_of_all_curves_is_told(self, shipped, tmp_path):
        single = Calibration.load(altered(tmp_path, only_single))._rate_interval(MIDDLE)
        together = shipped._rate_interval(MIDDLE)
        assert together[0] <= single[0]
        assert together[1] >= single[1]

    def test_a_table_that_ends_at_the_strictest_band_is_read_beyond_its_end(self, tmp_path):
        def cut(document):
            only_single(document)
            document["fusions"]["1"].pop()

        full = Calibration.load(altered(tmp_path, only_single))._rate_interval(STRICT)
        low, high = Calibration.load(altered(tmp_path, cut))._rate_interval(STRICT)
        # From 0.495 on as from 0.429 to 0.495: 10 ** -(5 + 0.032 / 0.066) = 3.27e-6 at 0.527.
        assert low == pytest.approx(3.27e-6, rel=0.01)
        assert high == full[1]


def only_single(document):
    document["fusions"] = {"1": document["fusions"]["1"]}


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

    @pytest.mark.parametrize(
        "change",
        [
            lambda d: d["fusions"].pop("1"),
            lambda d: d["fusions"]["1"].reverse(),
            lambda d: d["fusions"].update({"3": d["fusions"]["1"][2:3]}),
            lambda d: d["fusions"].update({"3": []}),
            lambda d: d["fusions"].update({"few": d["fusions"]["1"]}),
            lambda d: d["fusions"]["1"].pop(2),
            lambda d: d["fusions"]["1"][2].pop("threshold_interval"),
            lambda d: d["fusions"]["1"][2].update(threshold_interval=[0.5, 0.4]),
            lambda d: d["fusions"]["1"][2].update(threshold="high"),
            lambda d: d["bands"].update(possibly=1e-6),
            lambda d: d["bands"].pop("very_likely"),
            lambda d: d["measured"].pop("people"),
        ],
    )
    def test_contradicts_itself(self, tmp_path, change):
        with pytest.raises(ModelDamaged):
            Calibration.load(altered(tmp_path, change))
