"""Memory of a long audit: its peak, and whether it grows with the number of pictures.

    python benchmarks/audit_memory.py FACES_DIR [--pictures 100000] [--goal-mb 700]

Makes a folder of that many distinct files of the set's pictures, each with a comment of its own,
all in one folder, which is the hardest to list. A process of its own audits it with all cores and
notes its resident memory each second. The slope is that of the line of least squares through the
samples after the first fifth of the pictures. 100,000 pictures take some 25 minutes on two cores
and 2 GB of disk.
"""

import argparse
import itertools
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from threading import Event, Thread
from time import monotonic

import numpy as np
import psutil

from exposure_app.domain.sources import Footing
from exposure_app.domain.work import CancelToken, Progress
from exposure_app.paths import Home
from exposure_app.session import Session, throw_away_keys
from exposure_app.settings import Settings
from labelled import enrol_somebody, people

SAMPLE_S = 1.0
SAY_EVERY = 30  # samples
WARM = 0.2
FLAT_MB = 40.0
"""Growth after the first fifth up to which memory counts as flat: one picture of a crowd, or a
first large one, makes a network's working memory grow once."""


def main() -> int:
    """Measure and print; 1 if the goal is missed or memory grows."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("faces", type=Path)
    parser.add_argument("--pictures", type=int, default=100_000)
    parser.add_argument("--goal-mb", type=float, default=700)
    parser.add_argument("--audit", type=Path, help=argparse.SUPPRESS)  # of the process that audits
    args = parser.parse_args()
    if args.audit is not None:
        return audit(args.audit, args.pictures, args.goal_mb)
    with tempfile.TemporaryDirectory() as name:
        began = monotonic()
        fill(Path(name) / "shown", args.faces, args.pictures)
        print(f"{args.pictures:,} files made in {monotonic() - began:.0f} s", flush=True)
        return subprocess.run(
            [
                sys.executable, __file__, str(args.faces), "--audit", name,
                "--pictures", str(args.pictures), "--goal-mb", str(args.goal_mb),
            ],
            check=False,
        ).returncode  # fmt: skip


def fill(folder: Path, faces: Path, count: int) -> None:
    """Write `count` files into a new folder, no two alike."""
    folder.mkdir()
    bodies = [one.read_bytes() for photos in people(faces).values() for one in photos]
    for number, body in zip(range(count), itertools.cycle(bodies)):
        comment = f"{number:08}".encode()
        segment = b"\xff\xfe" + (len(comment) + 2).to_bytes(2) + comment  # ITU-T T.81, B.2.4.5
        (folder / f"IMG_{number:06}.jpg").write_bytes(body[:2] + segment + body[2:])


def audit(place: Path, count: int, goal_mb: float) -> int:
    """Audit `place`/shown and say what memory it took."""
    done, over = [0], Event()
    samples: list[tuple[int, float]] = []

    def hear(progress: Progress) -> None:
        if progress.stage == "pictures":
            done[0] = progress.done

    def sample() -> None:
        me, began = psutil.Process(), monotonic()
        while not over.wait(SAMPLE_S):
            samples.append((done[0], me.memory_info().rss / 1e6))
            if len(samples) % SAY_EVERY == 0:
                at, mb = samples[-1]
                print(f"{monotonic() - began:6.0f} s {at:8,} pictures {mb:6.0f} MB", flush=True)

    home = Home(data=place / "data", cache=place / "cache", log=place / "log")
    home.create()
    shown = place / "shown"
    sampler = Thread(target=sample)
    with Session.open(home, ask_passphrase=lambda _new: None, keys=throw_away_keys()) as session:
        session.settings.change(Settings(cores=os.cpu_count() or 1, is_gentle=False))
        enrol_somebody(session, sorted(shown.iterdir())[:50])
        session.sources.add(str(shown), Footing.OWNED)
        sampler.start()
        began = monotonic()
        try:
            for _ in session.audits.run(report=hear, cancel=CancelToken()):
                pass
        finally:
            over.set()
            sampler.join()
        seconds = monotonic() - began
        summary = session.audits.last()
    assert summary is not None
    assert summary.coverage.images_decoded == count, summary.coverage
    return say(samples, count, seconds, goal_mb)


def say(samples: list[tuple[int, float]], count: int, seconds: float, goal_mb: float) -> int:
    """Print peak and slope; 1 if either is too large."""
    table = np.array([one for one in samples if one[0] >= WARM * count])
    slope_mb = float(np.polyfit(table[:, 0], table[:, 1], 1)[0]) * 10_000
    peak_mb = max(mb for _, mb in samples)
    print(f"{count:,} pictures in {seconds:.0f} s ({count / seconds:.1f} a second)")
    print(f"peak {peak_mb:.0f} MB (goal {goal_mb:.0f})")
    growth_mb = table[-1, 1] - table[0, 1]
    print(f"after the first fifth {table[0, 1]:.0f} MB, at the end {table[-1, 1]:.0f} MB")
    print(f"growth {growth_mb:+.0f} MB (flat: up to {FLAT_MB:.0f})")
    print(f"slope {slope_mb:+.1f} MB per 10,000 pictures")
    return 0 if peak_mb <= goal_mb and growth_mb <= FLAT_MB else 1


if __name__ == "__main__":
    sys.exit(main())
