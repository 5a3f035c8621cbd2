"""Face models that only say how they stand, over lists in memory."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from exposure_app.domain import errors
from exposure_app.domain.faces import Template
from exposure_app.domain.findings import BandChange
from exposure_app.domain.pack_change import PackChange
from exposure_app.domain.work import CancelToken, Progress, Report
from exposure_app.faces.models.pack import ModelPack, default_pack
from exposure_app.session.models.pack_state import PackCost, PackState, PackStatus

if TYPE_CHECKING:
    from tests.ui.fake_session import FakeSession

LICENCE = "\n".join(
    ["For non-commercial research only.", ""]
    + [f"{n}. The makers of this model set condition number {n}." for n in range(1, 60)]
    + ["", "End of the conditions."]
)
SECONDS = 0.05


class FakeModels:
    """The same verbs as `exposure_app.session.models.model_verbs.ModelVerbs`.

    moves: what the next preview or use moves. lost: the photos it loses.
    """

    def __init__(self, session: "FakeSession") -> None:
        self._session = session
        self.moves: list[BandChange] = []
        self.lost: tuple[Template, ...] = ()
        self.calibrated_on: list[Path] = []
        self.accepted: set[str] = set()
        ships = PackState(
            name="yunet-sface",
            title="YuNet + SFace",
            licence="MIT AND Apache-2.0",
            licence_text="MIT License\n\nApache License, Version 2.0",
            origin="https://github.com/opencv/opencv_zoo",
            status=PackStatus.READY,
            is_active=True,
            is_default=True,
            download_bytes=None,
            pack=default_pack(),
        )
        research = replace(
            ships,
            name="buffalo_l",
            title="InsightFace buffalo_l",
            licence="non-commercial research",
            licence_text=LICENCE,
            origin="https://github.com/deepinsight/insightface/releases/download/v0.7",
            status=PackStatus.NOT_HERE,
            is_active=False,
            is_default=False,
            download_bytes=288_621_354,
            pack=None,
        )
        by_hand = replace(
            research,
            name="auraface",
            title="AuraFace",
            licence="Apache-2.0",
            licence_text="Apache License, Version 2.0",
            origin="https://huggingface.co/fal/AuraFace-v1",
            download_bytes=None,
        )
        self._packs = {one.name: one for one in (ships, research, by_hand)}

    def all(self) -> list[PackState]:
        return list(self._packs.values())

    def active(self) -> ModelPack:
        return default_pack()

    def accept_licence(self, name: str) -> None:
        known = self._known(name)
        self.accepted.add(name)
        if known.status is PackStatus.LICENCE_NOT_ACCEPTED:
            self._packs[name] = replace(known, status=PackStatus.NOT_CALIBRATED)

    def add(self, folder_or_zip: Path, *, name: str = "") -> PackState:
        named = name or folder_or_zip.stem
        if not folder_or_zip.exists() or "empty" in named:
            raise errors.PackUnusable(named, "no_detector")
        if named in self._packs:
            raise errors.PackExists(named)
        self._packs[named] = replace(
            self._packs["auraface"],
            name=named,
            title=named,
            licence="own",
            origin="",
            status=PackStatus.LICENCE_NOT_ACCEPTED,
            pack=default_pack(),
        )
        return self._packs[named]

    def download(self, name: str, *, report: Report, cancel: CancelToken) -> PackState:
        known = self._known(name)
        if name not in self.accepted:
            raise errors.LicenceNotAccepted(name)
        total = known.download_bytes
        if total is None:
            raise errors.NoDownload(name)
        for done in range(0, total, total // 4):
            cancel.check()
            report(Progress("bytes", done, total))
        self._packs[name] = replace(
            known, status=PackStatus.NOT_CALIBRATED, download_bytes=None, pack=default_pack()
        )
        return self._packs[name]

    def calibrate(
        self, name: str, labelled: Path, *, report: Report, cancel: CancelToken
    ) -> object:
        known = self._known(name)
        people = [one for one in labelled.iterdir() if one.is_dir()]
        for done, _person in enumerate(people, start=1):
            cancel.check()
            report(Progress("photos", done, len(people)))
        if len(people) < 2:
            raise errors.TooFewLabelledFaces(len(people), len(people), 100, 200, 20)
        self.calibrated_on.append(labelled)
        self._packs[name] = replace(known, status=PackStatus.READY)
        return object()

    def cost(self, name: str) -> PackCost:
        n = 0 if self._known(name).is_active else len(self._session.people.photos)
        m = len(self._session.findings.all())
        return PackCost(n, m, SECONDS * (n + m))

    def preview(self, name: str, *, report: Report, cancel: CancelToken) -> PackChange:
        if self._known(name).status is not PackStatus.READY:
            raise errors.NotCalibrated(name)
        photos = [] if self._known(name).is_active else self._session.people.photos
        findings = self._session.findings.all()
        total = len(photos) + len(findings)
        for done in range(1, total + 1):
            cancel.check()
            report(Progress("pictures", done, total))
        return PackChange(
            len(photos), len(findings), self.lost, tuple(self.moves), 0, SECONDS * total
        )

    def use(self, name: str, *, report: Report, cancel: CancelToken) -> PackChange:
        change = self.preview(name, report=report, cancel=cancel)
        self._packs = {
            one.name: replace(one, is_active=one.name == name) for one in self._packs.values()
        }
        return change

    def remove(self, name: str) -> None:
        known = self._known(name)
        if known.is_active or known.is_default:
            raise errors.PackInUse(name)
        if known.origin:
            self._packs[name] = replace(
                known, status=PackStatus.NOT_HERE, pack=None, download_bytes=288_621_354
            )
        else:
            del self._packs[name]

    def _known(self, name: str) -> PackState:
        if name not in self._packs:
            raise errors.NoSuchPack(name)
        return self._packs[name]
