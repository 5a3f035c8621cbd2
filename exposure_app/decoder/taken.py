"""When and where a picture was taken, out of what a confined process tells of its file."""

import re
from datetime import UTC, datetime, timedelta, timezone

from exposure_app.confine.wire import Fact, Facts
from exposure_app.domain.context import Coordinates, Taken, coordinates, plausible

# EXIF 2.32, 4.6.6.F.
_MOMENT = re.compile(r"(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)", re.ASCII)
_ZONE = re.compile(r"([+-])(\d\d):(\d\d)", re.ASCII)


def taken_of(untrusted_facts: Facts) -> Taken:
    """What the facts of `faces.pictures.exif` say, as far as it makes sense. No facts raise."""
    return Taken(at=_moment(untrusted_facts), where=_place(untrusted_facts))


def _moment(facts: Facts) -> datetime | None:
    """The shutter's moment, or else the scan's."""
    for name in ("original", "digitized"):
        match = _matched(_MOMENT, facts.get(name))
        if match is None:
            continue
        try:
            year, month, day, hour, minute, second = map(int, match.groups())
            zone = _zone(facts.get(f"{name}_zone"))
            moment = datetime(year, month, day, hour, minute, second, tzinfo=zone)
        except ValueError:
            continue
        if (checked := plausible(moment)) is not None:
            return checked
    return None


def _zone(told: Fact | None) -> timezone | None:
    match = _matched(_ZONE, told)
    if match is None:
        return None
    offset = timedelta(hours=int(match[2]), minutes=int(match[3]))
    if offset >= timedelta(hours=24):
        return None
    return timezone(-offset if match[1] == "-" else offset) if offset else UTC


def _place(facts: Facts) -> Coordinates | None:
    return coordinates(facts.get("latitude"), facts.get("longitude"))


def _matched(pattern: re.Pattern[str], told: Fact | None) -> re.Match[str] | None:
    return pattern.fullmatch(told) if isinstance(told, str) else None
