"""One page or picture that was not looked at, named, with the way to close that gap."""

from exposure_app.domain import errors
from exposure_app.i18n import _
from exposure_app.i18n.figures import decimal
from exposure_app.wording.explanation import Explanation, explain

_MEGABYTE = 1_000_000


@explain.register
def _out_of_scope(error: errors.OutOfScope) -> Explanation:
    return Explanation(
        what=_("{url} leads outside the places you asked us to look.").format(url=error.url),
        remedy=_("Add that place as a source if it is yours or you were given leave to check it."),
    )


@explain.register
def _refused_by_robots(error: errors.RefusedByRobots) -> Explanation:
    if error.unsaid:
        return Explanation(
            what=_(
                "{url} was not asked for: its site could not say whether programs are welcome "
                "({fact})."
            ).format(url=error.url, fact=error.unsaid),
            remedy=_("Audit again later. Until it says so, programs are taken to be unwelcome."),
        )
    if error.signal.startswith(errors.RefusedByRobots.pause):
        what = _(
            "{url} was passed over: its site asks for a longer pause between two requests than "
            "we wait ({signal})."
        )
    elif error.signal:
        what = _("{url} is closed to programs: its site says {signal}.")
    else:
        what = _("{url} is closed to programs by its site's rules (robots.txt).")
    return Explanation(
        what=what.format(url=error.url, signal=error.signal),
        remedy=_("Open it in your browser; save pictures to a folder and add it as a source."),
    )


@explain.register
def _blocked(error: errors.Blocked) -> Explanation:
    return Explanation(
        what=_("{url} was asked for, and the site declined (HTTP {status}).").format(
            url=error.url, status=error.status
        ),
        remedy=_("See whether it opens in your browser. If so, save it and add the folder."),
    )


@explain.register
def _login_needed(error: errors.LoginNeeded) -> Explanation:
    return Explanation(
        what=_("{url} is shown only after signing in.").format(url=error.url),
        remedy=_("Download your data from that site, and add the unpacked folder as a source."),
    )


@explain.register
def _rate_limited(error: errors.RateLimited) -> Explanation:
    return Explanation(
        what=_("{url} was put off: the site asked us to come back later.").format(url=error.url),
        remedy=_("Audit again later, with a longer pause between requests."),
    )


@explain.register
def _not_found(error: errors.NotFound) -> Explanation:
    return Explanation(
        what=_("There is nothing at {url} any more.").format(url=error.url),
        remedy=_("Check the address if you know that something should be there."),
    )


@explain.register
def _unreachable(error: errors.Unreachable) -> Explanation:
    return Explanation(
        what=_("{url} could not be reached, or its answer broke off.").format(url=error.url),
        remedy=_("Check the address and your connection, then try again."),
    )


@explain.register
def _timed_out(error: errors.TimedOut) -> Explanation:
    return Explanation(
        what=_("{url} did not answer in time.").format(url=error.url),
        remedy=_("Try again later."),
    )


@explain.register
def _too_large(error: errors.TooLarge) -> Explanation:
    return Explanation(
        what=_("{url} is larger than {megabytes} MB; we stopped reading there.").format(
            url=error.url, megabytes=decimal(round(error.limit_bytes / _MEGABYTE, 1))
        ),
        remedy=_("Save it to a folder, a picture as a smaller copy, and add that as a source."),
    )


@explain.register
def _refused_address(error: errors.RefusedAddress) -> Explanation:
    return Explanation(
        what=_("{url} leads into a private network. It was not opened.").format(url=error.url),
        remedy=_("If it is your own device, add it as a source and allow private addresses."),
    )


@explain.register
def _budget_spent(error: errors.BudgetSpent) -> Explanation:
    limits = {
        "pages": _("{url} lies beyond the number of pages you allowed for its source."),
        "images": _("{url} lies beyond the number of pictures you allowed for its source."),
        "bytes": _("{url} lies beyond the amount of data you allowed for its source."),
        "host bytes": _("{url} lies beyond the amount of data you allowed from one other host."),
        "minutes": _("{url} was left when the minutes you allowed for its source were over."),
        "depth": _("{url} lies more links away than you allowed for its source."),
    }
    other = _("{url} lies beyond the limits you set for its source.")
    return Explanation(
        what=limits.get(error.limit, other).format(url=error.url),
        remedy=_("Raise that limit, then audit again."),
    )


