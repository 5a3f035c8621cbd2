"""What another model pack says of the people enrolled and of what was found; then, the change.

Everything is worked out from the small pictures the vault keeps, before anything is written: a
change is one transaction, and a preview is the same work without it.
"""

from dataclasses import dataclass, replace
from time import monotonic

from exposure_app.domain.errors import NoSuchFinding, SubjectsWouldBeLost
from exposure_app.domain.faces import Embedding, SubjectId, Template
from exposure_app.domain.findings import BandChange, Finding, Match, Note
from exposure_app.domain.pack_change import PackChange
from exposure_app.domain.work import CancelToken, Progress, Report
from exposure_app.faces.recognition.quality import strongest_band
from exposure_app.faces.recognition.recogniser import Recogniser
from exposure_app.gallery.calibration.threshold import Calibration
from exposure_app.gallery.matching.identifier import Identifier
from exposure_app.session.identification.identifier import identifier_of
from exposure_app.session.identification.known_others import KnownOthersOf
from exposure_app.session.models.pack_state import PackCost
from exposure_app.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Outlook:
    """Everything as the new pack sees it.

    views: enrolled photos it had not seen before, and how it sees them.
    lost: enrolled photos whose face it does not find. left_out: people who have no others.
    matches: findings, and the match with the new pack; None where they resemble nobody.
    not_reseen: findings that could not be compared.
    """

    views: tuple[tuple[Template, Embedding], ...]
    lost: tuple[Template, ...]
    left_out: tuple[str, ...]
    matches: tuple[tuple[Finding, Match | None], ...]
    not_reseen: int
    seconds: float

    def told(self) -> PackChange:
        """The same for the user."""
        changes = [
            BandChange(finding, finding.band, match.band if match else None)
            for finding, match in self.matches
            if match is None or match.band is not finding.band
        ]
        changes.sort(key=lambda one: (-(one.after.rank if one.after else -1), one.finding.id))
        return PackChange(
            photos=len(self.views) + len(self.lost),
            findings=len(self.matches) + self.not_reseen,
            lost_photos=self.lost,
            changes=tuple(changes),
            not_reseen=self.not_reseen,
            seconds=self.seconds,
        )


@dataclass(frozen=True, slots=True)
class PackTrial:
    """One pack, opened, beside what another pack left in the vault."""

    vault: Vault
    recogniser: Recogniser
    calibration: Calibration
    known_others: KnownOthersOf

    def cost(self) -> PackCost:
        """What there is to look at; the time is that of one picture, times their number."""
        photos, _ = self._photos()
        findings = self.vault.findings.all()
        pictures = [one.picture_jpeg for one in photos[:1]]
        pictures += [self.vault.findings.crop(one.id) for one in findings[:1]]
        began = monotonic()
        for picture in pictures:
            self.known_others.embedding(picture, self.recogniser)
        each = (monotonic() - began) / max(1, len(pictures))
        return PackCost(len(photos), len(findings), each * (len(photos) + len(findings)))

    def look(self, *, report: Report, cancel: CancelToken) -> Outlook:
        """See `ModelVerbs.preview`. `report` hears the stages "photos" and "findings".

        Raises:
            Cancelled: between two pictures; nothing was changed.
        """
        began = monotonic()
        unseen, seen = self._photos()
        views: list[tuple[Template, Embedding]] = []
        lost: list[Template] = []
        for done, template in enumerate(unseen, start=1):
            cancel.check()
            embedding = self.known_others.embedding(template.picture_jpeg, self.recogniser)
            if embedding is None:
                lost.append(template)
            else:
                views.append((template, embedding))
            report(Progress("photos", done, len(unseen)))
        enrolled = seen + [replace(template, embedding=embedding) for template, embedding in views]
        identifier = identifier_of(
            self.vault, self.recogniser, self.calibration, self.known_others, templates=enrolled
        )
        matches = self._matches(identifier, report, cancel)
        compared = tuple(one for one in matches if one is not None)
        return Outlook(
            views=tuple(views),
            lost=tuple(lost),
            left_out=self._left_out(lost, {template.subject for template in enrolled}),
            matches=compared,
            not_reseen=len(matches) - len(compared),
            seconds=monotonic() - began,
        )

    def apply(self, outlook: Outlook, chosen: dict[str, str]) -> None:
        """Keep all of it and the choice of pack, in one transaction.

        Raises:
            SubjectsWouldBeLost: somebody would have no photo left; nothing was changed.
        """
        if outlook.left_out:
            raise SubjectsWouldBeLost(outlook.left_out)
        with self.vault.transaction():
            for template, embedding in outlook.views:
                self.vault.templates.add_view(template.id, embedding)
            for finding, match in outlook.matches:
                self._keep(finding, match)
            # Scores are now those of kept pictures: the next audit looks at the whole ones again,
            # also if this pack's own earlier audit had looked at them.
            self.vault.pictures.forget({finding.image_sha256 for finding, _ in outlook.matches})
            self.vault.settings.put(chosen)
        # Kept faces could not be compared any more, and serve nothing. Outside, so that no copy of
        # them stays in the log of writes; cut off here, they wait for their end.
        self.vault.kept_faces.forget_models_but(self.recogniser.model)

    def _keep(self, finding: Finding, match: Match | None) -> None:
        if match is not None:
            self.vault.findings.rematch(finding.id, match)
            return
        try:
            # Asked now: it may have been judged while this was worked out.
            is_judged = self.vault.findings.get(finding.id).verdict is not None
        except NoSuchFinding:
            return
        if not is_judged:
            self.vault.findings.remove(finding.id)

    def _photos(self) -> tuple[list[Template], list[Template]]:
        """Enrolled photos this model has not seen, and those it has, as it sees them."""
        seen = self.vault.templates.of(None, self.recogniser.model)
        known = {template.id for template in seen}
        return [one for one in self.vault.templates.of(None) if one.id not in known], seen

    def _matches(
        self, identifier: Identifier, report: Report, cancel: CancelToken
    ) -> list[tuple[Finding, Match | None] | None]:
        """For each finding what it is worth now; None where the face is not seen."""
        subjects = {subject.name: subject.id for subject in self.vault.subjects.all()}
        findings = self.vault.findings.all()
        matches: list[tuple[Finding, Match | None] | None] = []
        for done, finding in enumerate(findings, start=1):
            cancel.check()
            subject = subjects.get(finding.subject)
            matches.append(self._match(finding, subject, identifier) if subject else None)
            report(Progress("findings", done, len(findings)))
        return matches

    def _match(
        self, finding: Finding, subject: SubjectId, identifier: Identifier
    ) -> tuple[Finding, Match | None] | None:
        if not identifier.knows(subject):
            return None  # nobody to compare with: their consent ended, or no photo was seen
        face = self.known_others.embedding(self.vault.findings.crop(finding.id), self.recogniser)
        if face is None:
            return None
        match = identifier.compare(face).match
        if match is None or match.subject != subject:
            return finding, None
        return finding, match.at_most(strongest_band(finding.box), Note.SMALL_FACE)

    def _left_out(self, lost: list[Template], seen: set[SubjectId]) -> tuple[str, ...]:
        gone = {template.subject for template in lost} - seen
        return tuple(one.name for one in self.vault.subjects.all() if one.id in gone)
