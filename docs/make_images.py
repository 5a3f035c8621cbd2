"""Makes docs/images: every page of the window, light and dark.

Run in a checkout: `python -m docs.make_images [FOLDER]`. The face is the NASA portrait that
scikit-image ships (public domain); the addresses are made up.
"""

import os
import sys
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QEventLoop, QLocale, Qt
from PySide6.QtWidgets import QApplication

from exposure_app.domain import errors
from exposure_app.domain.findings import Band, Verdict
from exposure_app.domain.requests import RequestRecord
from exposure_app.domain.sources import Footing, Kind, Source
from exposure_app.domain.work import CancelToken, Progress
from exposure_app.session import Check
from exposure_app.ui import theme
from exposure_app.ui.main import application
from exposure_app.ui.window import Window
from tests.ui.album import face_jpeg
from tests.ui.fake_session import NOW, FakeSession, finding, gap

FOLDER = Path(__file__).resolve().parent / "images"
SIZE = (1280, 800)
PAGES = ("you", "places", "audit", "findings", "trust")
SCHEMES = {"": Qt.ColorScheme.Light, "-dark": Qt.ColorScheme.Dark}
COLOURS = 160
"""Enough for one face and two hues, and keeps each picture below 200 kB."""

CHOIR, ALUMNI = "https://www.my-choir.example", "https://alumni.example.org/2019"


class ShownSession(FakeSession):
    """A profile as it looks after a first audit, with a folder that is nobody's."""

    def sources(self) -> list[Source]:
        """The places, with a made-up home for the one that is a folder."""
        return [
            replace(one, locator="/home/sam/Pictures/export") if one.kind is Kind.FOLDER else one
            for one in super().sources()
        ]


def session(folder: Path) -> ShownSession:
    """Somebody enrolled, three places, an audit, some answers. `folder` holds the photos."""
    made = ShownSession()
    photos = [folder / f"{copy}.jpg" for copy in ("portrait", "mirrored", "grey", "warm")]
    for photo in photos:
        photo.write_bytes(face_jpeg() + photo.name.encode())
    for _template in made.enrol(photos, report=_unheard, cancel=CancelToken()):
        pass
    made.add_source(f"{CHOIR}/", Footing.OWNED)
    made.add_source(
        f"{ALUMNI}/reunion",
        Footing.OPTED_IN,
        kind=Kind.PAGE,
        note="J. Miller, secretary, 12 October",
    )
    made.add_source(str(folder), Footing.MY_EXPORT)
    strong, looks, weak = Band.VERY_LIKELY, Band.LOOKS_LIKE_YOU, Band.POSSIBLY
    made.script = [
        finding("a", band=strong, pages=[f"{CHOIR}/people", f"{CHOIR}/news/summer-concert"]),
        finding("b", band=strong, copy="mirrored", pages=[f"{ALUMNI}/reunion"]),
        finding("c", band=strong, copy="grey", pages=[f"{CHOIR}/archive/2017"]),
        finding("d", band=looks, copy="warm", pages=[f"{CHOIR}/news/summer-concert"]),
        finding("e", band=looks, copy="tilted", pages=[f"{ALUMNI}/reunion", f"{ALUMNI}/dinner"]),
        finding("f", band=looks, copy="pale", pages=[f"{ALUMNI}/dinner"]),
        finding("g", band=looks, copy="dark", pages=[f"{CHOIR}/archive/2016"]),
        finding("h", band=weak, copy="soft", pages=[f"{CHOIR}/archive/2016"]),
        *[gap(errors.NotFound, f"{CHOIR}/img/{n}.jpg") for n in range(4)],
        *[gap(errors.RefusedByRobots, f"{ALUMNI}/members/{n}") for n in range(12)],
        gap(errors.TimedOut, f"{CHOIR}/guestbook"),
    ]
    made.records = _ledger()
    made.checks = _checks()
    return made


def _unheard(_progress: Progress) -> None:
    pass


def _checks() -> list[Check]:
    details = {
        "weights": "yunet-sface: SHA-256 as in models.lock",
        "models": "yunet-sface: 128 numbers a face",
        "key": "keychain",
        "vault": "every page authenticates",
        "index": "hnswlib",
        "telemetry": "off",
        "folders": "writable",
    }
    return [Check(name, is_ok=True, detail=detail) for name, detail in details.items()]


def _ledger() -> list[RequestRecord]:
    rows = [
        ("robots", f"{CHOIR}/robots.txt", 200, "", 120, 310),
        ("page", f"{CHOIR}/", 200, "", 180, 18_400),
        ("page", f"{CHOIR}/people", 200, "", 186, 22_150),
        ("image", f"{CHOIR}/img/choir-2025.jpg", 200, "", 201, 412_300),
        ("image", f"{CHOIR}/img/0.jpg", 404, "not_found", 196, 512),
        ("page", f"{CHOIR}/news/summer-concert", 200, "", 198, 31_870),
        ("page", f"{CHOIR}/guestbook", None, "timed_out", 190, 0),
        ("robots", "https://alumni.example.org/robots.txt", 200, "", 124, 96),
        ("page", f"{ALUMNI}/members/3", None, "robots", 0, 0),
        ("page", f"{ALUMNI}/reunion", 200, "", 188, 27_640),
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


def open_window(made: FakeSession) -> Window:
    """A window over `made`, in the size of the pictures."""
    window = Window(lambda _ask: made)
    window.resize(*SIZE)
    window.show()
    window.begin()
    settle(window)
    return window


def settle(window: Window) -> None:
    """Let everything the window began come to its end, and be painted."""
    # Painting asks for pictures, and pictures are painted: three rounds are enough for both.
    for _round in range(3):
        QApplication.processEvents()
        if not window.jobs.is_idle:
            loop = QEventLoop()
            window.jobs.idle.connect(loop.quit)
            loop.exec()
            window.jobs.idle.disconnect(loop.quit)
        QApplication.processEvents()


def show(window: Window, page: str) -> None:
    """Bring a page into the state that its picture shows."""
    window.enter(page)
    if page == "audit":
        window.pages["audit"].begin()
    if page == "trust":
        window.pages["trust"].self_check.run()
    settle(window)
    if page == "findings":
        findings = window.pages["findings"]
        findings.view.setCurrentIndex(findings.findings.index(0))
        for verdict in (Verdict.ME, Verdict.ME, Verdict.UNSURE):
            findings.judge(verdict)
        settle(window)


def save(window: Window, path: Path) -> None:
    """What the window shows, as a small PNG."""
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "raw.png"
        window.grab().save(str(raw))
        with Image.open(raw) as picture:
            small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(path, optimize=True)


def main(folder: Path = FOLDER) -> None:
    """Write ten pictures to `folder`."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Dates as an English reader expects them, wherever this runs.
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    app = application()
    folder.mkdir(parents=True, exist_ok=True)
    for suffix, scheme in SCHEMES.items():
        theme.dress(app, scheme)
        with tempfile.TemporaryDirectory() as photos:
            window = open_window(session(Path(photos)))
            for page in PAGES:
                show(window, page)
                save(window, folder / f"{page}{suffix}.png")
            window.close()
            settle(window)
    theme.dress(app, Qt.ColorScheme.Light)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
