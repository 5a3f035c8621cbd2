"""Faces kept for instant re-search: what is kept, and what it says, without asking anybody.

The index over them is built in memory when a search begins and is gone when it ends. It proposes
faces; whom one resembles is decided as in an audit, by the same comparison.
"""

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime

from exposure_app.domain.days import today
from exposure_app.domain.errors import NoSuchSource, NoSuchSubject, PackGone
from exposure_app.domain.faces import Box, Embedding, SubjectId
from exposure_app.domain.findings import BandChange, Finding, FindingId, Match
from exposure_app.domain.kept_faces import (
    KeptCount,
    KeptMatch,
    KeptPicture,
    MetFace,
    checked_days,
)
from exposure_app.domain.sources import SourceId
from exposure_app.domain.work import CancelToken, Progress, Report
from exposure_app.gallery.index.search import make_gallery
from exposure_app.gallery.matching.identifier import Identifier
from exposure_app.session.identification.identifier import (
    calibration_of,
    compared_with,
    identifier_of,
)
from exposure_app.session.profile.opened import OpenProfile
from exposure_app.vault.records.findings import finding_id

_ROUNDING = 1e-4
"""How far below its threshold a face is still looked at closely: more than adding up can err."""

Best = dict[SubjectId, tuple[Match, Box]]
"""The best match of each subject in one picture, and the face that made it."""


class KeptFaceVerbs:
    """See `Session.kept`. Of its long method, and those of the session, one runs at a time."""

    def __init__(self, profile: OpenProfile) -> None:
        self._profile = profile
        self._vault = profile.vault

    def counts(self) -> dict[SourceId, KeptCount]:
        """What is kept, by source; those of which nothing is kept are left out."""
        try:
            model = self._profile.pack().model
        except PackGone:
            model = ""
        return self._vault.kept_faces.counts(model, datetime.now(UTC))

    def keep(self, source: SourceId, days: int) -> None:
        """Keep faces that audits meet at a source for so many days after they were met last.

        Fewer days than before shorten the time of what is kept already; 0 turns it off, and
        forgets at once what was kept.

        Raises:
            NoSuchSource: no source has this id.
            ValueError: not a number of days from 0 to `MAX_DAYS`.
        """
        self._profile.source(source)  # it has to be there
        with self._vault.transaction():
            self._vault.sources.keep_faces(source, checked_days(days))
            self._vault.kept_faces.shorten(source, days)
        self.expire() if days else self._vault.kept_faces.forget(source)

    def forget(self, source: SourceId) -> None:
        """Forget every face kept of a source; the next audit keeps them again unless turned off.

        Raises:
            NoSuchSource: no source has this id.
        """
        self._profile.source(source)  # it has to be there
        self._vault.kept_faces.forget(source)

    def expire(self) -> int:
        """Forget what has ended; return of how many pictures it was. Also done at the start.

        Of a place that may not be looked at any more, because the leave to do so has ended,
        nothing is kept on either.
        """
        for source in self._vault.sources.all():
            if source.keep_faces_days and not source.may_be_audited_on(today()):
                self._vault.kept_faces.forget(source.id)
        return self._vault.kept_faces.expire(datetime.now(UTC))

    def search(self, *, report: Report, cancel: CancelToken) -> KeptMatch:
        """Compare every kept face with everybody enrolled, and keep what is found.

        Nothing is fetched. A finding that is new has no pictures until the next audit. One whose
        face is kept and resembles nobody any more goes, unless it was judged. `report` hears the
        stage "kept" (faces).

        Raises:
            Cancelled: nothing was changed.
        """
        self.expire()
        counts = {one: count for one, count in self.counts().items() if count.faces}
        if not counts:
            return KeptMatch()
        recogniser = self._profile.recogniser()
        calibration = calibration_of(recogniser.pack)
        identifier = identifier_of(
            self._vault, recogniser, calibration, self._profile.known_others, cancel=cancel
        )
        if not identifier.references:
            return KeptMatch()
        now = datetime.now(UTC)
        kept = self._vault.kept_faces.vectors(recogniser.model, now)
        report(Progress("kept", 0, len(kept)))
        wanted = _near(kept, identifier, cancel)
        wanted |= {one.image_sha256: None for one in self._vault.findings.all()}
        seen: list[tuple[KeptPicture, Best]] = []
        for sha256 in wanted:
            cancel.check()
            if picture := self._vault.kept_faces.picture(sha256, recogniser.model, now):
                seen.append((picture, _best(picture.faces, identifier)))
        report(Progress("kept", len(kept), len(kept)))
        comparisons = len(kept) * identifier.references
        return KeptMatch(
            faces=len(kept),
            sources=len(counts),
            oldest_news=min(count.newest for count in counts.values()),
            is_partial=any(count.is_full for count in counts.values()),
            changes=self._keep_all(seen, identifier),
            expected_false_alarms=calibration.expected_false_alarms(comparisons),
        )

    def _keep_all(
        self, seen: Iterable[tuple[KeptPicture, Best]], identifier: Identifier
    ) -> tuple[BandChange, ...]:
        changes: list[BandChange] = []
        with self._vault.transaction():
            before = {one.id: one for one in self._vault.findings.all()}
            subjects = {one.name: one.id for one in self._vault.subjects.all()}
            by_picture: dict[str, list[Finding]] = {}
            for finding in before.values():
                by_picture.setdefault(finding.image_sha256, []).append(finding)
            for picture, best in seen:
                for match, box in best.values():
                    # A place or person that was removed meanwhile: nothing is kept of them.
                    with suppress(NoSuchSource, NoSuchSubject):
                        changes += self._record(picture, match, box, before)
                for finding in by_picture.get(picture.sha256, ()):
                    of = subjects[finding.subject]
                    is_theirs = of not in best and identifier.knows(of)
                    if is_theirs and finding.verdict is None and _holds(picture, finding.box):
                        self._vault.findings.remove(finding.id)
                        changes.append(BandChange(finding, finding.band, None))
        return tuple(sorted(changes, key=lambda one: -(one.after.rank if one.after else -1)))

    def _record(
        self, picture: KeptPicture, match: Match, box: Box, before: dict[FindingId, Finding]
    ) -> list[BandChange]:
        known = before.get(finding_id(match.subject, picture.sha256))
        if known is not None and _says(known, match, box):
            return []
        now = self._vault.findings.get(self._vault.kept_findings.record(picture, match, box))
        was = known.band if known else None
        return [BandChange(now, was, now.band)] if was is not now.band else []


