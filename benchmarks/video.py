"""How many appearances of a person in a video are found by sampling its frames, and how fast.

    python benchmarks/video.py [--seconds 120] [--seed 1] [--rounds 3]

Makes a video of 1280 x 720 at 25 frames a second from pictures that installed packages ship:
scenes of 2 to 9 seconds over which a camera pans; in some of them six other people; and one person
who walks in for 0.2 to 4 seconds, 90 to 330 pixels large. It is coded three ways: with whole frames
where the encoder likes them, one a second as phones do, and one in all. An appearance is found if a
frame within it has a face above the threshold of FMR 1e-4. Sampling is compared to looking at every
frame of the first coding, in the same run. Prints a table in Markdown.
"""

import argparse
import io
import random
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

import av
import numpy as np
from PIL import Image
from skimage import data

from exposure_app.domain.faces import Embedding
from exposure_app.faces.models.pack import default_pack
from exposure_app.faces.pictures.raster import Still
from exposure_app.faces.recognition.quality import is_usable
from exposure_app.faces.recognition.recogniser import Recogniser, open_recogniser
from exposure_app.gallery.calibration.threshold import Calibration
from exposure_app.media.video import DEFAULT, Sampling, frames

WIDTH, HEIGHT, RATE = 1280, 720, 25
FMR = 1e-4
EVERY = Sampling(every_frame=True)
CODED = {
    "where the encoder likes": {},
    "one a second": {"g": "25"},
    "one in all": {"g": "100000", "sc_threshold": "0"},
}
LENGTHS = ((0.0, 0.5), (0.5, 1.0), (1.0, 2.0), (2.0, 9.0))


@dataclass(frozen=True, slots=True)
class Appearance:
    """When the person is in view, in seconds, and how large their picture is."""

    begin: float
    end: float
    side: int
    left: int
    top: int


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    drawn = random.Random(args.seed)
    appearances = draw(args.seconds, drawn)
    shown = list(script(args.seconds, appearances, drawn))
    pack = default_pack()
    curve = Calibration.load(pack.folder / "calibration.json").curves[1]
    threshold = next(point.threshold for point in curve if point.fmr == FMR)
    with tempfile.TemporaryDirectory() as cache:
        recogniser = open_recogniser(pack, Path(cache))
        [face] = recogniser.detect(Still(np.asarray(Image.fromarray(data.astronaut()))))
        [person] = recogniser.embed([face.crop])
        print(f"{len(appearances)} appearances in {args.seconds} s")
        print(
            "\n| whole frames | side | frames | reading | looking | s per minute | ratio | found |"
        )
        print("|---|---|---|---|---|---|---|---|")
        whole: Measured | None = None
        for name, options in CODED.items():
            body = coded(shown, options)
            if whole is None:
                whole = measure(body, EVERY, recogniser, person, threshold, rounds=1)
                print(row(name, "every", whole, whole, appearances, args.seconds))
            sampled = measure(body, DEFAULT, recogniser, person, threshold, rounds=args.rounds)
            print(row(name, "sampled", sampled, whole, appearances, args.seconds), flush=True)
    return 0


@dataclass(frozen=True, slots=True)
class Measured:
    """frames: how many. reading, looking: seconds. at: when the person was seen."""

    frames: int
    reading: float
    looking: float
    at: list[float]

    @property
    def seconds(self) -> float:
        """In all."""
        return self.reading + self.looking


def measure(
    body: bytes,
    sampling: Sampling,
    recogniser: Recogniser,
    person: Embedding,
    threshold: float,
    *,
    rounds: int,
) -> Measured:
    """Read and look, `rounds` times; the medians."""
    taken = [_once(body, sampling, recogniser, person, threshold) for _ in range(rounds)]
    return Measured(
        taken[0].frames,
        median(one.reading for one in taken),
        median(one.looking for one in taken),
        taken[0].at,
    )


