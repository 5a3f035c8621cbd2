"""What was there and could not be read, or is not in the file that was saved."""

from exposure_app.domain.gap_reasons import GapFacts, GapReason, Obstacle
from exposure_app.i18n import _, ngettext
from exposure_app.wording.audit.gap_words import GapWords, said_of
from exposure_app.wording.explanation import Explanation
from exposure_app.wording.files import keep_here_words


@said_of(GapReason.NOT_AN_IMAGE)
def _not_an_image(n: int, _facts: GapFacts) -> GapWords:
    remedy = _("If you can see a picture there, save it as JPEG or PNG and add the folder.")
    return GapWords(
        one=Explanation(_("{url} is not a picture in a format we read."), remedy),
        many=Explanation(
            ngettext(
                "{count} file is not a picture in a format we read.",
                "{count} files are not pictures in a format we read.",
                n,
            ),
            remedy,
        ),
    )


@said_of(GapReason.UNREADABLE)
def _unreadable(n: int, facts: GapFacts) -> GapWords:
    obstacle = str(facts.get("obstacle", ""))
    what, aside = _obstacle_words(obstacle)
    remedy = (
        _("Let this program read it, then audit again.")
        if obstacle == Obstacle.DENIED
        else _("Look for a better copy if it matters to you.")
    )
    return GapWords(
        one=Explanation(what, remedy),
        many=Explanation(
            ngettext(
                "{count} file is empty, damaged, closed to us, or too small to show a face.",
                "{count} files are empty, damaged, closed to us, or too small to show a face.",
                n,
            ),
            _("Look for a better copy of those that matter to you."),
        ),
        aside=aside,
    )


def _obstacle_words(obstacle: str) -> tuple[str, str]:
    """Of one file that it keeps from being read, and what it is."""
    known: dict[str, tuple[str, str]] = {
        Obstacle.EMPTY: (_("{url} is empty."), _("empty")),
        Obstacle.DAMAGED: (_("{url} is damaged."), _("damaged")),
        Obstacle.BINARY: (
            _("{url} is not text, so it could not be read as a page."),
            _("not text"),
        ),
        Obstacle.DENIED: (
            _("{url} is closed to this program by your system."),
            _("closed by your system"),
        ),
        Obstacle.LOCKED: (_("{url} is locked by a password."), _("locked by a password")),
        Obstacle.REFUSED: (
            _("{url} is written in a way that is not safe to read."),
            _("not safe to read"),
        ),
        Obstacle.ENDED: (
            _("{url} made the part that opens pictures break off. Nothing else was touched."),
            _("made the decoder break off"),
        ),
        Obstacle.MEMORY: (
            _("{url} would take more memory to open than is safe."),
            _("takes too much memory"),
        ),
    }
    return known.get(obstacle, (_("{url} could not be read."), ""))


@said_of(GapReason.TOO_SMALL)
def _too_small(_n: int, _facts: GapFacts) -> GapWords:
    return GapWords(
        one=Explanation(
            _("{url} is {width} by {height} pixels: too small to show a face."),
            _("Nothing to do, unless there is a larger copy."),
        ),
        aside=_("{width} by {height} pixels: too small to show a face"),
    )


@said_of(GapReason.TOOK_TOO_LONG)
def _took_too_long(_n: int, _facts: GapFacts) -> GapWords:
    return GapWords(
        one=Explanation(
            _("{url} took longer to open than a picture may."),
            _("Look for a better copy if it matters to you."),
        ),
        aside=_("takes too long to open"),
    )


@said_of(GapReason.PART_MISSING)
def _part_missing(n: int, _facts: GapFacts) -> GapWords:
    remedy = _("Install it, by: pip install 'exposure-app[{part}]'; then audit again.")
    return GapWords(
        one=Explanation(
            _("{url} needs a part of this program that is not installed here: {part}."), remedy
        ),
        many=Explanation(
            ngettext(
                "{count} file needs a part of this program that is not installed here: {part}.",
                "{count} files need a part of this program that is not installed here: {part}.",
                n,
            ),
            remedy,
        ),
        aside=_("needs the part {part}"),
    )


@said_of(GapReason.NEEDS_BROWSER)
def _needs_browser(n: int, _facts: GapFacts) -> GapWords:
    remedy = _(
        "Open it in your browser, save what it loads as a HAR file, and add that file; or add"
        " the data export of that service."
    )
    return GapWords(
        one=Explanation(_("{url} shows pictures only once a browser has run its scripts."), remedy),
        many=Explanation(
            ngettext(
                "{count} page shows pictures only once a browser has run its scripts.",
                "{count} pages show pictures only once a browser has run their scripts.",
                n,
            ),
            remedy,
        ),
        aside=_("needs a browser"),
    )


@said_of(GapReason.ONLINE_ONLY)
def _online_only(n: int, _facts: GapFacts) -> GapWords:
    return GapWords(
        one=Explanation(
            _("{url} is only online. It was not read, as that would have fetched it."),
            keep_here_words(),
        ),
        many=Explanation(
            ngettext(
                "{count} file or folder is only online. It was not read, as that would have"
                " fetched it.",
                "{count} files or folders are only online. They were not read, as that would have"
                " fetched them.",
                n,
            ),
            keep_here_words(),
        ),
        aside=_("only online"),
    )


@said_of(GapReason.NOT_SAVED)
def _not_saved(n: int, _facts: GapFacts) -> GapWords:
    remedy = _("Save the page again with its content, or add its address as a source.")
    return GapWords(
        one=Explanation(_("A saved page shows {url}, and the file does not hold it."), remedy),
        many=Explanation(
            ngettext(
                "{count} address is named by a saved page, and the file does not hold it.",
                "{count} addresses are named by saved pages, and the files do not hold them.",
                n,
            ),
            remedy,
        ),
        aside=_("not saved with the page"),
    )