@explain.register
def _permission_ended(error: errors.PermissionEnded) -> Explanation:
    return Explanation(
        what=_("The leave to look at {url} has ended. Nothing of it was asked for.").format(
            url=error.url
        ),
        remedy=_("Ask whoever gave it. If they agree again, remove the place and add it anew."),
    )


@explain.register
def _air_gapped(error: errors.AirGapped) -> Explanation:
    return Explanation(
        what=_("The air-gap switch is on, so {url} was not asked for. Nothing was sent.").format(
            url=error.url
        ),
        remedy=_("Turn the switch off to look at places on the network."),
    )


@explain.register
def _not_an_image(error: errors.NotAnImage) -> Explanation:
    return Explanation(
        what=_("{url} is not a picture in a format we read.").format(url=error.url),
        remedy=_("If you can see a picture there, save it as JPEG or PNG and add the folder."),
    )


@explain.register
def _needs_browser(error: errors.NeedsBrowser) -> Explanation:
    return Explanation(
        what=_("{url} shows pictures only once a browser has run its scripts.").format(
            url=error.url
        ),
        remedy=_(
            "Open it in your browser, save what it loads as a HAR file, and add that file; or add"
            " the data export of that service."
        ),
    )


@explain.register
def _not_saved(error: errors.NotSaved) -> Explanation:
    return Explanation(
        what=_("A saved page shows {url}, and the file does not hold it.").format(url=error.url),
        remedy=_("Save the page again with its content, or add its address as a source."),
    )


@explain.register
def _unreadable(error: errors.Unreadable) -> Explanation:
    reasons = {
        "empty": _("{url} is empty."),
        "binary": _("{url} is not text, so it could not be read as a page."),
        "denied": _("{url} is closed to this program by your system."),
        "locked": _("{url} is locked by a password."),
        "refused": _("{url} is written in a way that is not safe to read."),
        "ended": _("{url} made the part that opens pictures break off. Nothing else was touched."),
        "memory": _("{url} would take more memory to open than is safe."),
    }
    remedy = (
        _("Let this program read it, then audit again.")
        if error.reason == "denied"
        else _("Look for a better copy if it matters to you.")
    )
    what = reasons.get(error.reason, _("{url} is damaged."))
    return Explanation(what=what.format(url=error.url), remedy=remedy)


@explain.register
def _part_missing(error: errors.PartMissing) -> Explanation:
    return Explanation(
        what=_("{url} needs a part of this program that is not installed here: {part}.").format(
            url=error.url, part=error.part
        ),
        remedy=part_remedy(error.part),
    )


def part_remedy(part: str) -> str:
    """How to come by an optional part."""
    return _("Install it, by: pip install 'exposure-app[{part}]'; then audit again.").format(
        part=part
    )


@explain.register
def _too_small(error: errors.TooSmallToShowAFace) -> Explanation:
    return Explanation(
        what=_("{url} is {width} by {height} pixels: too small to show a face.").format(
            url=error.url, width=error.width, height=error.height
        ),
        remedy=_("Nothing to do, unless there is a larger copy."),
    )


@explain.register
def _took_too_long(error: errors.TookTooLong) -> Explanation:
    return Explanation(
        what=_("{url} took longer to open than a picture may.").format(url=error.url),
        remedy=_("Look for a better copy if it matters to you."),
    )


@explain.register
def _too_many_pixels(error: errors.TooManyPixels) -> Explanation:
    return Explanation(
        what=_("{url} says it is {width} by {height} pixels: more than is safe to open.").format(
            url=error.url, width=error.width, height=error.height
        ),
        remedy=_("Save it to a folder, a picture as a smaller copy, and add that as a source."),
    )
