"""What was not looked at, all items of one reason together.

A gap is never an all-clear, so each has words and a way to close it.
"""

import re
from collections.abc import Callable

from exposure_app.domain.errors import NeedsBrowser, NotSaved, PartMissing, PermissionEnded
from exposure_app.i18n import _, ngettext
from exposure_app.i18n.figures import grouped
from exposure_app.wording.audit.items import part_remedy
from exposure_app.wording.explanation import Explanation

_TOO_SMALL = re.compile(r"(?P<width>\d+)x(?P<height>\d+): too small to show a face")
_TOO_LARGE = re.compile(r"over (?P<n>\d+) bytes")
_ROBOTS = "robots.txt: "
_APART = {kind("").detail: kind.word for kind in (NeedsBrowser, NotSaved, PermissionEnded)}
"""Gaps that something else would close than others of their word, by what tells them apart."""


def gap_key(why: str, detail: str) -> str:
    """By what gaps are gathered: their `why` word, or what else would close them."""
    is_part = why == PartMissing.word and detail.startswith(PartMissing.needs)
    return detail if is_part or _APART.get(detail) == why else why


def gap_group(key: str, count: int) -> Explanation:
    """Explain `count` gaps of one reason together.

    Args:
        key: a `why` word of the command line's contract, or as `gap_key` says; an unknown one gets
            general words.
        count: how many there are, at least 1.
    """
    if key.startswith(PartMissing.needs):
        return _part_missing(key.removeprefix(PartMissing.needs), count)
    group = _GROUPS.get(key, _other)
    found = group(count)
    return Explanation(what=found.what.format(count=count), remedy=found.remedy)


def gap_detail_words(detail: str) -> str:
    """What tells a gap from others of its reason, in words; "" if nothing does.

    Args:
        detail: as `GapError.detail` has it. What is a name or a number by itself, such as an HTTP
            status or a directive, is the same in every language.
    """
    if too_small := _TOO_SMALL.fullmatch(detail):
        return _("{width} by {height} pixels: too small to show a face").format(
            **too_small.groupdict()
        )
    if too_large := _TOO_LARGE.fullmatch(detail):
        return _("over {n} bytes").format(n=grouped(int(too_large["n"])))
    if detail.startswith(PartMissing.needs):
        part = detail.removeprefix(PartMissing.needs)
        return _("needs the part {part}").format(part=part)
    if detail.startswith(_ROBOTS):
        return f"{_ROBOTS}{_detail_word(detail.removeprefix(_ROBOTS))}"
    return _detail_word(detail)


def _detail_word(detail: str) -> str:
    return {
        PermissionEnded("").detail: _("leave has ended"),
        NeedsBrowser("").detail: _("needs a browser"),
        NotSaved("").detail: _("not saved with the page"),
        "decoding": _("takes too long to open"),
        "empty": _("empty"),
        "damaged": _("damaged"),
        "binary": _("not text"),
        "denied": _("closed by your system"),
        "locked": _("locked by a password"),
        "refused": _("not safe to read"),
        "ended": _("made the decoder break off"),
        "memory": _("takes too much memory"),
        "pages": _("limit: pages"),
        "images": _("limit: pictures"),
        "bytes": _("limit: bytes"),
        "host bytes": _("limit: bytes from one other host"),
        "minutes": _("limit: minutes"),
        "depth": _("limit: links to follow"),
        "too large": _("too large"),
        "redirect": _("leads elsewhere"),
    }.get(detail, detail)


def _out_of_scope(n: int) -> Explanation:
    return Explanation(
        ngettext(
            "{count} address leads outside the places you asked us to look.",
            "{count} addresses lead outside the places you asked us to look.",
            n,
        ),
        _("Add a place as a source if it is yours or you were given leave to check it."),
    )


def _robots(n: int) -> Explanation:
    return Explanation(
        ngettext(
            "{count} address is closed to programs by its site's rules (robots.txt).",
            "{count} addresses are closed to programs by their site's rules (robots.txt).",
            n,
        ),
        _("Open them in your browser; save pictures to a folder and add it as a source."),
    )


def _blocked(n: int) -> Explanation:
    return Explanation(
        ngettext(
            "{count} address was asked for, and the site declined.",
            "{count} addresses were asked for, and the site declined.",
            n,
        ),
        _("See whether they open in your browser. If so, save the pictures and add the folder."),
    )


def _login(n: int) -> Explanation:
    return Explanation(
        ngettext(
            "{count} address is shown only after signing in.",
            "{count} addresses are shown only after signing in.",
            n,
        ),
        _("Download your data from that site, and add the unpacked folder as a source."),
    )


def _rate_limited(n: int) -> Explanation:
    return Explanation(
        ngettext(
            "{count} address was put off: the site asked us to come back later.",
            "{count} addresses were put off: the site asked us to come back later.",
            n,
        ),
        _("Audit again later, with a longer pause between requests."),
    )


