"""One run of an audit: what the pipeline yields is written to the vault, then shown.

Nothing is shown before it is kept: items are held back until the transaction that holds them is
on disk, so a crash at any moment loses at most what nobody has seen yet.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from time import monotonic

from exposure_app.audit.gone import Evidence
from exposure_app.audit.per_source import PerSource
from exposure_app.audit.pipeline import Crawl, PictureSteps, ThreadPolicy, audit
from exposure_app.audit.tally import Tally
from exposure_app.crawl.files.folder import is_file_gone, is_local_file
from exposure_app.domain.coverage import Looked
from exposure_app.domain.errors import NoSuchFinding, NoSuchSource, NoSuchSubject
from exposure_app.domain.findings import Finding, FindingId
from exposure_app.domain.gone import NO_FILE
from exposure_app.domain.images import ImageRef, Page
from exposure_app.domain.outcomes import SourceOutcome
from exposure_app.domain.sources import Source, SourceId
from exposure_app.domain.work import CancelToken, Progress, Report, Skipped
from exposure_app.gallery.calibration.threshold import Calibration
from exposure_app.gallery.matching.identifier import Identifier
from exposure_app.session.audit.kept_faces_writer import KeptFacesWriter
from exposure_app.session.work.effort import Effort
from exposure_app.session.work.ledger import LedgerWriter
from exposure_app.vault.records.finding_locations import KnownLocation
from exposure_app.vault.vault import Vault

SETTLE_S = 0.25
"""The longest a result waits for company: a durable commit costs a disk some 10-20 ms."""


class AuditRun:
    """Reads the pipeline, keeps what it yields, and says what is new.

    requests: the ledger's lines as the network's threads record them; emptied here.
    """

    def __init__(
        self,
        vault: Vault,
        identifier: Identifier,
        calibration: Calibration,
        requests: LedgerWriter,
        keeping: KeptFacesWriter,
    ) -> None:
        self._vault = vault
        self._identifier = identifier
        self._calibration = calibration
        self._requests = requests
        self._keeping = keeping
        self._tally = Tally()
        self._per_source = PerSource()
        self._writes: list[Callable[[], None]] = []
        self._shown: list[Skipped] = []
        self._changed: dict[FindingId, None] = {}
        self._settled_at = monotonic()
        self._waits_for_mains = False
        self._evidence = Evidence()

    def run(
        self, sources: Sequence[Source], crawl: Crawl, steps: PictureSteps, *, effort: Effort,
        report: Report, cancel: CancelToken,
    ) -> Iterator[Finding | Skipped]:  # fmt: skip
        """See `AuditVerbs.run`."""
        began = monotonic()
        before = self._vault.audits.last()
        self._bystanders_before = Counter(before.bystanders if before else {})
        began_at = datetime.now(UTC)
        self._began_at, self._sources = began_at, [source.id for source in sources]
        self._audit = self._vault.audits.begin(began_at)
        is_complete = False
        policy = ThreadPolicy(effort.workers, effort.begin, effort.turn)
        try:
            for item in audit(sources, crawl, steps, policy=policy, cancel=cancel):
                self._say_whether_it_waits(effort, report)
                if item is not None:
                    self._take(item)
                    self._say(report, self._per_source.add(item))
                if self._is_time_to_settle(is_lull=item is None):
                    yield from self._settle(began)
                # Here too: the last pictures may have been looked at before the stop was heard.
                cancel.check()
            yield from self._settle(began)
            self._mark_gone(sources, since=began_at)
            is_complete = True
            # Only now is the end known: until here a total would have been a guess.
            report(Progress("pages", self._tally.pages, self._tally.pages))
        finally:
            effort.end()
            # Reached by a stop too, when nobody reads any more: what is held back is kept as well.
            for _kept in self._settle(began, is_complete=is_complete):
                pass

    def _is_time_to_settle(self, *, is_lull: bool) -> bool:
        # While a host asks for patience, or the user pauses, there is nothing to put on disk.
        has_news = bool(self._writes or self._requests)
        return has_news and (is_lull or monotonic() - self._settled_at > SETTLE_S)

    def _take(self, item: Page | Looked | Skipped) -> None:
        if isinstance(item, Skipped):
            self._tally.add_skipped(item)
            self._evidence.add_skipped(item)
            self._later(partial(self._keep_gap, item))
            self._shown.append(item)
        elif isinstance(item, Page):
            self._evidence.add_page(item)
            for sha256, ref in self._tally.add_page(item):
                self._later(partial(self._keep_place, sha256, ref))
        else:
            refs = self._tally.add_looked(item)
            self._later(partial(self._keep_look, item, refs))

    def _later(self, write: Callable[[], None]) -> None:
        self._writes.append(write)

    def _settle(self, began: float, *, is_complete: bool = False) -> Iterator[Finding | Skipped]:
        """Put everything held back on disk in one transaction; then say it."""
        with self._vault.transaction():
            for write in self._writes:
                # A place or person that was removed meanwhile: nothing is kept of them.
                with suppress(NoSuchSource, NoSuchSubject):
                    write()
            self._vault.ledger.add_many(self._requests.take())
            comparisons = self._tally.probes * self._identifier.references
            bystanders = self._bystanders()
            self._vault.audits.save(
                self._audit,
                coverage=self._tally.coverage,
                seconds=monotonic() - began,
                is_complete=is_complete,
                expected_false_alarms=self._calibration.expected_false_alarms(
                    comparisons, bystanders, self._identifier.fusions
                ),
                bystanders=bystanders,
                usual_false_alarms=self._calibration.expected_false_alarms(comparisons),
            )
            for source in self._sources:
                self._vault.outcomes.put(
                    self._audit, self._outcome(source, is_complete=is_complete)
                )
        shown, changed = self._shown, list(self._changed)
        self._writes, self._shown, self._changed = [], [], {}
        self._settled_at = monotonic()
        yield from shown
        for finding in changed:
            with suppress(NoSuchFinding):
                yield self._vault.findings.get(finding)

    def _bystanders(self) -> Counter[int]:
        """Bystanders' scores, those in unchanged pictures as the audit before counted them.

        A picture counts as unchanged only while references, model and calibration are the same,
        so those scores are of this gallery too.
        """
        if not self._tally.unchanged_probes:
            return self._tally.bystanders
        return self._tally.bystanders + self._bystanders_before

    def _keep_gap(self, skipped: Skipped) -> None:
        self._vault.audits.add_gap(self._audit, skipped.gap, skipped.source)

    def _keep_place(self, sha256: str, ref: ImageRef) -> None:
        self._vault.findings.see_again(
            sha256, ref.page_url, ref.url, ref.source, datetime.now(UTC), context=ref.context
        )
        self._keeping.meet_again(sha256, ref)

    def _keep_look(self, looked: Looked, refs: Sequence[ImageRef]) -> None:
        if looked.unchanged:
            for ref in refs:
                self._keep_place(looked.sha256, ref)
            return
        self._keeping.take(looked, refs)
        for sighting in looked.sightings:
            for ref in refs:
                finding = self._vault.findings.record(
                    looked.sha256, looked.size, sighting, ref.page_url, ref.url, ref.source,
                    datetime.now(UTC), context=ref.context, taken=looked.taken,
                )  # fmt: skip
                self._changed[finding] = None
        keep = [sighting.match.subject for sighting in looked.sightings]
        self._vault.findings.forget_unjudged(looked.sha256, keep)
        self._vault.pictures.put(
            looked.sha256,
            self._identifier.fingerprint,
            looked.size,
            looked.faces_found,
            looked.faces_too_small,
        )
        if looked.validators:
            self._vault.validators.put(
                looked.ref.source, looked.ref.url, looked.sha256, looked.validators
            )

    def _mark_gone(self, sources: Sequence[Source], *, since: datetime) -> None:
        """Keep which places this audit asked for and found without their picture."""
        for source in sources:
            unseen = self._vault.locations.not_seen_since(source.id, since)
            because = ((place, self._why_gone(place)) for place in unseen)
            gone = [(place, why) for place, why in because if why]
            if gone:
                self._vault.locations.mark_gone(source.id, gone, datetime.now(UTC))

    def _why_gone(self, place: KnownLocation) -> str:
        if is_local_file(place.image_url):
            return NO_FILE if is_file_gone(place.image_url, place.page_url) else ""
        return self._evidence.of(
            place.page_url,
            place.image_url,
            place.sha256,
            shown=self._tally.shown,
            looked=self._tally.looked,
        )

    def _say_whether_it_waits(self, effort: Effort, report: Report) -> None:
        waits = effort.waits_for_mains
        if waits or self._waits_for_mains:
            report(Progress("mains", 0 if waits else 1, 1))
        self._waits_for_mains = waits

    def _say(self, report: Report, source: SourceId) -> None:
        report(Progress("pages", self._tally.pages))
        report(
            Progress("pictures", self._tally.pictures_done, self._tally.coverage.images_referenced)
        )
        if source:
            report(Progress("pages", self._per_source.pages[source], source=source))
            report(Progress("pictures", self._per_source.pictures[source], source=source))

    def _outcome(self, source: SourceId, *, is_complete: bool) -> SourceOutcome:
        return SourceOutcome(
            source,
            self._per_source.pages[source],
            self._per_source.pictures[source],
            self._began_at,
            is_complete,
        )
