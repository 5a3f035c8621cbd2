"""Made-up people: random directions, whose scores follow a law that is known."""

import numpy as np
from scipy.special import betainc, betaincinv

from exposure_app.gallery.calibration.measure_scores import LabelledFaces

LENGTH = 24


def unit(vectors):
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def crowd(people, pictures, *, seed=0, noise=0.3, towards=None, length=LENGTH):
    """`pictures` of each of `people`, each person in a direction of their own.

    towards: (people, length), added to each person's direction: makes some of them alike.
    """
    rng = np.random.default_rng(seed)
    centres = unit(rng.normal(size=(people, length)))
    if towards is not None:
        centres = unit(centres + towards)
    person = np.repeat(np.arange(people), pictures)
    aside = unit(rng.normal(size=(len(person), length)))
    return LabelledFaces(
        vectors=unit(centres[person] + noise * aside),
        norms=rng.normal(12, 1, len(person)).astype(np.float32),
        person=person,
    )


def true_rate(threshold, length=LENGTH):
    """The share of pairs of random directions whose cosine is at or above `threshold`.

    (1 + cosine) / 2 follows a beta distribution with both parameters (length - 1) / 2.
    """
    half = (length - 1) / 2
    return float(betainc(half, half, (1 - threshold) / 2))


def true_threshold(rate, length=LENGTH):
    half = (length - 1) / 2
    return 1 - 2 * float(betaincinv(half, half, rate))