def _not_found(n: int) -> Explanation:
    return Explanation(
        ngettext(
            "{count} address has nothing at it any more.",
            "{count} addresses have nothing at them any more.",
            n,
        ),
        _(
            "Nothing to do, unless you know that something should be there, or the place is a"
            " saved file that lacks it."
        ),
    )


def _unreachable(n: int) -> Explanation:
    return Explanation(
        ngettext(
            "{count} address could not be reached, or its answer broke off.",
            "{count} addresses could not be reached, or their answers broke off.",
            n,
        ),
        _("Check the address and your connection, then audit again."),
    )


def _timed_out(n: int) -> Explanation:
    return Explanation(
        ngettext(
            "{count} address did not answer in time, or shows what takes too long to open.",
            "{count} addresses did not answer in time, or show what takes too long to open.",
            n,
        ),
        _("Audit again later."),
    )


def _too_large(n: int) -> Explanation:
    return Explanation(
        ngettext(
            "{count} file is larger than we read.", "{count} files are larger than we read.", n
        ),
        _("Save smaller copies to a folder and add it as a source."),
    )


def _not_an_image(n: int) -> Explanation:
    return Explanation(
        ngettext(
            "{count} file is not a picture in a format we read.",
            "{count} files are not pictures in a format we read.",
            n,
        ),
        _("If you can see a picture there, save it as JPEG or PNG and add the folder."),
    )


def _unreadable(n: int) -> Explanation:
    return Explanation(
        ngettext(
            "{count} file is empty, damaged, closed to us, or too small to show a face.",
            "{count} files are empty, damaged, closed to us, or too small to show a face.",
            n,
        ),
        _("Look for a better copy of those that matter to you."),
    )


def _part_missing(part: str, n: int) -> Explanation:
    what = ngettext(
        "{count} file needs a part of this program that is not installed here: {part}.",
        "{count} files need a part of this program that is not installed here: {part}.",
        n,
    )
    return Explanation(what.format(count=n, part=part), part_remedy(part))


def _needs_browser(n: int) -> Explanation:
    return Explanation(
        ngettext(
            "{count} page shows pictures only once a browser has run its scripts.",
            "{count} pages show pictures only once a browser has run their scripts.",
            n,
        ),
        _(
            "Open it in your browser, save what it loads as a HAR file, and add that file; or add"
            " the data export of that service."
        ),
    )


def _not_saved(n: int) -> Explanation:
    return Explanation(
        ngettext(
            "{count} address is named by a saved page, and the file does not hold it.",
            "{count} addresses are named by saved pages, and the files do not hold them.",
            n,
        ),
        _("Save the page again with its content, or add its address as a source."),
    )


def _permission_ended(n: int) -> Explanation:
    return Explanation(
        ngettext(
            "{count} place was not asked for anything: the leave to look there has ended.",
            "{count} places were not asked for anything: the leave to look there has ended.",
            n,
        ),
        _("Ask whoever gave it. If they agree again, remove the place and add it anew."),
    )


def _too_many_pixels(n: int) -> Explanation:
    return Explanation(
        ngettext(
            "{count} picture has more pixels than is safe to open.",
            "{count} pictures have more pixels than is safe to open.",
            n,
        ),
        _("Save smaller copies to a folder and add it as a source."),
    )


def _refused_address(n: int) -> Explanation:
    return Explanation(
        ngettext(
            "{count} address leads into a private network. It was not opened.",
            "{count} addresses lead into a private network. They were not opened.",
            n,
        ),
        _("If it is your own device, add it as a source and allow private addresses."),
    )


def _budget(n: int) -> Explanation:
    return Explanation(
        ngettext(
            "{count} address lies beyond the limits you set for its source.",
            "{count} addresses lie beyond the limits you set for their source.",
            n,
        ),
        _("Allow more pages, pictures, bytes, minutes or depth, then audit again."),
    )


def _air_gap(n: int) -> Explanation:
    return Explanation(
        ngettext(
            "{count} address was not asked for: the air-gap switch is on. Nothing was sent.",
            "{count} addresses were not asked for: the air-gap switch is on. Nothing was sent.",
            n,
        ),
        _("Turn the switch off to look at places on the network."),
    )


def _other(n: int) -> Explanation:
    return Explanation(
        ngettext("{count} thing was not looked at.", "{count} things were not looked at.", n),
        _("Audit again; if it stays so, look at them yourself."),
    )


_GROUPS: dict[str, Callable[[int], Explanation]] = {
    "out_of_scope": _out_of_scope,
    "robots": _robots,
    "blocked": _blocked,
    "login": _login,
    "rate_limited": _rate_limited,
    "not_found": _not_found,
    "unreachable": _unreachable,
    "timed_out": _timed_out,
    "too_large": _too_large,
    "not_an_image": _not_an_image,
    "unreadable": _unreadable,
    "too_many_pixels": _too_many_pixels,
    "refused_address": _refused_address,
    "budget": _budget,
    "air_gap": _air_gap,
    NeedsBrowser("").detail: _needs_browser,
    NotSaved("").detail: _not_saved,
    PermissionEnded("").detail: _permission_ended,
}
