"""The profile that the pictures of docs/images show: made up, but for the face."""

import hashlib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TypeGuard

from exposure_app.domain import errors
from exposure_app.domain.findings import Band, Note
from exposure_app.domain.requests import RequestRecord
from exposure_app.domain.self_check import Check
from exposure_app.domain.sources import Footing, Kind, Permission, Proof, Source
from exposure_app.domain.work import CancelToken, Progress
from tests.ui.album import face_jpeg
from tests.ui.fake_session import NOW, FakeSession, Scripted, finding, gap
from tests.ui.fakes.sources import FakeSources

CHOIR, ALUMNI = "https://www.my-choir.example", "https://alumni.example.org/2019"


class ShownSources(FakeSources):
    """The places, with a made-up home for the one that is a folder."""

    def all(self) -> list[Source]:
        """Every place."""
        return [
            replace(one, locator="/home/sam/Pictures/export") if one.kind is Kind.FOLDER else one
            for one in super().all()
        ]


class ShownSession(FakeSession):
    """A profile as it looks after a first audit, with a folder that is nobody's."""

    def __init__(self) -> None:
        super().__init__()
        self.sources = ShownSources(self)


def session(folder: Path) -> ShownSession:
    """Somebody enrolled, three places, an audit, some answers. `folder` holds the photos."""
    folder.mkdir(exist_ok=True)
    made = ShownSession()
    photos = [folder / f"{copy}.jpg" for copy in ("portrait", "mirrored", "grey", "warm")]
    for photo in photos:
        photo.write_bytes(face_jpeg() + photo.name.encode())
    for _template in made.people.enrol(photos, report=_unheard, cancel=CancelToken()):
        pass
    choir = made.sources.add(f"{CHOIR}/", Footing.OWNED)
    made.sources.shown[choir.id] = Proof.FILE
    made.sources.prove(choir.id, cancel=CancelToken())
    made.sources.add(
        f"{ALUMNI}/reunion",
        Footing.OPTED_IN,
        kind=Kind.PAGE,
        permission=Permission("J. Miller, secretary", date(2026, 10, 12), "", None),
    )
    made.sources.add(str(folder), Footing.MY_EXPORT)
    strong, looks, weak = Band.VERY_LIKELY, Band.LOOKS_LIKE_YOU, Band.POSSIBLY
    made.audits.script = [
        finding("a", band=strong, pages=[f"{CHOIR}/people", f"{CHOIR}/news/summer-concert"]),
        finding("b", band=strong, copy="mirrored", pages=[f"{ALUMNI}/reunion"]),
        finding("c", band=strong, copy="grey", pages=[f"{CHOIR}/archive/2017"]),
        finding(
            "d",
            band=looks,
            copy="warm",
            pages=[f"{CHOIR}/news/summer-concert"],
            notes=(Note.SMALL_FACE, Note.LOOK_ALIKE),
        ),
        finding("e", band=looks, copy="tilted", pages=[f"{ALUMNI}/reunion", f"{ALUMNI}/dinner"]),
        finding("f", band=looks, copy="pale", pages=[f"{ALUMNI}/dinner"]),
        finding("g", band=looks, copy="dark", pages=[f"{CHOIR}/archive/2016"]),
        finding("h", band=weak, copy="soft", pages=[f"{CHOIR}/archive/2016"]),
        *[gap(errors.NotFound, f"{CHOIR}/img/{n}.jpg") for n in range(4)],
        *[gap(errors.RefusedByRobots, f"{ALUMNI}/members/{n}") for n in range(12)],
        gap(errors.TimedOut, f"{CHOIR}/guestbook"),
    ]
    made.people.add_look_alike(photos[0])
    ids = {one.finding.image_sha256: one.finding.id for one in made.audits.script if _is_found(one)}
    by_name = {name: ids[hashlib.sha256(name.encode()).hexdigest()] for name in "abcdefgh"}
    made.findings.offered = {by_name["b"]}
    made.findings.moves.append({by_name["g"]: weak, by_name["f"]: weak, by_name["h"]: None})
    made.requests.records = _ledger()
    made.checks = _checks()
    return made


def _is_found(step: object) -> TypeGuard[Scripted]:
    return isinstance(step, Scripted)


def _unheard(_progress: Progress) -> None:
    pass


def _checks() -> list[Check]:
    facts: dict[str, dict[str, str | int]] = {
        "weights": {"pack": "yunet-sface"},
        "models": {"model": "yunet-sface", "n": 128},
        "key": {"place": "Secret Service"},
        "vault": {},
        "index": {"index": "hnsw"},
        "telemetry": {},
        "folders": {},
    }
    return [Check(name, is_ok=True, facts=found) for name, found in facts.items()]


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
