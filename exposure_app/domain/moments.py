"""Where in a video or document a picture is: a time, or a page.

Written as the fragment of an address: "#t=12.5" or "#t=12.5,20" (W3C Media Fragments URI 1.0,
4.2.1) and "#page=3" (RFC 8118, 3). A file in an archive has a fragment already, so there they
follow an "&".
"""

import re
from dataclasses import dataclass

_WRITTEN = re.compile(
    r"[#&](?:t=(?P<seconds>\d{1,9}(?:\.\d{1,9})?)(?:,(?P<until>\d{1,9}(?:\.\d{1,9})?))?"
    r"|page=(?P<page>\d{1,9})(?:&picture=(?P<picture>\d{1,9}))?)\Z",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A time in a video, or a page of a document; one of the two.

    seconds: from the beginning. until: where a shot that begins there ends, if it lasts.
    page: counted from 1.
    picture: which of the pictures of that page, counted from 1.
    """

    seconds: float | None = None
    until: float | None = None
    page: int | None = None
    picture: int = 1

    @property
    def written(self) -> str:
        """As it stands in an address, without what parts it from the rest."""
        if self.seconds is not None:
            until = "" if self.until is None else f",{_number(self.until)}"
            return f"t={_number(self.seconds)}{until}"
        more = f"&picture={self.picture}" if self.picture > 1 else ""
        return f"page={self.page}{more}"


def _number(seconds: float) -> str:
    return f"{seconds:.2f}".rstrip("0").rstrip(".")


def within(url: str, written: str) -> str:
    """The address of a moment, as it is written, of the file at `url`."""
    return f"{url}{'&' if '#' in url else '#'}{written}"


def moment_in(url: str) -> Moment | None:
    """The moment that an address names; None if it names a whole file."""
    found = _found_in(url)
    if found is None:
        return None
    if found["seconds"] is not None:
        until = float(found["until"]) if found["until"] else None
        return Moment(seconds=float(found["seconds"]), until=until)
    return Moment(page=int(found["page"]), picture=int(found["picture"] or 1))


def without_moment(url: str) -> str:
    """The address of the file itself."""
    found = _found_in(url)
    return url if found is None else url[: found.start()]


def _found_in(url: str) -> re.Match[str] | None:
    """What is written at the end of an address; after an "&" only if that stands in a fragment."""
    found = _WRITTEN.search(url)
    return found if found and (found[0][0] == "#" or "#" in url[: found.start()]) else None
