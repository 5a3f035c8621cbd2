"""The measurement, held against made-up people whose scores follow a known law."""

import json

import numpy as np
import pytest

from exposure_app.domain.errors import TooFewLabelledFaces
from exposure_app.domain.findings import Band
from exposure_app.domain.work import Cancelled, CancelToken
from exposure_app.gallery.calibration.measure import MIN_MATED, MIN_PEOPLE, MIN_PICTURES, measure
from exposure_app.gallery.calibration.measure_groups import group_rates
from exposure_app.gallery.calibration.measure_rows import RATES, missed_by_person, points, rows
from exposure_app.gallery.calibration.measure_scores import LabelledFaces, compare
from exposure_app.gallery.calibration.threshold import Calibration
from tests.gallery.crowds import LENGTH, crowd, true_rate, true_threshold

ABOUT = {"pack": "made-up", "models": {}, "measured": {"data_set": "random directions"}}
STILL = CancelToken()


def measured(faces, **more):
    return measure(faces, ABOUT, boots=60, report=lambda _p: None, cancel=STILL, **more)


def measured_rows(faces, templates=1):
    rng = np.random.default_rng(0)
    scores = compare(faces, templates, 3, rng)
    return rows(scores, boots=100, rng=rng, cancel=STILL)


@pytest.fixture(scope="module")
def faces():
    return crowd(400, 3)


@pytest.fixture(scope="module")
def document(faces):
    return measured(faces)


class TestTheCounts:
    def test_every_pair_of_pictures_is_compared_once(self, faces, document):
        single = document["fusions"]["1"]
        pictures = len(faces.person)
        assert single["non_mated"] + single["mated"] == pictures * (pictures - 1) // 2
        assert single["mated"] == 400 * 3

    def test_an_averaged_reference_is_never_compared_with_its_own_photos(self, faces, document):
        double = document["fusions"]["2"]
        assert double["mated"] == double["references"]  # of three pictures, one is left
        assert double["non_mated"] == double["references"] * (len(faces.person) - 3)

    def test_a_fusion_nobody_has_photos_for_is_left_out(self, document):
        assert list(document["fusions"]) == ["1", "2", "3"]

    def test_false_matches_are_counted_and_told(self, faces):
        scores = faces.vectors @ faces.vectors.T
        others = faces.person[:, None] < faces.person[None]
        for row in measured_rows(faces):
            counted = np.count_nonzero(others & (scores >= row["threshold"]))
            assert row["false_matches"] == pytest.approx(counted, abs=1)  # sums round either way
            assert row["person_pairs"] <= row["false_matches"]


class TestTheThresholds:
    def test_are_those_of_the_true_law(self, faces):
        for row in measured_rows(faces)[:3]:
            low, high = row["threshold_interval"]
            assert low <= true_threshold(row["fmr"]) <= high
            low, high = row["fmr_interval"]
            assert low <= true_rate(row["threshold"]) <= high

    def test_cover_the_truth_as_often_as_they_say(self):
        covered = []
        for seed in range(30):
            _, row, *_ = measured_rows(crowd(120, 2, seed=seed))
            low, high = row["threshold_interval"]
            covered.append(low <= true_threshold(1e-3) <= high)
        assert np.mean(covered) >= 0.9

    @pytest.mark.parametrize("seed", range(12))
    def test_too_few_to_count_are_extrapolated_to_the_safe_side(self, seed):
        strictest = measured_rows(crowd(110, 2, seed=seed))[-1]
        assert strictest["fmr"] == 1e-5
        assert strictest["is_extrapolated"]
        assert true_rate(strictest["threshold"]) <= 1e-5
        assert strictest["threshold"] < 1.0

    def test_enough_to_count_are_not_extrapolated(self, faces):
        assert [row["is_extrapolated"] for row in measured_rows(faces)] == [
            False, False, False, True,
        ]  # fmt: skip

    @pytest.mark.parametrize("seed", range(8))
    def test_rise_as_rates_fall(self, seed):
        scores = compare(crowd(100, 2, seed=seed), 1, 1, np.random.default_rng(0))
        found = points(scores)
        assert [point.rate for point in found] == list(RATES)
        thresholds = [point.threshold for point in found]
        assert thresholds == sorted(set(thresholds))

    def test_stay_apart_where_many_scores_are_equal(self):
        copies = crowd(100, 2)
        same = LabelledFaces(
            np.repeat(copies.vectors[:1], 200, axis=0), copies.norms, copies.person
        )
        found = points(compare(same, 1, 1, np.random.default_rng(0)))
        assert len({point.threshold for point in found}) == len(found)


