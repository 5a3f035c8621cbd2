"""Pictures per second of a whole audit, next to the two models alone on the same pictures.

    python benchmarks/audit_speed.py FACES_DIR [--pictures 1000] [--rounds 3]

"Models alone" is what nothing that recognises faces with these weights can beat on this machine:
pictures already decoded and scaled, faces already aligned, one worker per core; only the two
networks run. The audit, with one worker per core too, decodes, detects, aligns, embeds, searches,
keeps its vault on disk and, for the site, fetches every picture from a server in another process.
Rounds alternate, so that both sides see the same noise; the medians count.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter

from exposure_app.domain.sources import Budget, Footing
from exposure_app.domain.work import CancelToken
from exposure_app.faces.models.pack import default_pack
from exposure_app.faces.pictures.decode import decode
from exposure_app.faces.recognition.recogniser import Recogniser, open_recogniser
from exposure_app.paths import Home
from exposure_app.session import Session, throw_away_keys
from exposure_app.settings import Settings
from exposure_app.settings.computer import cores
from labelled import people

SERVER = """
import json, sys
from pathlib import Path
from exposure_app.net.loopback import LoopbackSite
pictures = [Path(p) for p in json.load(sys.stdin)]
files = {f"/{i}.jpg": ("image/jpeg", p.read_bytes()) for i, p in enumerate(pictures)}
pages = range(0, len(pictures), 50)
for start in pages:
    shown = "".join(f'<img src="/{i}.jpg">' for i in range(start, min(start + 50, len(pictures))))
    files[f"/{start}.html"] = ("text/html", shown.encode())
files["/"] = ("text/html", "".join(f'<a href="/{s}.html">p</a>' for s in pages).encode())
with LoopbackSite(files) as site:
    print(site.url, flush=True)
    sys.stdin = open("/dev/null")
    import threading
    threading.Event().wait()
"""


def main() -> int:
    """Measure and print; 1 if the audit is slower than 0.7 of the models alone."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("faces", type=Path)
    parser.add_argument("--pictures", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    everybody = people(args.faces)
    pictures = [p for photos in everybody.values() for p in photos][: args.pictures]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        recogniser = open_recogniser(default_pack(), folder / "cache")
        alone, of_folder, of_site = [], [], []
        for _ in range(args.rounds):
            alone.append(models_alone(recogniser, pictures))
            of_folder.append(audit_folder(folder, pictures))
            of_site.append(audit_site(folder, pictures))
    base = statistics.median(alone)
    print(f"{len(pictures)} pictures, {cores()} workers, medians of {args.rounds} rounds")
    print(f"models alone   {len(pictures) / base:7.1f} pictures/s")
    ratios = []
    for name, times in (("folder audit", of_folder), ("site audit", of_site)):
        median = statistics.median(times)
        ratios.append(base / median)
        print(f"{name:14} {len(pictures) / median:7.1f} pictures/s   ratio {base / median:.2f}")
    return 0 if min(ratios) >= 0.7 else 1


def models_alone(recogniser: Recogniser, pictures: list[Path]) -> float:
    """Seconds for both networks over all pictures, everything around them done beforehand."""
    decoded = [decode(p.read_bytes(), "") for p in pictures]
    inputs = [recogniser.detector_input(pixels) for pixels in decoded]
    crops = [[face.crop for face in recogniser.detect(pixels)] for pixels in decoded]
    blobs = [recogniser.embedder_input(some) for some in crops]

    def both(i: int) -> None:
        recogniser.run_detector(inputs[i])
        if crops[i]:
            recogniser.run_embedder(blobs[i])

    with ThreadPoolExecutor(cores()) as pool:
        began = perf_counter()
        list(pool.map(both, range(len(pictures))))
        return perf_counter() - began


def audit_folder(folder: Path, pictures: list[Path]) -> float:
    """Seconds of an audit of a folder that holds exactly these pictures."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        shown = Path(name) / "shown"
        shown.mkdir()
        for i, picture in enumerate(pictures):
            (shown / f"{i}.jpg").hardlink_to(copied(folder, picture))
        return audit(Path(name), str(shown), folder, pictures)


def copied(folder: Path, picture: Path) -> Path:
    """A copy on the same file system, made once."""
    copy = folder / "pictures" / f"{picture.parent.name}-{picture.name}"
    if not copy.exists():
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(picture.read_bytes())
    return copy


def audit_site(folder: Path, pictures: list[Path]) -> float:
    """Seconds of an audit of a site that shows exactly these pictures."""
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert server.stdin is not None
    assert server.stdout is not None
    try:
        json.dump([str(p) for p in pictures], server.stdin)
        server.stdin.close()
        url = server.stdout.readline().strip()
        with tempfile.TemporaryDirectory(dir=folder) as name:
            return audit(Path(name), url, folder, pictures)
    finally:
        server.kill()
        server.wait()


def audit(place: Path, locator: str, folder: Path, pictures: list[Path]) -> float:
    """Seconds from the audit's start to its end, models opened beforehand."""
    home = Home(data=place / "data", cache=folder / "cache", log=place / "log")
    home.create()
    with Session.open(home, ask_passphrase=lambda _new: None, keys=throw_away_keys()) as session:
        session.settings.change(Settings(cores=cores(), is_gentle=False))
        for _ in session.people.enrol(pictures[:1], report=lambda _p: None, cancel=CancelToken()):
            pass
        session.sources.add(
            locator,
            Footing.OWNED,
            budget=Budget(delay_s=0, max_images=len(pictures) + 1, max_pages=len(pictures)),
            allow_private=True,
        )
        began = perf_counter()
        for _ in session.audits.run(report=lambda _p: None, cancel=CancelToken()):
            pass
        seconds = perf_counter() - began
        summary = session.audits.last()
        assert summary is not None
        assert summary.coverage.images_decoded == len(pictures), summary.coverage
        return seconds


if __name__ == "__main__":
    sys.exit(main())
