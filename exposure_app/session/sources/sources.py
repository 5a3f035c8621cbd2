"""Places: what they are, why we may look there, and how their owner shows it."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Unpack

from exposure_app.crawl.locator import meaning_of
from exposure_app.crawl.web.ownership import ways_to_prove
from exposure_app.domain.errors import NotProved
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


class Places(OpenProfile):
    """The verbs of a session that are about its sources."""

    def meaning_of(self, text: str) -> RecognisedSource | None:
        """What a typed or dropped text means as a place; None if nobody can tell.

        Nothing is added or sent; a file that it names is opened.
        """
        return meaning_of(text)

    def add_source(
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
        """
        return new_source(self._vault, locator, footing, kind, choices)

    def sources(self) -> list[Source]:
        """Every place, oldest first."""
        return self._vault.sources.all()

    def what_goes(self, source: SourceId) -> Removal:
        """What would go if a place were forgotten, and what would stay.

        Raises:
            NoSuchSource: no source has this id.
        """
        return what_goes(self._vault, self._source(source))

    def remove_source(self, source: SourceId) -> Removal:
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
        return ways_to_prove(with_token(self._vault, self._source(source)))

    def prove_source(self, source: SourceId, *, cancel: CancelToken) -> Source:
        """Ask the site whether it shows the source's token; the source as it stands then.

        Raises:
            NoSuchSource: no source has this id.
            NotProved: the site shows the token nowhere; see `ways_to_prove`.
            CannotBeProved: it is no web site.
            FetchError: it could not be asked.
        """
        found = with_token(self._vault, self._source(source))
        with self._asking() as (fetcher, recording):
            return prove_now(self._vault, found, fetcher, recording, cancel=cancel)

    def lift_robots(self, source: SourceId, *, lifts: bool) -> Source:
        """Pass over a proved site's robots.txt, on that host alone, or heed it again.

        Raises:
            NoSuchSource: no source has this id.
            NotProved: nobody showed that the site is the user's.
        """
        found = self._source(source)
        if lifts and not found.is_proved:
            raise NotProved(found.locator)
        self._vault.sources.lift_robots(source, lifts=lifts)
        return self._source(source)
