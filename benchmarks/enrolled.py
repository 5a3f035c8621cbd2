"""What makes a good reference: photos and eras by number, odd ones found, small copies, poor faces.

    python benchmarks/enrolled.py FACES_DIR [--draws 10] [--seed 5]

Every figure uses the product's own enrolment rules, fusion and thresholds.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from exposure_app.domain.findings import Band
from exposure_app.faces.models.pack import default_pack
from exposure_app.faces.recognition.limits import NEAR_COPY
from exposure_app.faces.recognition.outliers import odd_ones
from exposure_app.faces.recognition.quality import MIN_ENROLLED_NORM
from exposure_app.faces.recognition.recogniser import Recogniser, open_recogniser
from exposure_app.gallery.calibration.threshold import Calibration, rate_interval
from exposure_app.gallery.matching.references import centroid
from exposure_app.session.identification.identifier import calibration_of
from seen import Everybody, as_kept, everybody_in

PHOTOS = (1, 2, 3, 5, 7, 9)
ERAS = (1, 2, 3, 4, 5)
COPIES = 400
POOR_SHARE = 0.1


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("faces", type=Path)
    parser.add_argument("--draws", type=int, default=10)
    parser.add_argument("--seed", type=int, default=5)
    args = parser.parse_args()
    pack = default_pack()
    calibration = calibration_of(pack)
    lot = random.Random(args.seed)
    with tempfile.TemporaryDirectory() as cache:
        recogniser = open_recogniser(pack, Path(cache))
        everybody = everybody_in(args.faces, recogniser)
        print(f"pictures {len(everybody.seen)}, people {len(everybody.of)}")
        say_copies(everybody, recogniser, lot)
    clear = {
        person: [at for at in theirs if everybody.seen[at].embedding.norm >= MIN_ENROLLED_NORM]
        for person, theirs in everybody.of.items()
    }
    say_odd_ones(everybody, clear, lot)
    many = {person: theirs for person, theirs in clear.items() if len(theirs) >= 10}
    print(f"people with ten clear pictures and more {len(many)}, {args.draws} draws each")
    for number in PHOTOS:
        say_photos(everybody, calibration, many, number, args.draws, lot)
    for number in ERAS:
        say_eras(everybody, calibration, many, number, args.draws, lot)
    say_poor(everybody, calibration)
    return 0


def say_copies(everybody: Everybody, recogniser: Recogniser, lot: random.Random) -> None:
    """How much a photo loses that is taken from the small picture the vault keeps."""
    chosen = lot.sample(everybody.seen, min(COPIES, len(everybody.seen)))
    kept = [(one, as_kept(one, recogniser)) for one in chosen]
    cosines = np.array([one.embedding.similarity(small) for one, small in kept if small])
    print(
        f"kept picture against the original: {len(cosines)} of {len(chosen)} found again, cosine "
        f"mean {cosines.mean():.3f}, lowest 1 % {np.quantile(cosines, 0.01):.3f}, "
        f"{np.mean(cosines >= NEAR_COPY):.3f} at or above {NEAR_COPY}"
    )


def say_odd_ones(everybody: Everybody, clear: dict[str, list[int]], lot: random.Random) -> None:
    """How often a stranger's photo is found among a person's, and how often one of theirs is."""
    anybody = [at for theirs in clear.values() for at in theirs]
    for size, strangers in ((3, 0), (3, 1), (5, 1), (10, 1), (10, 3)):
        found = planted = accused = own = 0
        for person, theirs in clear.items():
            if len(theirs) < size - strangers:
                continue
            mine = lot.sample(theirs, size - strangers)
            others = lot.sample(
                [at for at in anybody if everybody.seen[at].person != person], strangers
            )
            odd = odd_ones([everybody.seen[at].embedding for at in [*others, *mine]])
            found += sum(at < strangers for at in odd)
            accused += sum(at >= strangers for at in odd)
            planted, own = planted + strangers, own + len(mine)
        said = f"of {size} photos {strangers} a stranger's: "
        if planted:
            said += f"found {found}/{planted} {_interval(found, planted)}, "
        print(said + f"the person's own taken for odd {accused}/{own} {_interval(accused, own)}")


def say_photos(
    everybody: Everybody,
    calibration: Calibration,
    many: dict[str, list[int]],
    number: int,
    draws: int,
    lot: random.Random,
) -> None:
    """Recall and false matches of a reference averaged from so many photos."""
    mated: list[float] = []
    non_mated: list[NDArray[np.float32]] = []
    names = everybody.names
    for person, theirs in many.items():
        for _ in range(draws):
            enrolled = lot.sample(theirs, number)
            scores = everybody.vectors @ _centre(everybody, enrolled)
            mated += [float(scores[at]) for at in everybody.of[person] if at not in enrolled]
            non_mated.append(scores[names != person])
    _say_rates(f"{number} photos", calibration, number, np.array(mated), np.concatenate(non_mated))


def say_eras(
    everybody: Everybody,
    calibration: Calibration,
    many: dict[str, list[int]],
    number: int,
    draws: int,
    lot: random.Random,
) -> None:
    """False matches of so many eras of two photos each, the nearest of which decides."""
    names = everybody.names
    highest: list[NDArray[np.float32]] = []
    for person, theirs in many.items():
        for _ in range(draws):
            enrolled = lot.sample(theirs, 2 * number)
            centres = [_centre(everybody, enrolled[2 * at : 2 * at + 2]) for at in range(number)]
            highest.append((everybody.vectors[names != person] @ np.array(centres).T).max(axis=1))
    _say_rates(f"{number} eras of 2 photos", calibration, 2, None, np.concatenate(highest))


def _say_rates(
    title: str,
    calibration: Calibration,
    templates: int,
    mated: NDArray[np.float64] | None,
    non_mated: NDArray[np.float32],
) -> None:
    said = []
    for band in Band:
        threshold = calibration.threshold(band, templates)
        rate = f"{band.value} FMR {float(np.mean(non_mated >= threshold)):.2e}"
        if mated is not None:
            rate += f" found {float(np.mean(mated >= threshold)):.4f}"
        said.append(rate)
    probes = f"{len(mated)} own, " if mated is not None else ""
    print(f"{title}: {'; '.join(said)} ({probes}{len(non_mated)} others' pictures)")


def say_poor(everybody: Everybody, calibration: Calibration) -> None:
    """Errors at the single photo's "looks like" threshold, for the poorest probes and the rest."""
    norms = np.array([one.embedding.norm for one in everybody.seen])
    names = everybody.names
    references = np.flatnonzero(norms >= MIN_ENROLLED_NORM)
    limit = float(np.quantile(norms, POOR_SHARE))
    threshold = calibration.threshold(Band.LOOKS_LIKE_YOU)
    for title, probes in (
        (f"norm below {limit:.2f}", np.flatnonzero(norms < limit)),
        ("the rest", np.flatnonzero(norms >= limit)),
    ):
        scores = everybody.vectors[probes] @ everybody.vectors[references].T
        is_mated = names[probes][:, None] == names[references][None, :]
        is_itself = probes[:, None] == references[None, :]
        false_matches = int((scores[~is_mated] >= threshold).sum())
        missed = scores[is_mated & ~is_itself] < threshold
        compared = int((~is_mated).sum())
        print(
            f"probes with {title}: FMR {false_matches}/{compared} = "
            f"{false_matches / compared:.2e}; FNMR {int(missed.sum())}/{len(missed)} = "
            f"{float(missed.mean()):.4f} {_interval(int(missed.sum()), len(missed))}"
        )


def _centre(everybody: Everybody, positions: Sequence[int]) -> NDArray[np.float32]:
    return centroid([everybody.seen[at].embedding for at in positions]).vector


def _interval(errors: int, trials: int) -> str:
    low, high = rate_interval(errors, trials)
    return f"[{low:.4f}, {high:.4f}]"


if __name__ == "__main__":
    sys.exit(main())
