"""One of each thing that a document tells of, with every field filled, and once with none."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath

import numpy as np

from exposure_app.domain.context import Context, Coordinates, Taken
from exposure_app.domain.errors import CannotRead, NoFaceFound
from exposure_app.domain.faces import Embedding, SubjectId, Template, TemplateId
from exposure_app.domain.findings import Band, BandChange, GivenVerdict, Match, Note, Verdict
from exposure_app.domain.kept_faces import KeptCount, KeptMatch
from exposure_app.domain.pack_change import PackChange
from exposure_app.domain.photos import Offer, ProposedPhoto
from exposure_app.domain.receipts import Holdings, Receipt
from exposure_app.domain.removal import Removal
from exposure_app.domain.requests import RequestRecord
from exposure_app.domain.self_check import Check
from exposure_app.domain.show_me import MarkerLook, ShowMeRun
from exposure_app.domain.sources import Budget, Footing, Kind, Permission, Proof, Source, SourceId
from exposure_app.domain.subjects import Consent, LookAlike, LookAlikeId, Subject
from exposure_app.domain.work import Skipped
from exposure_app.faces.models.pack import ModelPack, WeightFile
from exposure_app.newer.news import VersionNews
from exposure_app.newer.notice import VersionNotice
from exposure_app.session import PackState, PackStatus
from tests.report.samples import NOW, THEN, audit, finding, place

LATER = datetime(2031, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)

CONTEXT = Context(
    page_title="Summer", alt="Two people", caption="Ada at sea", nearby="and on",
    author="@bo", album="Sea", people=("Ada Lovelace", "Bo"), date=NOW,
    where=Coordinates(50.9512345, -1.85), where_name="Calais",
    other_sizes=("https://club.example/s.jpg",),
)  # fmt: skip
TOLD = finding(
    "f7", subject="Ädå", band=Band.VERY_LIKELY, score=0.712345, verdict=Verdict.UNSURE,
    notes=(Note.SMALL_FACE, Note.CHILD), taken=Taken(NOW, Coordinates(-33.5, 70.1234567)),
    places=[replace(place(gone=NOW), context=CONTEXT), place("file:///home/ada/x")],
)  # fmt: skip
PLAIN = finding("f8", places=[])
SUMMARY = audit([TOLD, PLAIN])
CHANGES = (
    BandChange(TOLD, None, Band.POSSIBLY),
    BandChange(PLAIN, Band.LOOKS_LIKE_YOU, None),
    BandChange(replace(PLAIN, verdict=Verdict.ME), Band.POSSIBLY, Band.VERY_LIKELY),
)
ANSWERS = (GivenVerdict(4, TOLD, Verdict.NOT_ME, NOW), GivenVerdict(3, PLAIN, Verdict.ME, THEN))
OFFER = Offer(TOLD.id, "Ädå", "teen", 3)

PHOTOS = tuple(
    Template(
        TemplateId(name), SubjectId("s1"), era, Embedding(np.array([1, 0], np.float32), "m"),
        f"{name}-sha", b"", NOW,
    )
    for name, era in (("t1", "teen"), ("t2", ""))
)  # fmt: skip
REFUSED = (
    Skipped("/home/ada/a.jpg", NoFaceFound("a.jpg")),
    Skipped("/home/ada/b.jpg", CannotRead("b.jpg")),
)
SUBJECTS = (
    Subject(SubjectId("s1"), "me", Consent.SELF, THEN, 2),
    Subject(SubjectId("s2"), "Bea", Consent.GUARDIAN, THEN, 0, THEN, "Ada"),
)
ODD = {"me": [TemplateId("t2")], "Bea": []}
LOOK_ALIKE = LookAlike(LookAlikeId("l1"), SubjectId("s1"), "sha", b"", NOW)
PROPOSED = tuple(
    ProposedPhoto(
        PurePosixPath(f"/home/ada/{n}.jpg"),  # written alike on every system
        Match(SubjectId("s1"), TemplateId("t1"), 0.65432, Band.POSSIBLY),
        n, b"", (400, 300), reason,
    )
    for n, reason in ((1, None), (2, "blurred"))
)  # fmt: skip

KEPT = {SourceId("s"): KeptCount(12, 3, NOW, LATER)}
KEPT_SEARCH = KeptMatch(12, 2, NOW, True, CHANGES, {Band.LOOKS_LIKE_YOU: 0.123456789})
SOURCES = (
    Source(
        SourceId("s"), "https://club.example/", Kind.WEB_SITE, Footing.OPTED_IN, NOW, "a note",
        Budget(1, 2, 3, 4, 0.5, 6, 7), True, "token", Proof.DNS, LATER, True,
        Permission("J. Miller", date(2026, 3, 1), "go ahead", date(2026, 3, 31)), 30,
    ),
    Source(
        SourceId("t"), "/home/ada/photos", Kind.FOLDER, Footing.MY_EXPORT, NOW,
        permission=Permission("Bo", date(2026, 3, 1)),
    ),
    Source(SourceId("u"), "/home/ada/more", Kind.FOLDER, Footing.MY_EXPORT, NOW),
)  # fmt: skip
REMOVAL = Removal(SOURCES[0], (TOLD, PLAIN), 2, 5, 12, NOW)
RECEIPT = Receipt("Bea", Holdings(*range(1, 11)), NOW, 7, is_key_gone=True)
UNCOUNTED = Receipt("", None, NOW)
REQUESTS = (
    RequestRecord(NOW, "s", "https://a.example:8080/x", "page", "192.0.2.1", 200, "", 120, 4000),
    RequestRecord(NOW, "", "https://b.example/", "image", "", None, "robots", 0, 0, line=4),
)

_FILES = [
    WeightFile(Path(f"{n}.onnx"), n, f"{n}-sha", "MIT", Path("LICENSE"), "https://w.example/")
    for n in (1, 2)
]
PACK_HERE = PackState(
    "mine", "My pack", "MIT", "the text\n", "", PackStatus.READY, True, False, None,
    ModelPack("mine", "My pack", Path("x"), *_FILES, 128, ignored=("age.onnx",)),
)  # fmt: skip
PACK_ABROAD = PackState(
    "other", "Other", "Apache-2.0", "", "https://w.example/", PackStatus.NOT_HERE, False, True,
    1234, None,
)  # fmt: skip
CHANGE_OF_PACK = PackChange(2, 3, PHOTOS, CHANGES, 1, 12.34567)

CHECKS = (Check("room", True, {"n": 1234}), Check("folders", False, trouble="not_writable"))
SHOWN = ShowMeRun(
    ("GET / HTTP/1.1\r\n",), 40, 2, (MarkerLook("name", 3, ()), MarkerLook("face", 9, (1,))), 2, 2,
    ("odd",), ("unlisted",), ("escape",),
)  # fmt: skip

NEWS = VersionNews(
    "1.2.0",
    VersionNotice(
        "1.3.0", date(2031, 1, 2), date(2031, 2, 3), date(2031, 4, 5), "1.2.1",
        "https://a.example/1.3.0",
    ),
)  # fmt: skip
