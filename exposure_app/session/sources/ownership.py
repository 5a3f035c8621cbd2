"""Where we may look: new places, and a site's proof that it is the user's, asked for again."""

import uuid
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from exposure_app.crawl.locator import recognise
from exposure_app.crawl.web.ownership import PURPOSE, new_token, prove
from exposure_app.domain.days import today
from exposure_app.domain.errors import (
    CannotBeProved,
    FetchError,
    NotProved,
    PermissionNotNamed,
    SourceExists,
)
from exposure_app.domain.kept_faces import checked_days
from exposure_app.domain.removal import Removal
from exposure_app.domain.sources import (
    Footing,
    Kind,
    Permission,
    Source,
    SourceChoices,
    SourceId,
)
from exposure_app.domain.work import CancelToken
from exposure_app.net.dns_txt import txt_records
from exposure_app.net.fetcher import Fetcher
from exposure_app.session.work.ledger import LedgerWriter
from exposure_app.vault.vault import Vault


def new_source(
    vault: Vault,
    locator: str,
    footing: Footing,
    kind: Kind | None,
    choices: SourceChoices,
) -> Source:
    """See `SourceVerbs.add`."""
    canonical, recognised = recognise(locator, kind)
    said = Source(
        id=SourceId(uuid.uuid4().hex[:8]),
        locator=canonical,
        kind=recognised,
        footing=footing,
        added_at=datetime.now(UTC),
        token=new_token() if recognised.is_provable else "",
        **choices,
    )
    source = replace(said, permission=_permission(said))
    if any(canonical == known.locator for known in vault.sources.all()):
        raise SourceExists(canonical)
    checked_days(source.keep_faces_days)
    vault.sources.add(source)
    return source


def _permission(source: Source) -> Permission | None:
    """Who gave leave, where it is somebody's to give.

    A note alone stands for one: who it names, on the day it was written down.
    """
    if source.footing is not Footing.OPTED_IN:
        return None
    if source.permission is None and not source.note.strip():
        raise PermissionNotNamed(source.locator)
    return source.permission or Permission(source.note.strip(), today())


def what_goes(vault: Vault, source: Source) -> Removal:
    """What forgetting `source` would take with it."""
    alone, staying, places = vault.locations.of_source(source.id)
    going = set(alone)
    found = tuple(one for one in vault.findings.all() if one.id in going)
    kept_faces = vault.kept_faces.count(source.id)
    return Removal(source, found, staying, places, kept_faces)


def with_token(vault: Vault, source: Source) -> Source:
    """The source with a token to show; one that never had any gets one now.

    Raises:
        CannotBeProved: it is no web site.
    """
    if not source.kind.is_provable:
        raise CannotBeProved(source.locator)
    if source.token:
        return source
    token = new_token()
    vault.sources.keep_proof(source.id, token=token, proved_by=None, at=None)
    return replace(source, token=token)


def prove_now(
    vault: Vault, source: Source, fetcher: Fetcher, recording: LedgerWriter, *, cancel: CancelToken
) -> Source:
    """The source as it stands once its site was asked; the answer is kept.

    Raises:
        NotProved: it shows the token nowhere. What was proved before is taken back.
        CannotBeProved, FetchError, Cancelled: nothing was changed.
    """
    source = with_token(vault, source)
    txt = partial(
        txt_records, source=source.id, purpose=PURPOSE,
        record=recording.record, announce=recording.announce,
    )  # fmt: skip
    try:
        proof = prove(source, fetcher, txt, cancel=cancel)
    except NotProved:
        vault.sources.keep_proof(source.id, token=source.token, proved_by=None, at=None)
        raise
    at = datetime.now(UTC)
    vault.sources.keep_proof(source.id, token=source.token, proved_by=proof, at=at)
    return replace(source, proved_by=proof, proved_at=at)


def proved_again(
    vault: Vault,
    sources: Iterable[Source],
    fetcher: Fetcher,
    recording: LedgerWriter,
    *,
    cancel: CancelToken,
) -> list[Source]:
    """The sources, each that was proved asked once more.

    One whose site no longer shows its token is audited like any other, by its robots.txt. One
    that cannot be asked just now is too, and stays proved.
    """
    asked = []
    for source in sources:
        now = replace(source, proved_by=None, lifts_robots=False)
        if source.is_proved and source.may_be_audited_on(today()):
            with suppress(NotProved, FetchError):
                now = prove_now(vault, source, fetcher, recording, cancel=cancel)
        asked.append(now)
    return asked
