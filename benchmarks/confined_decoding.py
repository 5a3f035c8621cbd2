"""What confinement costs: pictures decoded in confined processes, next to the same ones here.

    python benchmarks/confined_decoding.py [FACES_DIR] [--pictures 400] [--rounds 5] [--threads 2]

Both ways decode the same pictures within one run, in turns, asked for by as many threads as an
audit has workers; the figures are ratios of each round, and their median: of pictures by the clock,
and of processor time, of all processes together. With one thread, each picture waits for the
other process; with one per core, as in an audit on all cores, one is decoded while another
crosses. Without FACES_DIR the pictures are made up.
"""

import argparse
import io
import random
import statistics
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import psutil
from PIL import Image

from exposure_app.confine.limits import Limits
from exposure_app.decoder.decoder import Decoder
from exposure_app.domain.images import Raster
from exposure_app.faces.pictures.decode import raster_of
from exposure_app.settings.computer import cores

SIZES = {"640 x 480": (640, 480), "1600 x 1200": (1600, 1200), "4000 x 3000": (4000, 3000)}
FORMATS = ("JPEG", "PNG", "WEBP")
RasterOf = Callable[[bytes, str], Raster]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("faces", type=Path, nargs="?")
    parser.add_argument("--pictures", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=cores())
    args = parser.parse_args()
    began = time.perf_counter()
    # Replacements are left out: they would fall into some rounds and not into others.
    limits = Limits(pictures=1_000_000)
    with (
        Decoder(workers=args.threads, limits=limits) as decoder,
        ThreadPoolExecutor(args.threads) as pool,
    ):
        print(f"confined by: {decoder.wait_until_ready()['holds']}")
        decoder.raster_of(photo((640, 480), "JPEG", 0), "")
        print(f"start and first picture: {1000 * (time.perf_counter() - began):.0f} ms")
        if args.faces:
            files = sorted(args.faces.glob("*/*.jpg"))
            random.Random(1).shuffle(files)
            bodies = [file.read_bytes() for file in files[: args.pictures]]
            compare("labelled photos", bodies, decoder, pool, args.rounds)
        for size_name, size in SIZES.items():
            for kind in FORMATS if size[0] < 1000 else ("JPEG",):
                few = max(20, args.pictures * 640 * 480 // (size[0] * size[1]))
                bodies = [photo(size, kind, seed) for seed in range(min(few, 8))]
                bodies *= max(1, few // len(bodies))
                compare(f"{size_name} {kind}", bodies, decoder, pool, args.rounds)


def compare(
    name: str, bodies: Sequence[bytes], decoder: Decoder, pool: ThreadPoolExecutor, rounds: int
) -> None:
    """Time both ways in turns; print the medians of the ratios."""
    by_clock, by_processor, here = [], [], []
    ways: tuple[RasterOf, RasterOf] = (raster_of, decoder.raster_of)
    nowhere = [""] * len(bodies)
    for _warm in range(4):
        list(pool.map(decoder.raster_of, bodies[:8], nowhere))
    for _ in range(rounds):
        times = []
        for decode in ways:
            began, spent = time.perf_counter(), processor_seconds()
            deque(pool.map(decode, bodies, nowhere), maxlen=0)
            times.append((time.perf_counter() - began, processor_seconds() - spent))
        (clock, processor), (confined_clock, confined_processor) = times
        by_clock.append(clock / confined_clock)
        by_processor.append(processor / confined_processor)
        here.append(1000 * processor / len(bodies))
    spent, ratio, by_the_clock = map(statistics.median, (here, by_processor, by_clock))
    print(
        f"{name:24} here {spent:7.2f} ms of processor time a picture;"
        f" confined {by_the_clock:.2f} of the pictures by the clock, {ratio:.2f} by processor time"
    )


def processor_seconds() -> float:
    """Of this process and those it started, in steps of 10 ms for those."""
    children = [one.cpu_times() for one in psutil.Process().children()]
    return time.process_time() + sum(one.user + one.system for one in children)


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
