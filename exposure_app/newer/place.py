"""Where newer versions are announced, and by whose key: set when the program is built."""

import re
import tomllib
from dataclasses import dataclass

from exposure_app.newer.signed_file import MakersKey
from exposure_app.resources import resource

PLACE_FILE = "newer/place.toml"

_ADDRESS = re.compile(r"https://[a-z0-9-]+(\.[a-z0-9-]+)+(/[A-Za-z0-9._~-]+)+")


@dataclass(frozen=True, slots=True)
class NoticePlace:
    """The address of the one file that is asked for, and the key that signs it."""

    address: str
    key: MakersKey


def place_of_build() -> NoticePlace | None:
    """The place that this build names; None if it names none.

    Raises:
        ValueError: what was set is no place: no https address of a file, or no key.
    """
    return read_place(resource(PLACE_FILE).read_text(encoding="utf-8"))


def read_place(text: str) -> NoticePlace | None:
    """The place that the text of `PLACE_FILE` names; raises as above."""
    said = tomllib.loads(text)
    address, key = str(said.get("address", "")), str(said.get("public_key", ""))
    if not address and not key:
        return None
    if not _ADDRESS.fullmatch(address):
        raise ValueError("not the https address of a file")
    return NoticePlace(address, MakersKey.read(key))
