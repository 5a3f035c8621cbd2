"""Mutated real files of every format we read, through the confined decoder: what becomes of them.

    python benchmarks/fuzz_decoder.py [--files 10000] [--seed 1] [--workers 2]

Each of the files that the tests make (stills and animations) is altered in ways that have broken
decoders: bits and bytes, numbers at their limits, pieces cut out, doubled, or taken from another
file. Any outcome is counted; one that is neither pixels nor a foreseen error is an escape, and the
exit code says so.
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from threading import Lock

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from exposure_app.decoder.decoder import Decoder
from exposure_app.domain.errors import DecodeError, DecoderKeepsEnding
from tests.decoder.files import ANIMATED, REAL

Mutation = Callable[[bytearray, random.Random], None]

LIMITS = [
    number.to_bytes(length, order)
    for length in (1, 2, 4)
    for number in (0, 1, (1 << 8 * length - 1) - 1, 1 << 8 * length - 1, (1 << 8 * length) - 1)
    for order in ("big", "little")
]


def flip_bits(body: bytearray, rng: random.Random) -> None:
    """One to eight bits."""
    for _ in range(rng.randint(1, 8)):
        body[place(body, rng)] ^= 1 << rng.randrange(8)


def set_bytes(body: bytearray, rng: random.Random) -> None:
    """One to sixteen bytes."""
    for _ in range(rng.randint(1, 16)):
        body[place(body, rng)] = rng.randrange(256)


def set_number(body: bytearray, rng: random.Random) -> None:
    """A number where lengths and sizes are, at its limit."""
    for _ in range(rng.randint(1, 3)):
        at = place(body, rng)
        number = rng.choice(LIMITS)
        body[at : at + len(number)] = number


def cut_off(body: bytearray, rng: random.Random) -> None:
    """The end."""
    del body[place(body, rng) + 1 :]


def cut_out(body: bytearray, rng: random.Random) -> None:
    """A piece in the middle."""
    at = place(body, rng)
    del body[at : at + rng.randint(1, 64)]


def double(body: bytearray, rng: random.Random) -> None:
    """A piece, once or many times."""
    at, length = place(body, rng), rng.randint(1, 256)
    body[at:at] = body[at : at + length] * rng.choice((1, 1, 2, 20))


def blank(body: bytearray, rng: random.Random) -> None:
    """A piece, with zeroes or ones."""
    at = place(body, rng)
    length = min(len(body) - at, rng.randint(1, 512))
    body[at : at + length] = rng.choice((b"\0", b"\xff")) * length


def splice(body: bytearray, rng: random.Random) -> None:
    """Goes on as another file."""
    other = rng.choice(list(REAL.values()))
    at = place(body, rng)
    body[at:] = other[rng.randrange(len(other)) :]


MUTATIONS: tuple[Mutation, ...] = (
    flip_bits, set_bytes, set_number, set_number, cut_off, cut_out, double, blank, splice,
)  # fmt: skip


def place(body: bytearray, rng: random.Random) -> int:
    """Anywhere, but half of the time where headers are."""
    far = min(len(body), 256) if rng.random() < 0.5 else len(body)
    return rng.randrange(max(1, far))


def mutated(files: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Name of the format and the file, altered in one to four ways."""
    whole = {**REAL, **{f"animated {kind}": body for kind, body in ANIMATED.items()}}
    names = sorted(whole)
    rng = random.Random(seed)
    for number in range(files):
        name = names[number % len(names)]
        body = bytearray(whole[name])
        for _ in range(rng.choice((1, 1, 1, 3))):
            if body:
                rng.choice(MUTATIONS)(body, rng)
        yield name, bytes(body)


class Outcomes:
    """What became of each file. Used by several threads."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.escaped: list[str] = []
        self.slowest = (0.0, "")
        self._lock = Lock()

    def add(self, name: str, outcome: str, seconds: float, *, escaped: bool = False) -> None:
        """Count one."""
        with self._lock:
            self.counts[outcome] += 1
            self.slowest = max(self.slowest, (seconds, name))
            if escaped:
                self.escaped.append(f"{name}: {outcome}")


def look(decoder: Decoder, outcomes: Outcomes, name: str, body: bytes) -> None:
    """Decode one file as an audit does."""
    began = time.perf_counter()
    escaped = False
    try:
        frames = decoder.frames_of(body, "")
        pixels = [frame.pixels() for frame in frames]
        decoder.taken_of(body, "")
        escaped = any(one.ndim != 3 or one.shape[2] != 3 for one in pixels)
        outcome = "pixels"
    except DecodeError as why:
        reason = getattr(why, "obstacle", "")
        outcome = f"{type(why).__name__} {reason}".strip()
    except DecoderKeepsEnding:
        raise
    except Exception as surprise:  # noqa: BLE001 - this is what is looked for
        outcome, escaped = type(surprise).__name__, True
    outcomes.add(name, outcome, time.perf_counter() - began, escaped=escaped)


def main() -> int:
    """Alter, decode, count; 1 if anything escaped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    outcomes = Outcomes()
    program = psutil.Process()
    before = program.memory_info().rss
    began = time.perf_counter()
    with (
        Decoder(workers=args.workers) as decoder,
        ThreadPoolExecutor(args.workers) as threads,
    ):
        files = mutated(args.files, args.seed)
        while some := list(islice(files, 200)):  # so that few wait in memory
            list(threads.map(lambda one: look(decoder, outcomes, *one), some))
    seconds = time.perf_counter() - began
    kinds = len(REAL) + len(ANIMATED)
    print(f"{args.files} files out of {kinds}, seed {args.seed}, {seconds:.0f} s")
    for outcome, count in outcomes.counts.most_common():
        print(f"  {count:6} {outcome}")
    print(f"slowest: {outcomes.slowest[0]:.2f} s, {outcomes.slowest[1]}")
    print(f"memory of this process: {(program.memory_info().rss - before) / 1e6:+.0f} MB")
    print(f"processes left: {len(program.children())}")
    print(f"escaped: {len(outcomes.escaped)} {outcomes.escaped[:5]}")
    return 1 if outcomes.escaped or program.children() else 0


if __name__ == "__main__":
    sys.exit(main())
