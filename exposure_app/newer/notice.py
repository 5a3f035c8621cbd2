"""The maker's notice of the newest version: what it says, how it is written, and read strictly."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from packaging.version import InvalidVersion, Version

from exposure_app.domain.errors import NoticeUnreadable

MOST_BYTES = 4096
"""More than such a file, its signature included, ever takes."""

LONGEST = timedelta(days=100)
"""From the day it is signed to the day it holds until."""

_ABOUT = "newest version of Exposure"
"""In each notice, so that nothing else signed with the same key passes for one."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PAGE = re.compile(r"https://[a-z0-9-]+(\.[a-z0-9-]+)+(/[A-Za-z0-9._~/-]*)?")
_MOST_CHARS = 200


@dataclass(frozen=True, slots=True)
class VersionNotice:
    """What the maker says.

    version: the newest, in the normal form of PEP 440.
    released: its day. signed: the day this was said. until: the last day it may be believed.
    safe_since: the oldest version without a security fault that is known and mended.
    page: https address of the page to get it from.
    """

    version: str
    released: date
    signed: date
    until: date
    safe_since: str
    page: str

    def written(self) -> bytes:
        """The text that is signed; the same for the same notice."""
        said = {
            "about": _ABOUT,
            "version": self.version,
            "released": self.released.isoformat(),
            "signed": self.signed.isoformat(),
            "until": self.until.isoformat(),
            "safe_since": self.safe_since,
            "page": self.page,
        }
        return json.dumps(said, indent=0).encode("ascii") + b"\n"


def read_notice(signed: bytes) -> VersionNotice:
    """What a notice says, whose signature was checked. A key that is not known here is let be.

    Raises:
        NoticeUnreadable: something is missing, is said twice, or cannot be.
    """
    try:
        said = json.loads(signed.decode("ascii"), object_pairs_hook=_once)
        notice = _of(said)
    except (ValueError, RecursionError, KeyError, TypeError) as cause:
        raise NoticeUnreadable from cause
    if not notice.released <= notice.signed <= notice.until <= notice.signed + LONGEST:
        raise NoticeUnreadable
    if Version(notice.safe_since) > Version(notice.version):
        raise NoticeUnreadable
    return notice


def _of(said: dict[str, Any]) -> VersionNotice:
    if said["about"] != _ABOUT:
        raise ValueError("about something else")
    return VersionNotice(
        version=_version(said["version"]),
        released=_day(said["released"]),
        signed=_day(said["signed"]),
        until=_day(said["until"]),
        safe_since=_version(said["safe_since"]),
        page=_page(said["page"]),
    )


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    said = dict(pairs)
    if len(said) != len(pairs):
        raise ValueError("a key stands twice")
    return said


def _version(text: str) -> str:
    try:
        is_normal = len(text) <= _MOST_CHARS and str(Version(text)) == text
    except InvalidVersion:
        is_normal = False
    if not is_normal:
        raise ValueError("not a version in its normal form")
    return text


def _day(text: str) -> date:
    if not _DAY.fullmatch(text):
        raise ValueError("not a day")
    return date.fromisoformat(text)


def _page(text: str) -> str:
    if len(text) > _MOST_CHARS or not _PAGE.fullmatch(text):
        raise ValueError("not the address of a page")
    return text
