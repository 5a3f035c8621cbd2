"""Who is like whom, decided by file names and by what a test scripted."""

import hashlib
import uuid
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from exposure_app.domain import errors
from exposure_app.domain.faces import Template
from exposure_app.domain.findings import Band, BandChange, FindingId, Match, State, Verdict
from exposure_app.domain.subjects import LookAlike, LookAlikeId, Subject
from exposure_app.domain.work import CancelToken, Progress, Report, Skipped
from exposure_app.session.findings.resemblance import Offer, ProposedPhoto
from tests.ui.album import face_jpeg

if TYPE_CHECKING:
    from tests.ui.fake_session import FakeSession


class FakeResemblance:
    """The same verbs as `exposure_app.session.findings.resemblance.Resemblance`.

    moves: what each coming `reconsider` moves: from a finding to its band after, None for gone.
    offered: the findings that would make a good photo once they are confirmed.
    """

    def __init__(self, session: "FakeSession") -> None:
        self._session = session
        self._look_alikes: list[LookAlike] = []
        self.moves: deque[dict[FindingId, Band | None]] = deque()
        self.offered: set[FindingId] = set()
        self.reconsidered: list[str] = []

    def look_alikes(self, subject: str) -> list[LookAlike]:
        of = self._subject(subject)
        return [one for one in self._look_alikes if one.subject == of.id]

    def add_look_alike(
        self, photo: Path, *, subject: str = "me", face: int | None = None
    ) -> LookAlike:
        of = self._subject(subject)
        if not photo.is_file() or "broken" in photo.name:
            raise errors.UnreadablePhoto(photo.name)
        if "noface" in photo.name:
            raise errors.NoFaceFound(photo.name)
        if "group" in photo.name and face is None:
            raise errors.SeveralFacesFound(photo.name, 3)
        digest = hashlib.sha256(photo.read_bytes()).hexdigest()
        for known in self.look_alikes(subject):
            if known.photo_sha256 == digest:
                return known
        added = LookAlike(
            LookAlikeId(uuid.uuid4().hex[:8]), of.id, digest, face_jpeg("cold"), self._session.now
        )
        self._look_alikes.append(added)
        return added

    def remove_look_alike(self, look_alike: LookAlikeId) -> None:
        if all(one.id != look_alike for one in self._look_alikes):
            raise errors.NoSuchLookAlike(look_alike)
        self._look_alikes = [one for one in self._look_alikes if one.id != look_alike]

    def find_me(
        self, folder: Path, *, subject: str = "me", report: Report, cancel: CancelToken
    ) -> Iterator[ProposedPhoto | Skipped]:
        enrolled = self._session.templates(subject)
        hashes = {one.photo_sha256 for one in enrolled}
        files = sorted(one for one in folder.iterdir() if one.is_file())
        for done, file in enumerate(files, start=1):
            cancel.check()
            self._session.wait_if_held(file, cancel)
            if "broken" in file.name:
                yield Skipped(str(file), errors.UnreadablePhoto(file.name))
            elif hashlib.sha256(file.read_bytes()).hexdigest() not in hashes and not any(
                word in file.name for word in ("noface", "other")
            ):
                yield self._proposed(file, enrolled[0])
            report(Progress("photos", done, len(files)))

    @staticmethod
    def _proposed(file: Path, closest: Template) -> ProposedPhoto:
        reason = "blurred" if "blurred" in file.name else None
        copy = {"blurred": "soft", "mirrored": "mirrored", "grey": "grey", "warm": "warm"}
        named = next((made for word, made in copy.items() if word in file.name), "as it is")
        return ProposedPhoto(
            path=file,
            match=Match(
                closest.subject,
                closest.id,
                0.5 if reason else 0.7,
                Band.LOOKS_LIKE_YOU if reason else Band.VERY_LIKELY,
            ),
            face=2 if "group" in file.name else 1,
            picture_jpeg=face_jpeg(named),
            size=(1200, 800),
            is_good=reason is None,
            reason=reason,
        )

    def offer(self, finding: FindingId) -> Offer | None:
        found = self._session.finding(finding)
        if found.verdict is not Verdict.ME or finding not in self.offered:
            return None
        return Offer(finding, found.subject, "", len(self._session.templates(found.subject)))

    def enrol_finding(self, finding: FindingId, *, era: str = "") -> Template:
        found = self._session.finding(finding)
        if found.verdict is not Verdict.ME:
            raise errors.NotConfirmed(finding)
        return self._session.add_template(
            found.subject, self._session.crop_jpeg(finding), era, found.image_sha256
        )

    def reconsider(self, subject: str, *, report: Report, cancel: CancelToken) -> list[BandChange]:
        self._subject(subject)
        cancel.check()
        self.reconsidered.append(subject)
        report(Progress("pictures", 1, 1))
        moves = self.moves.popleft() if self.moves else {}
        changes = []
        for finding, after in moves.items():
            before = self._session.finding(finding)
            if before.state is State.NEW and before.band is not after:
                moved = replace(before, band=after) if after else before
                self._session.put_finding(moved, is_gone=after is None)
                changes.append(BandChange(moved, before.band, after))
        return changes

    def _subject(self, name: str) -> Subject:
        return self._session.subject(name)
