"""What confinement costs: pictures decoded in confined processes, next to the same ones here.

    python benchmarks/confined_decoding.py [FACES_DIR] [--pictures 400] [--rounds 5]

Both ways decode the same pictures within one run, in turns, on one thread; the figure is the
ratio of the times of each round, and their median. Without FACES_DIR the pictures are made up.
"""

import argparse
import io
import random
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from exposure_app.decoder.decoder import Decoder
from exposure_app.domain.images import Raster
from exposure_app.faces.decode import raster_of

SIZES = {"640 x 480": (640, 480), "1600 x 1200": (1600, 1200), "4000 x 3000": (4000, 3000)}
FORMATS = ("JPEG", "PNG", "WEBP")
RasterOf = Callable[[bytes, str], Raster]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("faces", type=Path, nargs="?")
    parser.add_argument("--pictures", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    began = time.perf_counter()
    with Decoder() as decoder:
        print(f"confined by: {decoder.wait_until_ready()['holds']}")
        decoder.raster_of(photo((640, 480), "JPEG", 0), "")
        print(f"start and first picture: {1000 * (time.perf_counter() - began):.0f} ms")
        if args.faces:
            files = sorted(args.faces.glob("*/*.jpg"))
            random.Random(1).shuffle(files)
            bodies = [file.read_bytes() for file in files[: args.pictures]]
            compare(f"{len(bodies)} labelled photos", bodies, decoder.raster_of, args.rounds)
        for size_name, size in SIZES.items():
            for kind in FORMATS:
                few = max(4, args.pictures * 640 * 480 // (8 * size[0] * size[1]))
                bodies = [photo(size, kind, seed) for seed in range(min(few, 8))]
                bodies *= max(1, few // len(bodies))
                compare(f"{size_name} {kind}", bodies, decoder.raster_of, args.rounds)


def compare(name: str, bodies: Sequence[bytes], confined: RasterOf, rounds: int) -> None:
    """Time both ways in turns; print the median of the ratios."""
    seconds: dict[str, list[float]] = {"here": [], "confined": []}
    for _ in range(rounds):
        for way, decode in (("here", raster_of), ("confined", confined)):
            began = time.perf_counter()
            for body in bodies:
                decode(body, "")
            seconds[way].append(time.perf_counter() - began)
    here, there = (statistics.median(seconds[way]) for way in ("here", "confined"))
    ratio = statistics.median(
        a / b for a, b in zip(seconds["here"], seconds["confined"], strict=True)
    )
    print(
        f"{name:24} here {1000 * here / len(bodies):7.2f} ms"
        f"  confined {1000 * there / len(bodies):7.2f} ms  throughput {ratio:.3f} of here"
    )


def photo(size: tuple[int, int], kind: str, seed: int) -> bytes:
    """A picture with soft and sharp parts, as photos have."""
    rng = np.random.default_rng(seed)
    coarse = Image.fromarray(rng.integers(0, 256, (24, 32, 3), dtype=np.uint8))
    picture = np.asarray(coarse.resize(size, Image.Resampling.BICUBIC), np.int16)
    grain = rng.normal(0, 6, (size[1], size[0], 1))
    body = io.BytesIO()
    Image.fromarray(np.clip(picture + grain, 0, 255).astype(np.uint8)).save(body, kind, quality=85)
    return body.getvalue()


if __name__ == "__main__":
    main()
