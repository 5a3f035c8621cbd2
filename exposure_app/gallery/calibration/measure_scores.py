"""From labelled faces to scores: every reference against every face of everybody else."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exposure_app.gallery.calibration.non_mated import HUNDREDTHS, NonMatedScores

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]

LOUD = 0.02
"""Share of non-mated scores that are kept one by one; the rest are only counted."""

_ROWS = 512
"""References compared at once: 20 MB of scores beside 10,000 faces."""

_SAMPLED = 2_000_000
"""Non-mated scores looked at to find where the loud ones begin."""


@dataclass(frozen=True, slots=True)
class LabelledFaces:
    """One face per picture, and whose it is.

    vectors: (N, D) float32, each of length 1.
    norms: (N,) length of each vector before it was made 1.
    person: (N,) from 0 up; every number up to the highest is somebody's.
    """

    vectors: Floats
    norms: Floats
    person: Numbers

    @property
    def people(self) -> int:
        """How many people they show."""
        return int(self.person.max(initial=-1)) + 1

    @property
    def pictures(self) -> Numbers:
        """(people,) how many pictures there are of each."""
        return np.bincount(self.person, minlength=self.people)


@dataclass(frozen=True, slots=True)
class LabelledScores:
    """Comparisons of references with single faces.

    templates: how many photos each reference was averaged from.
    owner: (R,) whose each reference is.
    loud: (n,) non-mated scores, highest first: all from some score up, at least the share `LOUD`.
    reference, stranger: (n,) which reference and which person's face each came from.
    mated: scores of a reference with other photos of its owner; mated_owner: whose.
    """

    templates: int
    owner: Numbers
    pictures: Numbers
    loud: Floats
    reference: Numbers
    stranger: Numbers
    non_mated_scores: NonMatedScores
    mated: Floats
    mated_owner: Numbers

    @property
    def references(self) -> Numbers:
        """(people,) how many references each person has."""
        return np.bincount(self.owner, minlength=len(self.pictures))

    def comparisons(self, weight: NDArray[np.float64] | None = None) -> float:
        """How many non-mated comparisons there are, people counted `weight` times each."""
        each = np.ones(len(self.pictures)) if weight is None else weight
        references, faces = each * self.references, each * self.pictures
        return float(references.sum() * faces.sum() - references @ faces)


def compare(
    faces: LabelledFaces, templates: int, draws: int, rng: np.random.Generator
) -> LabelledScores:
    """Everybody's references against all faces of everybody else, and against their own others.

    With one template each picture is a reference. With more, each person who has so many pictures
    gives up to `draws` references of pictures drawn by lot.

    Raises:
        ValueError: nobody has so many pictures, or there is only one person.
    """
    drawn = list(_drawn(faces, templates, draws, rng))
    if not drawn or faces.people < 2:
        raise ValueError(f"nobody to compare with {templates} photos")
    owner = np.array([faces.person[one[0]] for one in drawn])
    references = np.stack([_mean(faces.vectors[one]) for one in drawn])
    floor = _floor(references, owner, faces, rng)
    counts = np.zeros(2 * HUNDREDTHS + 1)
    loud, reference, stranger, mated, mated_owner = [], [], [], [], []
    for start in range(0, len(references), _ROWS):
        rows = slice(start, start + _ROWS)
        scores = references[rows] @ faces.vectors.T
        own = owner[rows, None] == faces.person[None]
        others = scores[~own]
        counts += np.bincount(_hundredths(others), minlength=len(counts))
        at, face = np.nonzero(~own & (scores >= floor))
        loud.append(scores[at, face])
        reference.append(at + start)
        stranger.append(faces.person[face])
        for i, taken in enumerate(drawn[rows]):
            own[i, taken] = False
        at, face = np.nonzero(own)
        mated.append(scores[at, face])
        mated_owner.append(faces.person[face])
    order = np.argsort(-np.concatenate(loud), kind="stable")
    return LabelledScores(
        templates=templates,
        owner=owner,
        pictures=faces.pictures,
        loud=np.concatenate(loud)[order],
        reference=np.concatenate(reference)[order],
        stranger=np.concatenate(stranger)[order],
        non_mated_scores=NonMatedScores.counted(counts),
        mated=np.concatenate(mated),
        mated_owner=np.concatenate(mated_owner),
    )


def _drawn(
    faces: LabelledFaces, templates: int, draws: int, rng: np.random.Generator
) -> Iterator[Numbers]:
    """Which pictures make up each reference."""
    order = np.argsort(faces.person, kind="stable")
    ends = np.cumsum(faces.pictures)
    for theirs in np.split(order, ends[:-1]):
        if templates == 1:
            yield from theirs[:, None]
        elif len(theirs) > templates:
            yield from (rng.permutation(theirs)[:templates] for _ in range(draws))
        elif len(theirs) == templates:
            yield theirs


def _mean(vectors: Floats) -> Floats:
    mean = vectors.mean(axis=0, dtype=np.float64)
    return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)


def _floor(
    references: Floats, owner: Numbers, faces: LabelledFaces, rng: np.random.Generator
) -> float:
    """A score that a little more than the share `LOUD` of all non-mated ones reaches."""
    some = rng.permutation(len(references))[: max(20, _SAMPLED // len(faces.person))]
    scores = references[some] @ faces.vectors.T
    return float(np.quantile(scores[owner[some, None] != faces.person[None]], 1 - 1.5 * LOUD))


def _hundredths(scores: Floats) -> Numbers:
    return np.clip(np.floor(100 * scores).astype(np.int64) + HUNDREDTHS, 0, 2 * HUNDREDTHS)