def _near(
    kept: list[tuple[int, str, Embedding]], identifier: Identifier, cancel: CancelToken
) -> dict[str, None]:
    """The pictures of faces that could be a match of somebody, each once, the likeliest first."""
    pictures = {number: sha256 for number, sha256, _ in kept}
    gallery = make_gallery({number: embedding for number, _, embedding in kept})
    try:
        near: dict[str, None] = {}
        for reference, least in identifier.reaches:
            cancel.check()
            found = gallery.above(reference, max(-1.0, least - _ROUNDING))
            near |= {pictures[number]: None for number, _ in found}
        return near
    finally:
        gallery.close()


def _best(faces: Iterable[MetFace], identifier: Identifier) -> Best:
    """One match per subject, the strongest, as in an audit."""
    best: Best = {}
    for face in faces:
        match = compared_with(identifier, face.embedding, face.box).match
        if match and (match.subject not in best or match.score > best[match.subject][0].score):
            best[match.subject] = (match, face.box)
    return best


def _says(finding: Finding, match: Match, box: Box) -> bool:
    """Whether the finding says just what the match does."""
    return (finding.band, finding.score, finding.template, finding.notes, finding.box) == (
        match.band, match.score, match.template, match.notes, box,
    )  # fmt: skip


def _holds(picture: KeptPicture, box: Box) -> bool:
    return any(face.box == box for face in picture.faces)
