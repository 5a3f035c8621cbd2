"""Measures what a score against an averaged reference is worth, for `calibration.json`.

    python benchmarks/calibrate.py FACES_DIR [--templates 2 3 5] [--draws 3] [--boots 300]

Photos go the product's own way from file to embedding; references are averaged by the product's
own `centroid`. Only people of the "tuning" half are used (see `labelled.half`), so that the other
half can report. Prints the rows of `fusions` as JSON, each threshold with a 95 % interval from a
bootstrap over people, and the counts they came from.

The score of a probe against a mean of k photos lies higher than against one photo, for strangers
too: a threshold measured photo against photo would let more of them through than it says.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from exposure_app.domain.faces import Embedding, Face
from exposure_app.faces.decode import decode
from exposure_app.faces.pack import default_pack
from exposure_app.faces.recogniser import Recogniser, open_recogniser
from exposure_app.gallery.reference import centroid
from labelled import half, people

RATES = (1e-2, 1e-3, 1e-4, 1e-5)
FLOOR = 0.25  # scores below are only counted: no threshold of ours lies there


@dataclass(frozen=True)
class Scores:
    """Comparisons of references with single probes of the same half.

    high: (n,) non-mated scores of at least FLOOR, with the two people they came from.
    mated: per subject, the scores of their other photos.
    """

    high: NDArray[np.float32]
    reference_of: NDArray[np.int64]
    probe_of: NDArray[np.int64]
    comparisons: NDArray[np.float64]
    mated: list[NDArray[np.float32]]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("faces", type=Path)
    parser.add_argument("--templates", type=int, nargs="+", default=[2, 3, 5])
    parser.add_argument("--draws", type=int, default=3)
    parser.add_argument("--boots", type=int, default=300)
    args = parser.parse_args()
    tuning = {name: ps for name, ps in people(args.faces).items() if half(name) == "tuning"}
    with tempfile.TemporaryDirectory() as cache:
        recogniser = open_recogniser(default_pack(), Path(cache))
        embedded = embed(tuning, recogniser)
    rng = np.random.default_rng(0)
    for count in args.templates:
        scores = compare(embedded, count, args.draws, rng)
        print(json.dumps({str(count): rows(scores, args.boots, rng)}, indent=2), flush=True)
        print(
            f"# {len(scores.mated)} references ({args.draws} draws), {len(embedded)} people, "
            f"{sum(map(len, embedded.values()))} pictures, "
            f"{int(scores.comparisons.sum())} non-mated and "
            f"{sum(map(len, scores.mated))} mated comparisons"
        )
    return 0


def embed(everybody: dict[str, list[Path]], recogniser: Recogniser) -> dict[str, list[Embedding]]:
    """The embedding of each picture's labelled person: the face nearest the middle."""

    def one(picture: Path) -> Embedding | None:
        pixels = decode(picture.read_bytes(), "")
        faces = recogniser.detect(pixels)
        if not faces:
            return None
        height, width, _ = pixels.shape
        return recogniser.embed([middle(faces, width, height).crop])[0]

    with ThreadPoolExecutor(2) as pool:
        found = {name: [*pool.map(one, pictures)] for name, pictures in everybody.items()}
    return {name: [e for e in theirs if e is not None] for name, theirs in found.items()}


def middle(faces: Sequence[Face], width: int, height: int) -> Face:
    """The face whose centre is nearest to the picture's."""

    def distance(face: Face) -> float:
        box = face.box
        return float(np.hypot(box.left + box.right - width, box.top + box.bottom - height))

    return min(faces, key=distance)


def compare(
    embedded: dict[str, list[Embedding]], count: int, draws: int, rng: np.random.Generator
) -> Scores:
    """Average `count` photos of everybody who has one more; score them against all the rest."""
    names = list(embedded)
    probes = np.stack([e.vector for name in names for e in embedded[name]])
    person = np.array([i for i, name in enumerate(names) for _ in embedded[name]])
    high, of_reference, of_probe, comparisons, mated = [], [], [], [], []
    for i, name in enumerate(names):
        theirs = embedded[name]
        for _ in range(draws if len(theirs) > count else 0):
            taken = rng.permutation(len(theirs))[:count]
            reference = centroid([theirs[t] for t in taken]).vector
            scores = probes @ reference
            others = person != i
            rest = np.delete(scores[~others], taken)
            mated.append(rest)
            loud = others & (scores >= FLOOR)
            high.append(scores[loud])
            of_reference.append(np.full(loud.sum(), i))
            of_probe.append(person[loud])
            comparisons.append(np.bincount(person[others], minlength=len(names)))
    return Scores(
        np.concatenate(high),
        np.concatenate(of_reference),
        np.concatenate(of_probe),
        np.sum(comparisons, axis=0),
        mated,
    )


def rows(scores: Scores, boots: int, rng: np.random.Generator) -> list[dict[str, object]]:
    """One operating point per rate, its threshold with the bootstrap's interval."""
    order = np.argsort(-scores.high)
    high = scores.high[order]
    left, right = scores.reference_of[order], scores.probe_of[order]
    n = len(scores.comparisons)
    total = scores.comparisons.sum()
    points = thresholds(high, np.ones(len(high)), total)
    drawn = []
    for _ in range(boots):
        weight = np.bincount(rng.integers(0, n, n), minlength=n).astype(float)
        drawn.append(thresholds(high, weight[left] * weight[right], total))
    low, up = np.quantile(np.array(drawn), [0.025, 0.975], axis=0)
    return [
        {
            "fmr": rate,
            "threshold": round(float(points[k]), 3),
            "threshold_interval": [round(float(low[k]), 3), round(float(up[k]), 3)],
            "fnmr": round(float(np.mean([np.mean(m < points[k]) for m in scores.mated])), 4),
        }
        for k, rate in enumerate(RATES)
    ]


def thresholds(high: NDArray[np.float32], weight: NDArray[np.float64], total: float) -> list[float]:
    """The score that a share of RATES of all comparisons reaches; `high` is sorted downwards."""
    share = np.cumsum(weight) / total
    return [float(high[min(np.searchsorted(share, rate), len(high) - 1)]) for rate in RATES]


if __name__ == "__main__":
    sys.exit(main())
