"""Made-up embeddings that lie as real ones do: galleries of any size, and nobody's face.

A face is its person's point plus what one picture adds, both drawn from normal distributions with
measured spread, scaled by how clear person and picture are, and made unit length. The numbers
below were measured with the default pack on 5,432 pictures of 2,883 people (Labeled Faces in the
Wild): the length of the mean, and the eigenvalues of the scatter between and within people at
`_AT` of the way down. `measured` takes them from labelled pictures of one's own. Made-up strangers
then score like real ones: mean 0.093, standard deviation 0.092 (real: 0.096, 0.088), at or above
0.367 once in 980 (real: 1,030); pairs of one person have a median of 0.68 (real: 0.68).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

_AT = (0.0, 0.063, 0.126, 0.252, 0.378, 0.504, 0.63, 0.756, 0.882, 0.945, 1.0)


@dataclass(frozen=True, slots=True)
class Spread:
    """How embeddings of length D lie.

    mean: the length of the mean of all people.
    between, within: eigenvalues of the scatter, from the largest to the smallest, at `_AT`.
    pictures: the share of people with 1, 2, 3... pictures.
    """

    length: int
    mean: float
    between: tuple[float, ...]
    within: tuple[float, ...]
    pictures: tuple[float, ...]


DEFAULT_PACK = Spread(
    length=128,
    mean=0.304,
    between=(
        *(0.01077, 0.00882, 0.00780, 0.00613, 0.00492),
        *(0.00411, 0.00324, 0.00243, 0.00176, 0.00127, 0.00009),
    ),
    within=(
        *(0.00444, 0.00403, 0.00372, 0.00324, 0.00288),
        *(0.00255, 0.00222, 0.00188, 0.00150, 0.00124, 0.00076),
    ),
    # Of 2,883 people; the set was cut at 12 pictures, so the last share is spread up to 50.
    pictures=(
        *(0.702, 0.138, 0.052, 0.035, 0.018, 0.0104, 0.0059, 0.0059, 0.0055, 0.0021, 0.0028),
        *(0.022 / 39,) * 39,
    ),
)

_CLEAR_PERSON = 0.12
_CLEAR_PICTURE = 0.15
"""Standard deviation of the logarithm of what stretches a person and a picture: with these, pairs
of one person spread from 0.46 (lowest 1 %) to 0.79 (highest 5 %); real ones from 0.37 to 0.82."""

_AT_ONCE = 100_000


def faces(count: int, spread: Spread, seed: int) -> tuple[Matrix, NDArray[np.int64]]:
    """(`count`, D) unit vectors in random order, and the number of each one's person."""
    rng = np.random.default_rng(seed)
    shares = np.array(spread.pictures) / sum(spread.pictures)
    sizes = rng.choice(len(shares), size=count, p=shares) + 1
    people = int(np.searchsorted(np.cumsum(sizes), count)) + 1
    person_of = np.repeat(np.arange(people), sizes[:people])[:count]
    rng.shuffle(person_of)
    turn = np.linalg.qr(rng.normal(size=(spread.length, spread.length)))[0].astype(np.float32)
    mean = rng.normal(size=spread.length)
    mean = (spread.mean * mean / np.linalg.norm(mean)).astype(np.float32)
    points = _normal(rng, people, spread.between, spread.length)
    points *= _clear(rng, people, _CLEAR_PERSON)
    out = np.empty((count, spread.length), dtype=np.float32)
    for start in range(0, count, _AT_ONCE):
        some = person_of[start : start + _AT_ONCE]
        added = _normal(rng, len(some), spread.within, spread.length) @ turn
        rows = mean + points[some] + added * _clear(rng, len(some), _CLEAR_PICTURE)
        out[start : start + len(some)] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return out, person_of


def measured(embedded: Mapping[str, Sequence[NDArray[np.float32]]]) -> Spread:
    """The spread of real embeddings: person -> the unit vectors of their pictures."""
    groups = [np.asarray(vectors, dtype=np.float64) for vectors in embedded.values() if vectors]
    means = np.array([group.mean(axis=0) for group in groups])
    several = [group - group.mean(axis=0) for group in groups if len(group) > 1]
    within = sum(group.T @ group for group in several) / sum(len(group) - 1 for group in several)
    # A mean of few pictures strays by part of what one picture adds.
    strayed = within * np.mean([1 / len(group) for group in groups])
    between = np.cov(means.T) - strayed
    sizes = np.bincount([min(len(group), 50) for group in groups], minlength=51)[1:]
    return Spread(
        length=means.shape[1],
        mean=float(np.linalg.norm(means.mean(axis=0))),
        between=_eigenvalues(between),
        within=_eigenvalues(within),
        pictures=tuple(sizes / sizes.sum()),
    )


def _eigenvalues(scatter: NDArray[np.float64]) -> tuple[float, ...]:
    falling = np.clip(np.linalg.eigvalsh(scatter)[::-1], 1e-6, None)
    at = np.linspace(0, 1, len(falling))
    return tuple(float(value) for value in np.interp(_AT, at, falling))


def _normal(
    rng: np.random.Generator, count: int, eigenvalues: tuple[float, ...], length: int
) -> Matrix:
    variances = np.interp(np.linspace(0, 1, length), _AT, eigenvalues).astype(np.float32)
    return rng.standard_normal((count, length), dtype=np.float32) * np.sqrt(variances)


def _clear(rng: np.random.Generator, count: int, deviation: float) -> Matrix:
    return np.exp(rng.normal(0, deviation, (count, 1))).astype(np.float32)
