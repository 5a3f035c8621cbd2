"""How many mated pairs are missed when one of the two pictures was changed.

    python benchmarks/robustness.py FACES_DIR [--pairs 600] [--seed 1] [--only NAME ...]

Pairs of two pictures of one person are drawn by lot from the reporting half (see `labelled.half`),
at most two a person. The first goes as it is, the second changed, both the product's own way from
the file's bytes to the score; a pair is missed where no face is found in the labelled one's place,
or it scores below the threshold of FMR 1e-4 for a single photo. A face found below the usable
size is never compared: such pairs are counted by themselves. Prints a table in Markdown with
Clopper and Pearson's 95 % interval, and then what is found in pictures that show no face at all.
"""

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter

import numpy as np

from changes import CHANGES, Labelled, Point, jpeg
from crowds import GATHERINGS, Gathering
from exposure_app.domain.faces import Embedding, Face
from exposure_app.faces.models.pack import default_pack
from exposure_app.faces.pictures.decode import decode, raster_of
from exposure_app.faces.recognition.quality import is_usable
from exposure_app.faces.recognition.recogniser import Recogniser, open_recogniser
from exposure_app.gallery.calibration.rates import rate_interval
from exposure_app.gallery.calibration.threshold import Calibration
from labelled import half, people

FMR = 1e-4
PAIRS_A_PERSON = 2
FACELESS = (
    "brick.png", "cell.png", "chelsea.png", "clock_motion.png", "coffee.png", "coins.png",
    "color.png", "grass.png", "gravel.png", "horse.png", "hubble_deep_field.jpg", "ihc.png",
    "logo.png", "microaneurysms.png", "moon.png", "motorcycle_left.png", "motorcycle_right.png",
    "page.png", "phantom.png", "retina.jpg", "rocket.jpg", "text.png",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """An embedding of a person, and another picture of the same person."""

    reference: Embedding
    other: Labelled


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("faces", type=Path)
    parser.add_argument("--pairs", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="+", choices=[*CHANGES, *GATHERINGS], default=None)
    args = parser.parse_args()
    pack = default_pack()
    curve = Calibration.load(pack.folder / "calibration.json").curves[1]
    threshold = next(point.threshold for point in curve if point.fmr == FMR)
    with tempfile.TemporaryDirectory() as cache, ThreadPoolExecutor(2) as pool:
        recogniser = open_recogniser(pack, Path(cache))
        drawn = draw(people(args.faces), args.pairs, args.seed)
        pairs = [p for p in pool.map(lambda two: pair(two, recogniser), drawn) if p is not None]
        print(f"{len(pairs)} pairs, threshold {threshold} (FMR {FMR:g}), seed {args.seed}\n")
        print("| change | missed | 95 % | not found | too small | ms a picture |")
        print("|---|---|---|---|---|---|")
        for name in args.only or [*CHANGES, *GATHERINGS]:
            chunks = list(gathered(name, pairs, args.seed))
            began = perf_counter()
            fates: Counter[str] = Counter()
            for counted in pool.map(lambda c: fates_of(c, recogniser, threshold), chunks):
                fates.update(counted)
            spent = (perf_counter() - began) / len(chunks)
            print(row(name, fates, spent), flush=True)
        if args.only is None:
            print_faceless(recogniser)
    return 0


def draw(everybody: dict[str, list[Path]], count: int, seed: int) -> list[tuple[Path, Path]]:
    """Pairs of two pictures of one person, by lot."""
    lot = random.Random(seed)
    able = {n: ps for n, ps in everybody.items() if len(ps) > 1 and half(n) == "reporting"}
    pairs = []
    for pictures in able.values():
        shuffled = lot.sample(pictures, len(pictures))
        pairs += list(zip(shuffled[::2], shuffled[1::2], strict=False))[:PAIRS_A_PERSON]
    return lot.sample(pairs, min(count, len(pairs)))


def pair(two: tuple[Path, Path], recogniser: Recogniser) -> Pair | None:
    """Both pictures' labelled faces; None if one of them shows none as it is."""
    first, other = (labelled(path.read_bytes(), recogniser) for path in two)
    if first is None or other is None:
        return None
    return Pair(recogniser.embed([first.face.crop])[0], other)


def labelled(body: bytes, recogniser: Recogniser) -> Labelled | None:
    """A picture and the face nearest to its middle."""
    pixels = decode(body, "")
    height, width, _ = pixels.shape
    face = nearest(recogniser.detect(raster_of(body, "")), (width / 2, height / 2))
    return None if face is None else Labelled(body, pixels, face)


def nearest(faces: Sequence[Face], place: Point) -> Face | None:
    """The face in whose box a place is, the one nearest to it if several."""
    x, y = place
    there = [f for f in faces if f.box.left <= x < f.box.right and f.box.top <= y < f.box.bottom]
    return min(there, key=lambda face: apart(face, place), default=None)


def apart(face: Face, place: Point) -> float:
    """How far the middle of a face is from a place."""
    box = face.box
    return float(
        np.hypot((box.left + box.right) / 2 - place[0], (box.top + box.bottom) / 2 - place[1])
    )


Chunk = tuple[list[Pair], bytes, list[Point]]


def gathered(name: str, pairs: Sequence[Pair], seed: int) -> Iterator[Chunk]:
    """Each changed picture's bytes, with the pairs on it and where their faces should be."""
    rng = np.random.default_rng(seed)
    if name in CHANGES:
        for one in pairs:
            body, place = CHANGES[name](one.other, rng)
            yield [one], body, [place]
        return
    gathering: Gathering = GATHERINGS[name]
    for start in range(0, len(pairs) - gathering.count + 1, gathering.count):
        chunk = list(pairs[start : start + gathering.count])
        body, places = gathering.make([one.other for one in chunk], rng)
        yield chunk, body, places


def fates_of(chunk: Chunk, recogniser: Recogniser, threshold: float) -> Counter[str]:
    """How many pairs of one changed picture were matched, missed, not found, and too small."""
    pairs, body, places = chunk
    faces = recogniser.detect(raster_of(body, ""))
    fates: Counter[str] = Counter()
    for one, place in zip(pairs, places, strict=True):
        face = nearest(faces, place)
        if face is None:
            fates["not found"] += 1
        elif not is_usable(face):
            fates["too small"] += 1
        else:
            [probe] = recogniser.embed([face.crop])
            is_match = probe.similarity(one.reference) >= threshold
            fates["matched" if is_match else "unlike"] += 1
    return fates


def row(name: str, fates: Counter[str], seconds: float) -> str:
    """One line of the table."""
    missed = fates["unlike"] + fates["not found"]
    compared = missed + fates["matched"]
    low, high = rate_interval(missed, compared) if compared else (0.0, 1.0)
    share = f"{missed}/{compared} = {missed / max(compared, 1):.1%}"
    return (
        f"| {name} | {share} | [{low:.1%}, {high:.1%}] | {fates['not found']} "
        f"| {fates['too small']} | {seconds * 1000:.0f} |"
    )


def print_faceless(recogniser: Recogniser) -> None:
    """What is found in scikit-image's sample pictures that show no face."""
    print(f"\nFaces found in {len(FACELESS)} pictures without any:\n")
    for long_side in (None, 1280, 3000):
        found = {name: list(faces_in(name, long_side, recogniser)) for name in FACELESS}
        told = ", ".join(
            f"{name} {'; '.join(f'{f.box.side:.0f} px at {f.score:.2f}' for f in faces)}"
            for name, faces in found.items()
            if faces
        )
        count = sum(map(len, found.values()))
        print(f"- {long_side or 'as they are'}: {count} {told}")


def faces_in(name: str, long_side: int | None, recogniser: Recogniser) -> Iterable[Face]:
    """The faces found in a sample picture, as it is or scaled."""
    from PIL import Image

    spec = find_spec("skimage")
    assert spec is not None
    folder = Path(next(iter(spec.submodule_search_locations or ())))
    image = Image.open(folder / "data" / name).convert("RGB")
    if long_side:
        by = long_side / max(image.size)
        image = image.resize((round(image.width * by), round(image.height * by)))
    return recogniser.detect(raster_of(jpeg(image), ""))


if __name__ == "__main__":
    sys.exit(main())
