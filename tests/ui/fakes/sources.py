"""The sources of the fake session, and what their sites show."""

import uuid
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from exposure_app.crawl.locator import meaning_of, recognise
from exposure_app.crawl.web.ownership import ways_to_prove
from exposure_app.domain import errors
from exposure_app.domain.kept_faces import checked_days
from exposure_app.domain.outcomes import SourceOutcome, next_audit
from exposure_app.domain.removal import Removal
from exposure_app.domain.sources import (
    Footing,
    Kind,
    Permission,
    Proof,
    RecognisedSource,
    Source,
    SourceChoices,
    SourceId,
    WayToProve,
)
from exposure_app.domain.work import CancelToken
from tests.ui.scripted import NOW, Hold

if TYPE_CHECKING:
    from tests.ui.fake_session import FakeSession


class FakeSources:
    """The same verbs as `exposure_app.session.sources.source_verbs.SourceVerbs`.

    shown: how the site of a source shows its token; sites that are not in it do not.
    asking: where asking a site waits, if anywhere.
    proof_fails: what asking a site raises, if anything.
    outcomes_of: what became of each source, put there by the fake audit.
    """

    def __init__(self, session: "FakeSession") -> None:
        self._session = session
        self.shown: dict[SourceId, Proof] = {}
        self.asking: Hold | None = None
        self.proof_fails: Exception | None = None
        self.outcomes_of: dict[SourceId, SourceOutcome] = {}
        self._added: list[Source] = []
        self._days: dict[SourceId, int] = {}

    def meaning_of(self, text: str) -> RecognisedSource | None:
        return meaning_of(text)

    def add(
        self,
        locator: str,
        footing: Footing,
        *,
        kind: Kind | None = None,
        **choices: Unpack[SourceChoices],
    ) -> Source:
        canonical, recognised = recognise(locator, kind)
        if any(one.locator == canonical for one in self._added):
            raise errors.SourceExists(canonical)
        if footing is not Footing.OPTED_IN:
            choices["permission"] = None
        elif choices.get("permission") is None:
            if not choices.get("note"):
                raise errors.PermissionNotNamed(canonical)
            choices["permission"] = Permission(choices["note"], NOW.date())
        checked_days(choices.get("keep_faces_days", 0))
        source = Source(
            id=SourceId(uuid.uuid4().hex[:8]),
            locator=canonical,
            kind=recognised,
            footing=footing,
            added_at=NOW,
            token=f"exposure-app-{sha256(canonical.encode()).hexdigest()[:32]}"
            if recognised.is_provable
            else "",
            **choices,
        )
        self._added.append(source)
        return source

    def all(self) -> list[Source]:
        self._session.check_open()
        return list(self._added)

    def what_goes(self, source: SourceId) -> Removal:
        found = self.source(source)
        under = found.locator if "://" in found.locator else Path(found.locator).as_uri()
        going, staying, places = [], 0, 0
        for one in self._session.findings.all():
            there = [place for place in one.locations if place.page_url.startswith(under)]
            places += len(there)
            if there and len(there) == len(one.locations):
                going.append(one)
            staying += 0 < len(there) < len(one.locations)
        return Removal(found, tuple(going), staying, places)

    def remove(self, source: SourceId) -> Removal:
        going = self.what_goes(source)
        self._added.remove(going.source)
        for one in going.findings:
            self._session.findings.put(one, is_gone=True)
        return replace(going, removed_at=NOW)

    def ways_to_prove(self, source: SourceId) -> list[WayToProve]:
        return ways_to_prove(self._provable(source))

    def prove(self, source: SourceId, *, cancel: CancelToken) -> Source:
        asked = self._provable(source)
        cancel.check()
        if self.asking:
            self.asking.reached.set()
            while not self.asking.go_on.is_set():
                cancel.sleep(0.005)
        if self.proof_fails:
            raise self.proof_fails
        proof = self.shown.get(source)
        if proof is None:
            self.put(replace(asked, proved_by=None, proved_at=None, lifts_robots=False))
            raise errors.NotProved(asked.locator)
        return self.put(replace(asked, proved_by=proof, proved_at=NOW))

    def lift_robots(self, source: SourceId, *, lifts: bool) -> Source:
        found = self.source(source)
        if lifts and not found.is_proved:
            raise errors.NotProved(found.locator)
        return self.put(replace(found, lifts_robots=lifts))

    # --- again and again -----------------------------------------------------------------------

    def outcomes(self) -> dict[SourceId, SourceOutcome]:
        known = {one.id for one in self.all()}
        return {source: one for source, one in self.outcomes_of.items() if source in known}

    def schedules(self) -> dict[SourceId, int]:
        known = {one.id for one in self.all()}
        return {source: days for source, days in self._days.items() if source in known}

    def schedule(self, source: SourceId, every_days: int) -> None:
        if not 0 <= every_days <= 365:
            raise ValueError(every_days)
        self.source(source)
        self._days.pop(source, None)
        if every_days:
            self._days[source] = every_days

    def due(self, now: datetime) -> list[SourceId]:
        return [
            one.id
            for one in self.all()
            if (days := self._days.get(one.id))
            and next_audit(one.added_at, days, self.outcomes_of.get(one.id)) <= now
        ]

    # --- behind them ---------------------------------------------------------------------------

    def _provable(self, source: SourceId) -> Source:
        found = self.source(source)
        if not found.kind.is_provable:
            raise errors.CannotBeProved(found.locator)
        return found

    def source(self, source: SourceId) -> Source:
        """One of them as it stands."""
        for one in self._added:
            if one.id == source:
                return one
        raise errors.NoSuchSource(source)

    def put(self, source: Source) -> Source:
        """Change one of them."""
        self._added = [source if one.id == source.id else one for one in self._added]
        return source
