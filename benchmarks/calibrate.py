"""Measures what a pack's scores are worth, and holds it against people it was not measured on.

    python benchmarks/calibrate.py FACES_DIR [--pack NAME_OR_FOLDER] [--write]

Pictures go the product's own way from file bytes to embedding (`session.measuring`). The people of
the "tuning" half (see `labelled.half`) give the calibration; those of the other half say whether
it is true of people it has not seen: error rates at its thresholds, and the false alarms that it
announces for galleries drawn by lot. With --write the calibration goes beside the pack's weights.
Embeddings live in memory only. About two minutes on two cores for 5,432 pictures of LFW.
"""

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from exposure_app.domain.findings import Band
from exposure_app.domain.work import CancelToken, Progress
from exposure_app.faces.models.pack import ModelPack, packs
from exposure_app.faces.models.pack_folder import read_pack
from exposure_app.faces.recognition.recogniser import open_recogniser
from exposure_app.gallery.calibration.measure import DRAWS, measure
from exposure_app.gallery.calibration.measure_rows import (
    Curve,
    averaged,
    missed_by_person,
    person_pairs,
)
from exposure_app.gallery.calibration.measure_scores import LabelledFaces, LabelledScores, compare
from exposure_app.gallery.calibration.threshold import Calibration
from exposure_app.session.models.calibrating import Labelled, about_pack, look, people_in
from galleries import Audit, audits
from groups import by_first_name
from labelled import half

DATA_SET = "Labeled Faces in the Wild"
PART = "people whose names' SHA-1 begins with an even byte; of these the tuning half"
BOOTS = 400

GALLERIES: tuple[tuple[int, int, int, int], ...] = (
    # subjects, photos each, strangers' faces, runs
    (1, 1, 3000, 300),
    (1, 3, 400, 300),
    (1, 3, 3000, 300),
    (3, 3, 3000, 200),
    (40, 3, 3000, 100),
)
OF_WOMEN = ((1, 3, 600, 200), (10, 3, 600, 100))


def main() -> int:
    """Measure, write if asked to, and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("faces", type=Path)
    parser.add_argument("--pack", default=packs()[0].name, metavar="NAME_OR_FOLDER")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    pack = pack_of(args.pack)
    people = people_in(args.faces)
    with tempfile.TemporaryDirectory() as cache:
        recogniser = open_recogniser(pack, Path(cache))
        tuning, reporting = (
            look(
                recogniser,
                {name: pictures for name, pictures in people.items() if half(name) == which},
                report=say_progress,
                cancel=CancelToken(),
            )
            for which in ("tuning", "reporting")
        )
    print(f"tuning half: {counted(tuning)}; reporting half: {counted(reporting)}", flush=True)
    document = measure(
        tuning.faces,
        about_pack(pack, DATA_SET, tuning),
        groups=by_first_name(tuning.people),
        report=say_progress,
        cancel=CancelToken(),
    )
    complete(document)
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "calibration.json"
        draft.write_text(written(document), encoding="utf-8")
        calibration = Calibration.load(draft)
    say_rows(document)
    say_half(reporting.faces, calibration)
    say_groups("tuning", document["groups"])
    say_groups("reporting", groups_of(reporting))
    for which, one in (("tuning", tuning), ("reporting", reporting)):
        say_galleries(which, one, calibration)
    if args.write:
        path = pack.folder / "calibration.json"
        path.write_text(written(document), encoding="utf-8")
        print(f"wrote {path.name} of {pack.name}")
    return 0


def complete(document: dict[str, Any]) -> None:
    """Say in the document what only this script knows."""
    document["measured"]["command"] = "python benchmarks/calibrate.py FACES_DIR --write"
    document["measured"]["part"] = PART
    document["measured"]["wrong_labels"] = "left in: some of the highest scores are theirs"
    document["groups"]["labelled_by"] = "first name, by gender_guesser; other names left out"
    document["not_measured"] = ["region", "skin colour", "age", "children", "years apart", "twins"]


def pack_of(name_or_folder: str) -> ModelPack:
    """A pack that ships, by name, or one that was added, by its folder."""
    shipped = {one.name: one for one in packs()}
    return shipped.get(name_or_folder) or read_pack(Path(name_or_folder))


def say_progress(progress: Progress) -> None:
    """On standard error, for whoever waits."""
    print(f"\r{progress.stage} {progress.done}/{progress.total}   ", end="", file=sys.stderr)


def counted(one: Labelled) -> str:
    """How many pictures and people."""
    return (
        f"{len(one.faces.person):,} pictures of {one.faces.people:,} people, "
        f"{one.unreadable} unreadable, {one.faceless} without a face"
    )


def written(document: Mapping[str, Any]) -> str:
    """The document as the file holds it: lists of numbers on one line."""
    text = json.dumps(document, indent=2)
    return re.sub(r"\[[-\d\s.,e]+\]", lambda found: " ".join(found[0].split()), text) + "\n"


def say_rows(document: Mapping[str, Any]) -> None:
    """The operating points that ship, as a table."""
    print("\n| photos | comparisons | FMR | threshold | pairs of persons | FNMR |\n|" + "---|" * 6)
    for templates, fusion in document["fusions"].items():
        counts = f"{fusion['non_mated']:,} / {fusion['mated']:,}"
        for row in fusion["rows"]:
            print(
                f"| {templates} | {counts} | {row['fmr']:g} | {row['threshold']:.3f} "
                f"{span(row['threshold_interval'], 3)} | {row['person_pairs']:,}"
                f"{' (extrapolated)' * row['is_extrapolated']} "
                f"| {row['fnmr']:.2%} {span([100 * end for end in row['fnmr_interval']], 2)} |"
            )
    norms = document["norms"]
    print(
        f"\nnorms: enrolment from {norms['enrolment']}, poor below {norms['poor']}; FNMR at FMR "
        f"1e-4 {norms['fnmr']:.2%}, without the poorer {norms['fnmr_from_enrolment_up']:.2%}"
    )


def say_half(faces: LabelledFaces, calibration: Calibration) -> None:
    """Error rates of people the thresholds were not set on."""
    rng = np.random.default_rng(1)
    print("\n| photos | comparisons | band | announced FMR | observed [95 %] | FNMR [95 %] |")
    print("|" + "---|" * 6)
    for templates in calibration.curves:
        scores = compare(faces, templates, DRAWS, rng)
        for band in Band:
            threshold = calibration.threshold(band, templates)
            (fmr, low, high), (fnmr, best, worst) = observed(scores, threshold, rng)
            print(
                f"| {templates} | {scores.comparisons() / (1 + (templates == 1)):,.0f} / "
                f"{len(scores.mated) // (1 + (templates == 1)):,} | {band.value} "
                f"| {calibration.false_match_rate(band):g} "
                f"| {fmr:.2g} {span([low, high], 2, 'g')}, {person_pairs(scores, threshold)} pairs "
                f"| {fnmr:.2%} {span([100 * best, 100 * worst], 2)} |"
            )


def observed(
    scores: LabelledScores, threshold: float, rng: np.random.Generator
) -> tuple[Sequence[float], Sequence[float]]:
    """(FMR, low, high) and (FNMR, low, high) at a threshold, drawing people again."""
    people = len(scores.pictures)
    missed = missed_by_person(scores, [threshold])
    drawn = []
    for _ in range(BOOTS):
        each = np.bincount(rng.integers(0, people, people), minlength=people).astype(float)
        drawn.append((Curve.of(scores, each).rate(threshold), float(averaged(missed, each)[0])))
    low, high = np.quantile(drawn, [0.025, 0.975], axis=0)
    return (
        (Curve.of(scores).rate(threshold), low[0], high[0]),
        (float(averaged(missed)[0]), low[1], high[1]),
    )


def groups_of(half_: Labelled) -> dict[str, Any]:
    """The differences between groups on a half, at that half's own threshold for 1e-4."""
    from exposure_app.gallery.calibration.measure_groups import group_rates
    from exposure_app.gallery.calibration.measure_rows import points

    rng = np.random.default_rng(2)
    scores = compare(half_.faces, 1, 1, rng)
    groups = by_first_name(half_.people)
    return group_rates(scores, groups, points(scores)[2].threshold, boots=BOOTS, rng=rng)


