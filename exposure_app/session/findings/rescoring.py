"""What verdicts, look-alikes and new photos change about findings nobody has decided yet."""

from dataclasses import dataclass

from exposure_app.domain.findings import BandChange, Finding, Match, Note, State
from exposure_app.domain.subjects import Subject
from exposure_app.domain.work import CancelToken, Progress, Report
from exposure_app.faces.recognition.quality import strongest_band
from exposure_app.faces.recognition.recogniser import Recogniser
from exposure_app.gallery.matching.identifier import Identifier
from exposure_app.session.identification.known_others import KnownOthersOf
from exposure_app.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Reconsideration:
    """Looks at kept findings again, with what is known now.

    A picture looked at with the photos that are enrolled now keeps its score, so that what is
    taken back leaves no trace. Otherwise the score comes from the finding's kept picture.
    """

    vault: Vault
    recogniser: Recogniser
    identifier: Identifier
    known_others: KnownOthersOf

    def of(self, subject: Subject, *, report: Report, cancel: CancelToken) -> list[BandChange]:
        """Bring the undecided findings of a subject up to date; return those whose band moved.

        Raises:
            Cancelled: nothing was changed.
        """
        kept = self.vault.findings.all(subject=subject.name, state=State.NEW)
        if not self.identifier.knows(subject.id):
            return []
        news: list[tuple[Finding, Match | None]] = []
        for done, finding in enumerate(kept, start=1):
            cancel.check()
            is_seen, match = self._now(finding, subject)
            if is_seen:
                news.append((finding, match))
            report(Progress("findings", done, len(kept)))
        with self.vault.transaction():
            changes = [self._apply(finding, match) for finding, match in news]
        return [change for change in changes if change is not None]

    def _now(self, finding: Finding, subject: Subject) -> tuple[bool, Match | None]:
        """Whether anything can be said anew, and the match; None if it is none any more."""
        is_current = self.vault.pictures.known(finding.image_sha256, self.identifier.fingerprint)
        if is_current and not self.identifier.has_photo(finding.template):
            return False, None  # kept for its verdict alone: the newest look found no likeness
        face = None
        if not is_current or self.identifier.has_known_others(subject.id):
            face = self.known_others.embedding(
                self.vault.findings.crop(finding.id), self.recogniser
            )
            if face is None:
                return False, None
        if is_current:
            match = self.identifier.judge_again(finding.template, finding.score, face)
            if match and Note.POOR_PICTURE in finding.notes:
                match = match.noted(Note.POOR_PICTURE)
        else:
            assert face is not None  # noqa: S101 - or it would have been returned above
            match = self.identifier.compare(face).match
        if match is None or match.subject != subject.id:
            return True, None
        return True, match.at_most(strongest_band(finding.box), Note.SMALL_FACE)

    def _apply(self, finding: Finding, match: Match | None) -> BandChange | None:
        if match is None:
            if finding.verdict is not None:
                return None  # they could not tell: that was an answer, and it is kept
            self.vault.findings.remove(finding.id)
            return BandChange(finding, finding.band, None)
        self.vault.findings.rematch(finding.id, match)
        if match.band is finding.band:
            return None
        return BandChange(self.vault.findings.get(finding.id), finding.band, match.band)