def _once(
    body: bytes, sampling: Sampling, recogniser: Recogniser, person: Embedding, threshold: float
) -> Measured:
    at, count, reading, looking = [], 0, 0.0, 0.0
    began = perf_counter()
    for facts, pixels in frames(io.BytesIO(body), "", sampling):
        reading += perf_counter() - began
        began = perf_counter()
        count += 1
        crops = [face.crop for face in recogniser.detect(Still(pixels)) if is_usable(face)]
        scores = [one.similarity(person) for one in recogniser.embed(crops)] if crops else []
        if max(scores, default=-1) >= threshold:
            at.append(facts["seconds"])
        looking += perf_counter() - began
        began = perf_counter()
    return Measured(count, reading + perf_counter() - began, looking, at)


def row(
    name: str,
    side: str,
    one: Measured,
    whole: Measured,
    appearances: list[Appearance],
    seconds: int,
) -> str:
    """A line of the table: found of all, by length of the appearance."""
    found = []
    for least, most in LENGTHS:
        these = [a for a in appearances if least <= a.end - a.begin < most]
        met = sum(any(a.begin - 0.05 <= t <= a.end + 0.05 for t in one.at) for a in these)
        found.append(f"{least:g}-{most:g} s: {met}/{len(these)}")
    minutes = seconds / 60
    return (
        f"| {name} | {side} | {one.frames} | {one.reading:.1f} s | {one.looking:.1f} s "
        f"| {one.seconds / minutes:.1f} | {one.seconds / whole.seconds:.3f} | {', '.join(found)} |"
    )


def draw(seconds: int, drawn: random.Random) -> list[Appearance]:
    """Appearances one after the other, short and long ones as often as each other."""
    found = []
    at = drawn.uniform(0.5, 2)
    while at < seconds - 5:
        least, most = drawn.choice(((0.2, 0.5), (0.5, 1), (1, 2), (2, 4)))
        end = at + drawn.uniform(least, most)
        side = drawn.randint(180, 660)  # the face is half as wide as the portrait
        left, top = drawn.randint(0, WIDTH - side), drawn.randint(0, HEIGHT - side)
        found.append(Appearance(at, end, side, left, top))
        at = end + drawn.uniform(0.5, 3)
    return found


def script(
    seconds: int, appearances: list[Appearance], drawn: random.Random
) -> Iterator[Callable[[], np.ndarray]]:
    """What each frame shows, made when it is asked for."""
    scenes = [*map(Image.fromarray, (data.coffee(), data.rocket(), data.chelsea())), _crowd()]
    person = Image.fromarray(data.astronaut())
    scene, until, drift = scenes[0], 0.0, 0.0
    for number in range(seconds * RATE):
        at = number / RATE
        if at >= until:
            scene = drawn.choice(scenes).resize((WIDTH + 200, HEIGHT + 100))
            until, drift = at + drawn.uniform(2, 9), drawn.uniform(5, 25)
        shift = min(200, int(drift * max(0.0, 9 - (until - at))))
        here = [one for one in appearances if one.begin <= at < one.end]
        yield lambda scene=scene, shift=shift, here=here, at=at: _frame(
            scene, shift, here, at, person
        )


def _frame(
    scene: Image.Image, shift: int, here: list[Appearance], at: float, person: Image.Image
) -> np.ndarray:
    frame = scene.crop((shift, shift // 2, shift + WIDTH, shift // 2 + HEIGHT))
    for one in here:
        moved = int(30 * (at - one.begin))
        frame.paste(person.resize((one.side, one.side)), (one.left + moved, one.top))
    return np.asarray(frame)


def _crowd() -> Image.Image:
    import insightface

    picture = Path(insightface.__file__).parent / "data" / "images" / "t1.jpg"
    return Image.open(picture).convert("RGB")


def coded(shown: list[Callable[[], np.ndarray]], options: dict[str, str]) -> bytes:
    """The video as H.264 in MP4."""
    body = io.BytesIO()
    with av.open(body, "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=RATE)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.options = {"preset": "veryfast", **options}
        for picture in shown:
            frame = av.VideoFrame.from_ndarray(picture(), format="rgb24")
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return body.getvalue()


if __name__ == "__main__":
    raise SystemExit(main())