def say_groups(which: str, groups: Mapping[str, Any]) -> None:
    """Differences between groups, as a table."""
    print(f"\n{which} half, one photo, threshold {groups['threshold']:.3f} (FMR 1e-4 overall)")
    print("| group | people | comparisons | FMR [95 %] | FNMR [95 %] |\n|" + "---|" * 5)
    for name in ("women", "men", "across"):
        one = groups[name]
        fnmr = (
            f"{one['fnmr']:.1%} {span([100 * end for end in one['fnmr_interval']], 1)} of "
            f"{one['mated_subjects']} people"
            if "fnmr" in one
            else "-"
        )
        print(
            f"| {name} | {one.get('people', '-')} "
            f"| {one['false_matches']} of {one['non_mated']:,} "
            f"| {one['fmr']:.2g} {span(one['fmr_interval'], 2, 'g')} | {fnmr} |"
        )


def say_galleries(which: str, half_: Labelled, calibration: Calibration) -> None:
    """Announced and observed false alarms of galleries drawn by lot."""
    print(f"\n{which} half: galleries drawn by lot, means over runs")
    print("| who | runs | raised | band | usual | announced | observed | within interval |")
    print("|" + "---|" * 8)
    women = by_first_name(half_.people)["women"]
    wanted = [("everybody", None, one) for one in GALLERIES]
    wanted += [("women only", women, one) for one in OF_WOMEN]
    rng = np.random.default_rng(3)
    for who, among, (subjects, photos, strangers, runs) in wanted:
        drawn = audits(
            half_.faces, calibration, subjects=subjects, photos=photos, strangers=strangers,
            runs=runs, rng=rng, among=among,
        )  # fmt: skip
        name = f"{who}: {subjects} enrolled, {photos} photos each, {strangers} faces at most"
        say_audits(name, drawn)
        if subjects == 1 and photos == 3 and any(one.is_raised for one in drawn):
            say_audits(f"... of these the raised: {name}", [one for one in drawn if one.is_raised])


def say_audits(name: str, drawn: Sequence[Audit]) -> None:
    """One line for each band."""
    raised = sum(one.is_raised for one in drawn)
    for band in Band:
        within = sum(one.is_within(band) for one in drawn)
        print(
            f"| {name} | {len(drawn)} | {raised} | {band.value} "
            f"| {np.mean([one.usual[band] for one in drawn]):.3g} "
            f"| {np.mean([one.announced[band] for one in drawn]):.3g} "
            f"| {np.mean([one.observed[band] for one in drawn]):.3g} | {within} |"
        )


def span(ends: Sequence[float], digits: int, kind: str = "f") -> str:
    """An interval in brackets."""
    return "[" + ", ".join(f"{end:.{digits}{kind}}" for end in ends) + "]"


if __name__ == "__main__":
    sys.exit(main())
