"""Videos and documents within an audit: who reads them, and which were read before."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from exposure_app.crawl.inside import Facts, Inside, identity
from exposure_app.domain.images import Pixels
from exposure_app.domain.work import CancelToken
from exposure_app.media import pdf, video
from exposure_app.signatures import Medium
from exposure_app.vault.vault import Vault

READ_BY = "1"
"""Changed whenever the choice of frames or pages changes, so that files are read again."""


def inside_of(vault: Vault, fingerprint: str) -> Inside:
    """How an audit that looks with these references gets at what is inside of files.

    Args:
        fingerprint: as in `Pictures.known`.
    """

    def remembered(sha256: str) -> Sequence[str] | None:
        places = vault.looked_into.of(sha256, READ_BY)
        if places is None:
            return None
        known = (vault.pictures.known(identity(sha256, one), fingerprint) for one in places)
        return places if all(one is not None for one in known) else None

    def keep(sha256: str, places: Sequence[str]) -> None:
        vault.looked_into.put(sha256, READ_BY, places)

    return Inside(_pictures, remembered, keep)


def _pictures(
    medium: Medium, untrusted_file: BinaryIO, url: str, cancel: CancelToken
) -> Iterator[tuple[Facts, Pixels]]:
    cancel.check()
    if medium is Medium.VIDEO:
        yield from video.frames(untrusted_file, url)
    else:
        yield from pdf.pictures(untrusted_file, url)
