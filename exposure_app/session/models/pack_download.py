"""Fetches a known pack: on request, from its publisher, pinned, and all of it in the ledger."""

import shutil
from pathlib import Path

from exposure_app.domain import errors
from exposure_app.domain.work import CancelToken, Progress, Report
from exposure_app.faces.models.catalogue import Download, KnownPack
from exposure_app.faces.models.pack import sha256_of
from exposure_app.net.download import Partial, download
from exposure_app.net.fetcher import Fetcher

PURPOSE = "model"
"""What the ledger calls these requests."""

_UNPACKED = 1.3
"""Times the download's size that its unpacked copy takes at most; for room on the disk."""


def fetch(
    known: KnownPack,
    into: Path,
    fetcher: Fetcher,
    *,
    private_host: str | None,
    report: Report,
    cancel: CancelToken,
) -> list[Path]:
    """The pack's files below `into`, each with the SHA-256 that was pinned.

    What an earlier attempt brought is gone on from, also one that was killed.

    Args:
        private_host: the one "host:port" that may be on a private or loopback address.
        report: hears the stage "bytes".

    Raises:
        NoDownload: there is no pinned copy of this pack.
        DownloadDamaged: what came is not what was pinned; it was removed.
        GapError: a request was refused or failed; what came before stays.
        DiskFull: there is no room.
        Cancelled: what came before stays.
    """
    if not known.downloads:
        raise errors.NoDownload(known.name)
    wanted = [(one, Partial(into / one.file, one.size)) for one in known.downloads]
    _check_room(into, sum(one.size - partial.have() for one, partial in wanted), known)
    done = 0
    for one, partial in wanted:
        before = done

        def news(have: int, before: int = before) -> None:
            report(Progress("bytes", before + have, known.download_bytes))

        news(partial.have())
        download(
            fetcher,
            one.url,
            partial,
            purpose=PURPOSE,
            hosts=known.hosts,
            private_host=private_host,
            news=news,
            cancel=cancel,
        )
        _check(one, partial, known)
        done += one.size
    return [partial.path for _, partial in wanted]


def _check(one: Download, partial: Partial, known: KnownPack) -> None:
    try:
        is_same = sha256_of(partial.path) == one.sha256
    except OSError as cause:
        raise errors.DiskFull from cause
    if not is_same:
        partial.forget()
        raise errors.DownloadDamaged(known.name)


def _check_room(into: Path, missing: int, known: KnownPack) -> None:
    try:
        into.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(into).free
    except OSError as cause:
        raise errors.DiskFull from cause
    if free < missing + _UNPACKED * known.download_bytes:
        raise errors.DiskFull
