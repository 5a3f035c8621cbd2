"""Whether a perceptual hash could spare the work on copies of a picture without losing a face.

    python benchmarks/copies.py FACES_DIR [--pictures 5432] [--altered 1000]

For hashes of several lengths, all compared for equality, which an index answers: how many pairs of
different pictures share one, which share of true copies keeps it, and which share of pictures
keeps it after one of their faces was exchanged for another person's. The last is a face that would
be lost, as in a burst of photos or a group picture that was retouched.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import numpy as np

from exposure_app.domain.faces import Box
from exposure_app.domain.images import Pixels
from exposure_app.faces.models.pack import default_pack
from exposure_app.faces.recognition.recogniser import Recogniser, open_recogniser
from labelled import people

REDUCED = 32
SIDES = (5, 6, 8, 12, 16)  # bits: the side squared, less one
SHEET = 4  # pictures along a side of a contact sheet
MIN_FACE_PX = 24


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("faces", type=Path)
    parser.add_argument("--pictures", type=int, default=5432)
    parser.add_argument("--altered", type=int, default=1000)
    args = parser.parse_args()
    files = [one for photos in people(args.faces).values() for one in photos][: args.pictures]
    frequencies = [_frequencies(_read(one)) for one in files]
    lot = random.Random(1)
    some = lot.sample(range(len(files)), min(args.altered, len(files)))
    copies = {
        name: [(i, _frequencies(alter(_read(files[i])))) for i in some]
        for name, alter in ALTERED.items()
    }
    with TemporaryDirectory() as cache:
        recogniser = open_recogniser(default_pack(), Path(cache))
        exchanged = [one for one in (_exchanged(files, i, recogniser) for i in some) if one]
    pairs = len(files) * (len(files) - 1) // 2
    print(f"{len(files)} pictures, {pairs:,} pairs, {len(some)} of each alteration")
    for side in SIDES:
        hashes = [_hash(one, side) for one in frequencies]
        same = sum(n * (n - 1) // 2 for n in Counter(hashes).values())
        kept = {
            name: np.mean([_hash(one, side) == hashes[i] for i, one in altered])
            for name, altered in copies.items()
        }
        print(f"{side * side - 1} bits: different pictures with equal hashes {same}")
        print("  copies that keep it: " + ", ".join(f"{n} {s:.1%}" for n, s in kept.items()))
        for title, before_after in (("the picture", 0), (f"a sheet of {SHEET * SHEET}", 1)):
            lost = [_hash(one[before_after][0], side) == _hash(one[before_after][1], side)
                    for one in exchanged]  # fmt: skip
            print(f"  a face of {title} exchanged, hash kept: {sum(lost)} of {len(lost)}")
    return 0


Frequencies = np.ndarray[tuple[int, int], np.dtype[np.float32]]


def _frequencies(pixels: Pixels) -> Frequencies:
    """The cosine transform of the picture in gray at 32 x 32 (Zauner 2010, pHash)."""
    gray = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    reduced = cv2.resize(gray, (REDUCED, REDUCED), interpolation=cv2.INTER_AREA)
    return cv2.dct(reduced.astype(np.float32))


def _hash(frequencies: Frequencies, side: int) -> bytes:
    """Which of the lowest frequencies are above their median; the very lowest is left out."""
    lowest = frequencies[:side, :side].ravel()[1:]
    return np.packbits(lowest > np.median(lowest)).tobytes()


def _read(path: Path) -> Pixels:
    return cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB)


def _encoded(pixels: Pixels, quality: int) -> Pixels:
    _, body = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return cv2.imdecode(body, cv2.IMREAD_COLOR)


def _reduced(pixels: Pixels, scale: float) -> Pixels:
    return cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)


def _tinted(pixels: Pixels) -> Pixels:
    return np.clip(pixels * np.array([1.08, 1.04, 1.0]), 0, 255).astype(np.uint8)


ALTERED: dict[str, Callable[[Pixels], Pixels]] = {
    "JPEG 75": lambda pixels: _encoded(pixels, 75),
    "JPEG 50": lambda pixels: _encoded(pixels, 50),
    "half size": lambda pixels: _encoded(_reduced(pixels, 0.5), 85),
    "thumbnail 128": lambda pixels: _encoded(_reduced(pixels, 128 / max(pixels.shape)), 75),
    "tinted": lambda pixels: _encoded(_tinted(pixels), 85),
}


def _exchanged(
    files: list[Path], i: int, recogniser: Recogniser
) -> tuple[tuple[Frequencies, Frequencies], tuple[Frequencies, Frequencies]] | None:
    """The picture, and a sheet that holds it, each before and after; None if it has no face.

    What is exchanged is its smallest usable face, for the largest face of another picture.
    """
    pixels, other = _read(files[i]), _read(files[i - 1])
    usable = [one.box for one in recogniser.detect(pixels) if one.box.side >= MIN_FACE_PX]
    others = [one.box for one in recogniser.detect(other)]
    if not usable or not others:
        return None
    donor = _cut(other, max(others, key=lambda box: box.side))
    after = _with_face(pixels, min(usable, key=lambda box: box.side), donor)
    shape = (pixels.shape[1], pixels.shape[0])
    tiles = [cv2.resize(_read(files[i - 2 - k]), shape) for k in range(SHEET * SHEET - 1)]
    sheets = [_sheet([one, *tiles]) for one in (pixels, after)]
    return (
        (_frequencies(pixels), _frequencies(after)),
        (_frequencies(sheets[0]), _frequencies(sheets[1])),
    )


def _cut(pixels: Pixels, box: Box) -> Pixels:
    left, top = max(0, int(box.left)), max(0, int(box.top))
    return pixels[top : int(box.bottom), left : int(box.right)]


def _with_face(pixels: Pixels, box: Box, donor: Pixels) -> Pixels:
    """The donor's face in place of the one in `box`, as bright, with a soft edge."""
    there = _cut(pixels, box)
    height, width, _ = there.shape
    face = cv2.resize(donor, (width, height), interpolation=cv2.INTER_AREA).astype(np.float32)
    face += there.mean(axis=(0, 1)) - face.mean(axis=(0, 1))
    oval = np.zeros((height, width), np.float32)
    middle, axes = (width // 2, height // 2), (width * 45 // 100, height * 45 // 100)
    cv2.ellipse(oval, middle, axes, 0, 0, 360, 1.0, -1)
    soft = cv2.GaussianBlur(oval, (0, 0), max(1.0, width / 16))[..., None]
    after = pixels.copy()
    _cut(after, box)[:] = np.clip(face * soft + there * (1 - soft), 0, 255)
    return after


def _sheet(tiles: list[Pixels]) -> Pixels:
    rows = [np.hstack(tiles[start : start + SHEET]) for start in range(0, len(tiles), SHEET)]
    return np.vstack(rows)


if __name__ == "__main__":
    sys.exit(main())
