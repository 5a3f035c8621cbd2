"""Which way of using several photos of a person misses least at the same rate of false alarms.

    python benchmarks/fusion.py FACES_DIR

For 1, 2, 3 and 5 photos of each person who has one more: the highest score of any photo, the mean
of the scores, the score against the photos' mean (as shipped), and against the mean of the photos
and their mirror images. A threshold for each is set on the tuning half, where a search among one
person's photos raises a false alarm for a share FPIR of strangers' faces; the misses, averaged over
people, are those of the other half, with 95 % intervals from a bootstrap over people.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from exposure_app.domain.faces import Face
from exposure_app.faces.models.pack import default_pack
from exposure_app.faces.pictures.decode import raster_of
from exposure_app.faces.recognition.recogniser import Recogniser, open_recogniser
from exposure_app.session.models.calibrating import labelled_face, people_in
from labelled import half

PHOTOS = (1, 2, 3, 5)
FPIR = (1e-2, 1e-3, 1e-4)
DRAWS = 5
BOOTS = 400
WAYS = ("max", "mean of scores", "centroid", "centroid with mirrored")

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Half:
    """One half's embeddings as they are and of mirrored crops, and whose they are."""

    plain: Floats
    mirrored: Floats
    person: NDArray[np.int64]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("faces", type=Path)
    args = parser.parse_args()
    people = people_in(args.faces)
    with tempfile.TemporaryDirectory() as cache:
        recogniser = open_recogniser(default_pack(), Path(cache))
        tuning, reporting = (
            embed(recogniser, {n: p for n, p in people.items() if half(n) == which})
            for which in ("tuning", "reporting")
        )
    print("| photos | way | " + " | ".join(f"missed at FPIR {rate:g}" for rate in FPIR) + " |")
    print("|" + "---|" * (2 + len(FPIR)))
    for photos in PHOTOS:
        ways = WAYS if photos > 1 else WAYS[2:]
        strangers, _ = scores(tuning, photos, ways)
        _, missed_by = scores(reporting, photos, ways)
        for way in ways:
            thresholds = [float(np.quantile(strangers[way], 1 - rate)) for rate in FPIR]
            cells = [missed(missed_by[way], threshold) for threshold in thresholds]
            print(f"| {photos} | {way} | " + " | ".join(cells) + " |", flush=True)
    return 0


def embed(recogniser: Recogniser, people: dict[str, list[Path]]) -> Half:
    """Both embeddings of each labelled face."""
    shown = [(n, one) for n, pictures in enumerate(people.values()) for one in pictures]
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda one: _pair(recogniser, one[1]), shown))
    kept = [(n, pair) for (n, _), pair in zip(shown, found, strict=True) if pair is not None]
    return Half(
        np.stack([pair[0] for _, pair in kept]),
        np.stack([pair[1] for _, pair in kept]),
        np.array([n for n, _ in kept]),
    )


def _pair(recogniser: Recogniser, picture: Path) -> tuple[Floats, Floats] | None:
    face = labelled_face(recogniser, picture, raster_of)
    if not isinstance(face, Face):
        return None
    plain, mirrored = recogniser.embed([face.crop, np.ascontiguousarray(face.crop[:, ::-1])])
    return plain.vector, mirrored.vector


def scores(
    faces: Half, photos: int, ways: Iterable[str]
) -> tuple[dict[str, Floats], dict[str, list[Floats]]]:
    """For each way, all non-mated scores, and each person's mated ones."""
    rng = np.random.default_rng(0)
    strangers: dict[str, list[Floats]] = {way: [] for way in ways}
    mated: dict[str, list[Floats]] = {way: [] for way in ways}
    for one in np.flatnonzero(np.bincount(faces.person) > photos):
        theirs = np.flatnonzero(faces.person == one)
        for draw in range(DRAWS):
            taken = rng.permutation(theirs)[:photos]
            rest = np.setdiff1d(theirs, taken)
            for way in ways:
                every = fused(faces, taken, way)
                strangers[way].append(every[faces.person != one])
                if draw:
                    mated[way][-1] = np.concatenate([mated[way][-1], every[rest]])
                else:
                    mated[way].append(every[rest])
    return {way: np.concatenate(strangers[way]) for way in ways}, mated


def fused(faces: Half, taken: NDArray[np.int64], way: str) -> Floats:
    """(N,) the score of every face against some photos of one person."""
    if way in WAYS[:2]:
        each = faces.plain @ faces.plain[taken].T
        return each.max(axis=1) if way == "max" else each.mean(axis=1)
    if way == "centroid":
        return faces.plain @ unit(faces.plain[taken].mean(axis=0))
    return faces.plain @ unit((faces.plain[taken] + faces.mirrored[taken]).mean(axis=0))


def unit(vector: Floats) -> Floats:
    """The vector at length 1."""
    return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


def missed(mated: list[Floats], threshold: float) -> str:
    """The share of mated scores below a threshold, averaged over people, with its interval."""
    rates = np.array([np.mean(theirs < threshold) for theirs in mated])
    rng = np.random.default_rng(1)
    drawn = [rng.choice(rates, len(rates)).mean() for _ in range(BOOTS)]
    low, high = np.quantile(drawn, [0.025, 0.975])
    return f"{rates.mean():.2%} [{100 * low:.2f}, {100 * high:.2f}]"


if __name__ == "__main__":
    sys.exit(main())
