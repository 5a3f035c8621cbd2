"""Where to look: what a place is, why we may, how its owner shows it, and when again."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Unpack

from exposure_app.crawl.locator import meaning_of
from exposure_app.crawl.web.ownership import ways_to_prove
from exposure_app.domain.errors import NotProved
from exposure_app.domain.outcomes import SourceOutcome, next_audit
from exposure_app.domain.removal import Removal
from exposure_app.domain.sources import (
    Footing,
    Kind,
    RecognisedSource,
    Source,
    SourceChoices,
    SourceId,
    WayToProve,
)
from exposure_app.domain.work import CancelToken
from exposure_app.session.profile.opened import OpenProfile
from exposure_app.session.sources.ownership import new_source, prove_now, what_goes, with_token

MAX_DAYS = 365
"""The longest time between two audits of a source that is looked at again by itself."""


class SourceVerbs:
    """See `Session.sources`."""

    def __init__(self, profile: OpenProfile) -> None:
        self._profile = profile
        self._vault = profile.vault

    def meaning_of(self, text: str) -> RecognisedSource | None:
        """What a typed or dropped text means as a place; None if nobody can tell.

        Nothing is added or sent; a file that it names is opened.
        """
        return meaning_of(text)

    def add(
        self,
        locator: str,
        footing: Footing,
        *,
        kind: Kind | None = None,
        **choices: Unpack[SourceChoices],
    ) -> Source:
        """Add a place to look. `kind` is recognised from `locator` if None.

        Args:
            choices: as in `Source`. `permission` is for `Footing.OPTED_IN` and no other; where it
                is None, the note is taken for the name, and today for the day.
                `keep_faces_days` is at most `kept_faces.MAX_DAYS`; see `Session.kept`.

        Raises:
            PermissionNotNamed: somebody gave leave, and neither is there to say who.
            NotALocator: neither an http(s) address nor an existing folder or picture.
            SourceExists: this place is a source already.
            ValueError: `keep_faces_days` is less than 0 or more than that.
        """
        return new_source(self._vault, locator, footing, kind, choices)

    def all(self) -> list[Source]:
        """Every place, oldest first."""
        return self._vault.sources.all()

    def what_goes(self, source: SourceId) -> Removal:
        """What would go if a place were forgotten, and what would stay.

        Raises:
            NoSuchSource: no source has this id.
        """
        return what_goes(self._vault, self._profile.source(source))

    def remove(self, source: SourceId) -> Removal:
        """Forget a place and what was found only there; return what went.

        Raises:
            NoSuchSource: no source has this id.
        """
        going = self.what_goes(source)
        self._vault.sources.remove(source)
        return replace(going, removed_at=datetime.now(UTC))

    def ways_to_prove(self, source: SourceId) -> list[WayToProve]:
        """Where the site of a source can show its token; one of them is enough.

        Raises:
            NoSuchSource: no source has this id.
            CannotBeProved: it is no web site.
        """
        return ways_to_prove(with_token(self._vault, self._profile.source(source)))

    def prove(self, source: SourceId, *, cancel: CancelToken) -> Source:
        """Ask the site whether it shows the source's token; the source as it stands then.

        Raises:
            NoSuchSource: no source has this id.
            NotProved: the site shows the token nowhere; see `ways_to_prove`.
            CannotBeProved: it is no web site.
            FetchError: it could not be asked.
            Cancelled: what was proved before stands.
        """
        found = with_token(self._vault, self._profile.source(source))
        with self._profile.asking() as (fetcher, recording):
            return prove_now(self._vault, found, fetcher, recording, cancel=cancel)

    def lift_robots(self, source: SourceId, *, lifts: bool) -> Source:
        """Pass over a proved site's robots.txt, on that host alone, or heed it again.

        Raises:
            NoSuchSource: no source has this id.
            NotProved: nobody showed that the site is the user's.
        """
        found = self._profile.source(source)
        if lifts and not found.is_proved:
            raise NotProved(found.locator)
        self._vault.sources.lift_robots(source, lifts=lifts)
        return self._profile.source(source)

    # --- again and again -----------------------------------------------------------------------

    def outcomes(self) -> dict[SourceId, SourceOutcome]:
        """What became of each source in its newest audit; nothing of those never audited."""
        return self._vault.outcomes.all()

    def schedules(self) -> dict[SourceId, int]:
        """After how many days each source is looked at again; nothing of those left alone."""
        return self._vault.schedules.all()

    def schedule(self, source: SourceId, every_days: int) -> None:
        """Look at a source again after that many days, or with 0 only when asked to.

        Raises:
            NoSuchSource: no source has this id.
            ValueError: fewer than 0 days or more than `MAX_DAYS`.
        """
        if not 0 <= every_days <= MAX_DAYS:
            raise ValueError(every_days)
        self._profile.source(source)  # it has to be there
        self._vault.schedules.put(source, every_days)

    def due(self, now: datetime) -> list[SourceId]:
        """The sources whose time has come and that may be looked at, oldest first."""
        outcomes, schedules = self.outcomes(), self.schedules()
        return [
            source.id
            for source in self._vault.sources.all()
            if source.id in schedules
            and source.may_be_audited_on(now.astimezone().date())
            and next_audit(source.added_at, schedules[source.id], outcomes.get(source.id)) <= now
        ]
