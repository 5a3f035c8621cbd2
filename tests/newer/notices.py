"""Notices of the newest version, signed with a key for tests only, and a place to ask for one."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from exposure_app.newer.notice import VersionNotice
from exposure_app.newer.place import NoticePlace
from installers.newer import public_key, signed

PATH = "/newest.txt"
MAKER = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
SOMEBODY = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
KEY = public_key(MAKER)
PAGE = "https://releases.example.org/exposure/9.1.0"


def today():
    return datetime.now(UTC).date()


def notice(day=None, **other):
    """A notice that names a version newer than any, signed on `day`, for 60 days."""
    day = day or today()
    made = VersionNotice(
        version="9.1.0",
        released=date(2026, 11, 27),
        signed=day,
        until=day + timedelta(days=60),
        safe_since="0.1.0",
        page=PAGE,
    )
    return replace(made, **other)


def file_of(*args, by=MAKER, **other):
    """The bytes of the file that carries such a notice."""
    return signed(notice(*args, **other), by)


def place_at(url):
    """Where a server on this computer has the file."""
    return NoticePlace(url.rstrip("/") + PATH, KEY)
