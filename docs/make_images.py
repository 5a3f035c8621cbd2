"""Makes docs/images: every page of the window, light and dark, with a picture in the public domain.

Run from a checkout: `python docs/make_images.py [FOLDER]`.
"""

import os
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from PIL import Image
from PySide6.QtCore import QEventLoop, QLocale, Qt
from PySide6.QtWidgets import QApplication

from exposure_app.domain import errors
from exposure_app.domain.findings import Band, Verdict
from exposure_app.domain.requests import RequestRecord
from exposure_app.domain.sources import Footing, Kind
from exposure_app.domain.work import CancelToken
from exposure_app.session import Check
from exposure_app.ui import theme
from exposure_app.ui.main import application
from exposure_app.ui.window import Window
from tests.ui.album import face_jpeg
from tests.ui.fake_session import NOW, FakeSession, Hold, finding, gap

SIZE = (1280, 800)
PAGES = ("you", "places", "audit", "findings", "trust")
COLOURS = 160
"""Enough for one face and two hues; keeps each picture below 200 kB."""


def session(folder: Path) -> FakeSession:
    """A profile as it looks after a first audit."""
    made = FakeSession()
    _enrol(made, folder)
    _add_places(made, folder)
    _script(made)
    for scripted in list(made.audit(report=lambda _progress: None, cancel=CancelToken())):
        del scripted
    kept = made.findings()
    for verdict, place in ((Verdict.ME, 0), (Verdict.ME, 1), (Verdict.UNSURE, 6)):
        made.judge(kept[place].id, verdict)
    made.records = _ledger()
    made.checks = [
        Check("weights", is_ok=True, detail="yunet-sface: SHA-256 as in models.lock"),
        Check("models", is_ok=True, detail="yunet-sface: 128 numbers a face"),
        Check("key", is_ok=True, detail="keychain"),
        Check("vault", is_ok=True, detail="every page authenticates"),
        Check("index", is_ok=True, detail="hnswlib"),
        Check("telemetry", is_ok=True, detail="off"),
        Check("folders", is_ok=True, detail="writable"),
    ]
    return made


def _enrol(made: FakeSession, folder: Path) -> None:
    photos = []
    for copy in ("portrait", "mirrored", "grey", "warm"):
        photo = folder / f"{copy}.jpg"
        photo.write_bytes(face_jpeg() + copy.encode())
        photos.append(photo)
    for _template in made.enrol(photos, report=lambda _progress: None, cancel=CancelToken()):
        pass


def _add_places(made: FakeSession, folder: Path) -> None:
    made.add_source("https://www.my-choir.example/", Footing.OWNED)
    made.add_source(
        "https://alumni.example.org/2019/reunion",
        Footing.OPTED_IN,
        kind=Kind.PAGE,
        note="J. Miller, secretary, 12 October",
    )
    export = folder / "photos-export"
    export.mkdir()
    source = made.add_source(str(export), Footing.MY_EXPORT)
    shown = made._sources
    shown[shown.index(source)] = type(source)(
        **{
            name: getattr(source, name)
            for name in ("id", "kind", "footing", "added_at", "note", "budget", "allow_private")
        },
        locator="/home/sam/Pictures/photos-export",
    )


def _script(made: FakeSession) -> None:
    strong, looks, weak = Band.VERY_LIKELY, Band.LOOKS_LIKE_YOU, Band.POSSIBLY
    choir, alumni = "https://www.my-choir.example", "https://alumni.example.org/2019"
    made.script = [
        finding("a", band=strong, pages=[f"{choir}/people", f"{choir}/news/summer-concert"]),
        finding("b", band=strong, copy="mirrored", pages=[f"{alumni}/reunion"]),
        finding("c", band=strong, copy="grey", pages=[f"{choir}/archive/2017"]),
        finding("d", band=looks, copy="warm", pages=[f"{choir}/news/summer-concert"]),
        finding("e", band=looks, copy="tilted", pages=[f"{alumni}/reunion", f"{alumni}/dinner"]),
        finding("f", band=looks, copy="small", pages=[f"{alumni}/dinner"]),
        finding("g", band=looks, copy="dark", pages=[f"{choir}/archive/2016"]),
        finding("h", band=weak, copy="soft", pages=[f"{choir}/archive/2016"]),
        *[gap(errors.NotFound, f"{choir}/img/{n}.jpg") for n in range(4)],
        *[gap(errors.RefusedByRobots, f"{alumni}/members/{n}") for n in range(12)],
        gap(errors.TimedOut, f"{choir}/guestbook"),
    ]


def _ledger() -> list[RequestRecord]:
    rows = [
        ("robots", "https://www.my-choir.example/robots.txt", 200, "", 120, 310),
        ("page", "https://www.my-choir.example/", 200, "", 180, 18_400),
        ("page", "https://www.my-choir.example/people", 200, "", 186, 22_150),
        ("image", "https://www.my-choir.example/img/choir-2025.jpg", 200, "", 201, 412_300),
        ("image", "https://www.my-choir.example/img/0.jpg", 404, "not_found", 196, 512),
        ("page", "https://www.my-choir.example/news/summer-concert", 200, "", 198, 31_870),
        ("page", "https://www.my-choir.example/guestbook", None, "timed_out", 190, 0),
        ("robots", "https://alumni.example.org/robots.txt", 200, "", 124, 96),
        ("page", "https://alumni.example.org/members/3", None, "robots", 0, 0),
        ("page", "https://alumni.example.org/2019/reunion", 200, "", 188, 27_640),
    ]
    return [
        RequestRecord(
            at=NOW + timedelta(seconds=7 * n),
            source="1",
            url=url,
            purpose=purpose,
            address="" if refused == "robots" else "203.0.113.7",
            status=status,
            refused=refused,
            bytes_up=up,
            bytes_down=down,
        )
        for n, (purpose, url, status, refused, up, down) in enumerate(rows)
    ]


def settle(window: Window) -> None:
    """Let everything the window began come to its end, and paint what came of it."""
    app = QApplication.instance()
    for _again in range(3):
        app.processEvents()
        if not window.jobs.is_idle:
            loop = QEventLoop()
            window.jobs.idle.connect(loop.quit)
            loop.exec()
            window.jobs.idle.disconnect(loop.quit)
        app.processEvents()


def open_window(folder: Path) -> Window:
    """A window over the profile of `session`, ready to be looked at."""
    made = session(folder)
    window = Window(lambda _ask: made)
    window.resize(*SIZE)
    window.show()
    window.begin()
    settle(window)
    return window


def show(window: Window, page: str) -> None:
    """Bring a page into the state its picture shows."""
    window.go(page)
    if page == "you":
        intake = window.pages["you"].intake
        intake.outcomes.clear()
    if page == "trust":
        window.pages["trust"].self_check.run()
    if page == "audit":
        window.session.script.append(Hold())
        window.pages["audit"].begin()
    settle_but_for_holds(window, page)


def settle_but_for_holds(window: Window, page: str) -> None:
    if page != "audit":
        settle(window)
        return
    hold = next(step for step in window.session.script if isinstance(step, Hold))
    loop = QEventLoop()
    hold.reached.wait()
    from PySide6.QtCore import QTimer

    QTimer.singleShot(400, loop.quit)
    loop.exec()


def save(window: Window, path: Path) -> None:
    """What the window shows, as a small PNG."""
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "raw.png"
        window.grab().save(str(raw))
        picture = Image.open(raw).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
