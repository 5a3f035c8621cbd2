"""Videos and documents within an audit: who reads them, and which were read before."""

import io
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

from exposure_app.confine.limits import Limits
from exposure_app.confine.wire import Facts as ToldFacts
from exposure_app.crawl.untrusted.media_frames import Facts, MediaFrames, identity
from exposure_app.decoder.decoder import MEDIA, Decoder
from exposure_app.domain.errors import Unreadable
from exposure_app.domain.gap_reasons import Obstacle
from exposure_app.domain.images import Pixels
from exposure_app.domain.sources import SourceId
from exposure_app.domain.work import CancelToken
from exposure_app.signatures import Medium
from exposure_app.vault.vault import Vault

_MOST = 10_000_000  # pages, or seconds: four months

SILENT_S = 120.0
"""How long nothing may come: a book of 2,000 pages without a picture takes a minute to go through,
five seconds of a video in 4K that is one group of pictures, fifteen."""

READ_BY = "1"
"""Changed whenever the choice of frames or pages changes, so that files are read again."""


def inside_of(
    vault: Vault, fingerprint: str, is_due: Callable[[SourceId, str], bool]
) -> MediaFrames:
    """How an audit that looks with these references gets at what is inside of files.

    Args:
        fingerprint: as in `SeenPictures.known`.
        is_due: whether a picture is to be looked at once more, although it is known.
    """

    def remembered(source: SourceId, sha256: str) -> Sequence[str] | None:
        places = vault.looked_into.of(sha256, READ_BY)
        if places is None:
            return None
        pictures = [identity(sha256, one) for one in places]
        if any(is_due(source, one) for one in pictures):
            return None
        known = (vault.pictures.known(one, fingerprint) for one in pictures)
        return places if all(one is not None for one in known) else None

    def keep(sha256: str, places: Sequence[str]) -> None:
        vault.looked_into.put(sha256, READ_BY, places)

    return MediaFrames(_pictures, remembered, keep)


def _pictures(
    medium: Medium, untrusted_file: BinaryIO, url: str, cancel: CancelToken
) -> Iterator[tuple[Facts, Pixels]]:
    """What a confined process reads in the file; it is started for this file alone.

    Raises:
        DecodeError, BudgetSpent, DecoderUnavailable, Cancelled: see `exposure_app.decoder`.
    """
    untrusted: bytes | BinaryIO = untrusted_file
    if isinstance(untrusted_file, io.BytesIO):
        untrusted = untrusted_file.getvalue()
    # Threads of an audit let other programs go first; so does what works for them.
    limits = Limits(seconds=SILENT_S)
    with Decoder(workers=0, cancel=cancel, is_gentle=True, limits=limits, program=MEDIA) as decoder:
        for facts, pixels in decoder.pictures(medium.value, untrusted, {}, url=url):
            yield _checked(facts, url), pixels


def _checked(untrusted_facts: ToldFacts, url: str) -> Facts:
    """Where a picture is, as a process says that may have been taken over by what it reads.

    Raises:
        Unreadable: that makes no sense.
    """
    page, seconds = untrusted_facts.get("page"), untrusted_facts.get("seconds")
    if isinstance(page, int) and 1 <= page <= _MOST:
        return {"page": page}
    if isinstance(seconds, int | float) and 0 <= seconds <= _MOST:
        return {"seconds": float(seconds), "is_cut": int(untrusted_facts.get("is_cut") == 1)}
    raise Unreadable(url, Obstacle.DAMAGED)
