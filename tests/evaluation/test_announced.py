"""False alarms are announced as they come, also where strangers resemble the person looked for."""

import sys

import numpy as np
import pytest

from exposure_app.domain.findings import Band
from exposure_app.domain.work import CancelToken
from exposure_app.faces.models.pack import default_pack
from exposure_app.faces.recognition.recogniser import open_recogniser
from exposure_app.gallery.calibration.measure_scores import LabelledFaces
from exposure_app.gallery.calibration.threshold import Calibration
from exposure_app.session.models.calibrating import look, people_in
from tests.conftest import PROJECT

PEOPLE, PHOTOS = 300, 2
LIKENESS = 0.2
"""How far a made-up family leans towards one face: scores among them rise by about 0.03."""


@pytest.fixture(scope="module")
def galleries():
    sys.path.insert(0, str(PROJECT / "benchmarks"))
    try:
        import galleries
        import labelled

        yield galleries, labelled
    finally:
        sys.path.remove(str(PROJECT / "benchmarks"))


@pytest.fixture(scope="module")
def faces(labelled_faces, galleries, tmp_path_factory):
    """Two pictures each of 300 people on whom no threshold was set."""
    everybody = people_in(labelled_faces)
    able = [
        name
        for name, pictures in everybody.items()
        if len(pictures) > 1 and galleries[1].half(name) == "reporting"
    ]
    shown = {name: everybody[name][:PHOTOS] for name in able[:PEOPLE]}
    recogniser = open_recogniser(default_pack(), tmp_path_factory.mktemp("models"))
    return look(recogniser, shown, report=lambda _p: None, cancel=CancelToken()).faces


@pytest.fixture(scope="module")
def shipped():
    return Calibration.load(default_pack().folder / "calibration.json")


def drawn(galleries, faces, calibration, **more):
    rng = np.random.default_rng(0)
    return galleries[0].audits(
        faces, calibration, photos=1, strangers=600, runs=40, rng=rng, **more
    )


def mean(audits, which):
    return np.mean([getattr(audit, which)[Band.POSSIBLY] for audit in audits])


def one_family(faces: LabelledFaces) -> LabelledFaces:
    """The same faces, each a little like one of them: its embedding leans towards that one's."""
    leaning = faces.vectors + LIKENESS * faces.vectors[0]
    lengths = np.linalg.norm(leaning, axis=1, keepdims=True)
    return LabelledFaces((leaning / lengths).astype(np.float32), faces.norms, faces.person)


@pytest.mark.slow
def test_the_usual_strangers_stay_within_what_is_announced(galleries, faces, shipped):
    audits = drawn(galleries, faces, shipped, subjects=10)
    assert sum(audit.is_raised for audit in audits) <= 4
    for band in Band:
        assert sum(audit.is_within(band) for audit in audits) >= 38
    assert mean(audits, "announced") == pytest.approx(mean(audits, "usual"), rel=0.3)


@pytest.mark.slow
def test_strangers_of_one_family_raise_what_is_announced_towards_the_truth(
    galleries, faces, shipped
):
    audits = drawn(galleries, one_family(faces), shipped, subjects=10)
    usual, announced, observed = (
        mean(audits, which) for which in ("usual", "announced", "observed")
    )
    assert observed > 2 * usual
    assert all(audit.is_raised for audit in audits)
    assert announced == pytest.approx(observed, rel=0.4)
    for band in Band:
        assert sum(audit.is_within(band) for audit in audits) >= 38