class TestTheMisses:
    def test_are_averaged_over_people_not_over_pictures(self):
        # One person with many alike pictures must not drown one with two unlike ones.
        east, north = np.eye(LENGTH, dtype=np.float32)[:2]
        faces = LabelledFaces(
            np.stack([east] * 20 + [north, -north]),
            np.ones(22, np.float32),
            np.array([0] * 20 + [1] * 2),
        )
        missed = missed_by_person(compare(faces, 1, 1, np.random.default_rng(0)), [0.5])
        assert missed[:, 0].tolist() == [0.0, 1.0]

    def test_fall_when_photos_are_averaged(self):
        faces = crowd(200, 4, noise=1.3)
        single, double, triple = (measured_rows(faces, n)[1]["fnmr"] for n in (1, 2, 3))
        assert single > double > triple

    def test_fall_when_poor_photos_are_left_out(self):
        clear, poor = crowd(150, 3, noise=0.3), crowd(150, 1, noise=3.0)
        faces = LabelledFaces(
            np.concatenate([clear.vectors, poor.vectors]),
            np.concatenate([clear.norms, np.full(150, 5, np.float32)])[:600],
            np.concatenate([clear.person, poor.person]),
        )
        norms = measured(faces)["norms"]
        assert norms["poor"] <= norms["enrolment"]
        faces.norms[-150:] = np.linspace(5, 6, 150)
        faces.norms[:450] = 12
        # A quarter is poor; the gate takes the poorest twentieth of all.
        norms = measured(faces)["norms"]
        assert 5 < norms["poor"] < norms["enrolment"] < 6
        assert norms["fnmr_from_enrolment_up"] < norms["fnmr"]


class TestUnevenPeople:
    def test_alike_references_spread_no_further_than_chance(self):
        first = measured_rows(crowd(600, 1, length=64))[0]
        assert first["spread"] < 0.05

    def test_people_who_are_like_many_are_seen(self):
        pole = np.zeros((400, LENGTH), np.float32)
        pole[:60, 0] = 2.0  # a family: near to one another, far from the rest
        first = measured_rows(crowd(400, 2, towards=pole))[0]
        assert first["spread"] > 1
        told = first["fpir_of_subjects"]
        assert told["median"] < told["mean"] < told["95 %"] <= told["highest"]

    def test_groups_that_are_alike_are_told_apart(self):
        pole = np.zeros((400, LENGTH), np.float32)
        pole[:200, 0] = 0.8
        faces = crowd(400, 2, towards=pole)
        rng = np.random.default_rng(0)
        scores = compare(faces, 1, 1, rng)
        is_first = [True] * 200 + [False] * 200
        groups = {"alike": is_first, "others": [not one for one in is_first]}
        told = group_rates(scores, groups, points(scores)[1].threshold, boots=100, rng=rng)
        assert told["alike"]["people"] == told["others"]["people"] == 200
        assert told["alike"]["non_mated"] == 400 * 398 // 2
        assert told["across"]["non_mated"] == 400 * 400
        assert told["alike"]["fmr_interval"][0] > told["others"]["fmr_interval"][1]
        assert told["across"]["fmr"] < told["alike"]["fmr"]
        total = sum(told[name]["false_matches"] for name in ("alike", "others", "across"))
        n = np.count_nonzero(scores.loud >= told["threshold"])
        assert total == n // 2


class TestTheDocument:
    def test_is_a_calibration(self, document, tmp_path):
        path = tmp_path / "calibration.json"
        path.write_text(json.dumps(document))
        calibration = Calibration.load(path)
        assert calibration.people == 400
        assert calibration.pictures == 1200
        assert calibration.threshold(Band.LOOKS_LIKE_YOU, 2) == pytest.approx(
            document["fusions"]["2"]["rows"][2]["threshold"]
        )

    def test_is_the_same_each_time(self, document, faces):
        assert measured(faces) == document

    def test_holds_no_face(self, document, faces):
        told = json.dumps(document)
        for vector in faces.vectors[:5]:
            assert not any(f"{number:.5g}" in told for number in vector.tolist())


class TestTooLittle:
    @pytest.mark.parametrize(
        "faces",
        [crowd(MIN_PEOPLE - 1, 3), crowd(150, 1), crowd(300, 1), crowd(2, 200), crowd(0, 0)],
        ids=["too few people", "too few pictures", "no second pictures", "two people", "nobody"],
    )
    def test_is_refused_with_what_is_needed(self, faces):
        with pytest.raises(TooFewLabelledFaces) as caught:
            measured(faces)
        why = caught.value
        assert (why.people, why.pictures) == (faces.people, len(faces.person))
        assert why.people_needed == MIN_PEOPLE
        assert why.pictures_needed == MIN_PICTURES
        assert why.mated_needed == MIN_MATED

    def test_the_least_that_is_asked_for_is_enough(self):
        assert measured(crowd(MIN_PEOPLE, 2))["measured"]["pictures"] == MIN_PICTURES

    def test_a_stop_is_heard(self, faces):
        stopped = CancelToken()
        stopped.cancel()
        with pytest.raises(Cancelled):
            measure(faces, ABOUT, report=lambda _p: None, cancel=stopped)
