"""What was asked of a site and not given, or not asked at all."""

from exposure_app.domain.gap_reasons import GapFacts, GapReason, Unsaid
from exposure_app.i18n import _, ngettext
from exposure_app.wording.audit.gap_words import GapWords, said_of
from exposure_app.wording.explanation import Explanation


@said_of(GapReason.OUT_OF_SCOPE)
def _out_of_scope(n: int, _facts: GapFacts) -> GapWords:
    return GapWords(
        one=Explanation(
            _("{url} leads outside the places you asked us to look."),
            _("Add that place as a source if it is yours or you were given leave to check it."),
        ),
        many=Explanation(
            ngettext(
                "{count} address leads outside the places you asked us to look.",
                "{count} addresses lead outside the places you asked us to look.",
                n,
            ),
            _("Add a place as a source if it is yours or you were given leave to check it."),
        ),
    )


@said_of(GapReason.PERMISSION_ENDED)
def _permission_ended(n: int, _facts: GapFacts) -> GapWords:
    remedy = _("Ask whoever gave it. If they agree again, remove the place and add it anew.")
    return GapWords(
        one=Explanation(
            _("The leave to look at {url} has ended. Nothing of it was asked for."), remedy
        ),
        many=Explanation(
            ngettext(
                "{count} place was not asked for anything: the leave to look there has ended.",
                "{count} places were not asked for anything: the leave to look there has ended.",
                n,
            ),
            remedy,
        ),
        aside=_("leave has ended"),
    )


@said_of(GapReason.ROBOTS)
def _robots(n: int, facts: GapFacts) -> GapWords:
    many = Explanation(
        ngettext(
            "{count} address is closed to programs by its site's rules (robots.txt).",
            "{count} addresses are closed to programs by their site's rules (robots.txt).",
            n,
        ),
        _("Open them in your browser; save pictures to a folder and add it as a source."),
    )
    if "status" in facts or "unsaid" in facts:
        return _robots_unsaid(many, facts)
    detail = GapReason.ROBOTS.detail(facts)
    if "pause_s" in facts:
        what = _(
            "{url} was passed over: its site asks for a longer pause between two requests than "
            "we wait ({signal})."
        )
    elif "signal" in facts:
        what = _("{url} is closed to programs: its site says {signal}.")
    else:
        what = _("{url} is closed to programs by its site's rules (robots.txt).")
    remedy = _("Open it in your browser; save pictures to a folder and add it as a source.")
    return GapWords(one=Explanation(what, remedy), many=many, figures={"signal": detail})


def _robots_unsaid(many: Explanation, facts: GapFacts) -> GapWords:
    unsaid = str(facts.get("unsaid", ""))
    fact = f"HTTP {facts['status']}" if "status" in facts else unsaid
    words: dict[str, str] = {
        Unsaid.TOO_LARGE: _("too large"),
        Unsaid.REDIRECT: _("leads elsewhere"),
    }
    return GapWords(
        one=Explanation(
            _(
                "{url} was not asked for: its site could not say whether programs are welcome "
                "({fact})."
            ),
            _("Audit again later. Until it says so, programs are taken to be unwelcome."),
        ),
        many=many,
        aside=f"robots.txt: {words.get(unsaid, fact)}",
        figures={"fact": fact},
    )


@said_of(GapReason.BLOCKED)
def _blocked(n: int, _facts: GapFacts) -> GapWords:
    return GapWords(
        one=Explanation(
            _("{url} was asked for, and the site declined (HTTP {status})."),
            _("See whether it opens in your browser. If so, save it and add the folder."),
        ),
        many=Explanation(
            ngettext(
                "{count} address was asked for, and the site declined.",
                "{count} addresses were asked for, and the site declined.",
                n,
            ),
            _(
                "See whether they open in your browser. If so, save the pictures and add the"
                " folder."
            ),
        ),
    )


@said_of(GapReason.LOGIN)
def _login(n: int, _facts: GapFacts) -> GapWords:
    remedy = _("Download your data from that site, and add the unpacked folder as a source.")
    return GapWords(
        one=Explanation(_("{url} is shown only after signing in."), remedy),
        many=Explanation(
            ngettext(
                "{count} address is shown only after signing in.",
                "{count} addresses are shown only after signing in.",
                n,
            ),
            remedy,
        ),
    )


@said_of(GapReason.RATE_LIMITED)
def _rate_limited(n: int, _facts: GapFacts) -> GapWords:
    remedy = _("Audit again later, with a longer pause between requests.")
    return GapWords(
        one=Explanation(_("{url} was put off: the site asked us to come back later."), remedy),
        many=Explanation(
            ngettext(
                "{count} address was put off: the site asked us to come back later.",
                "{count} addresses were put off: the site asked us to come back later.",
                n,
            ),
            remedy,
        ),
    )


@said_of(GapReason.NOT_FOUND)
def _not_found(n: int, _facts: GapFacts) -> GapWords:
    return GapWords(
        one=Explanation(
            _("There is nothing at {url} any more."),
            _("Check the address if you know that something should be there."),
        ),
        many=Explanation(
            ngettext(
                "{count} address has nothing at it any more.",
                "{count} addresses have nothing at them any more.",
                n,
            ),
            _(
                "Nothing to do, unless you know that something should be there, or the place is a"
                " saved file that lacks it."
            ),
        ),
    )


@said_of(GapReason.UNREACHABLE)
def _unreachable(n: int, _facts: GapFacts) -> GapWords:
    return GapWords(
        one=Explanation(
            _("{url} could not be reached, or its answer broke off."),
            _("Check the address and your connection, then try again."),
        ),
        many=Explanation(
            ngettext(
                "{count} address could not be reached, or its answer broke off.",
                "{count} addresses could not be reached, or their answers broke off.",
                n,
            ),
            _("Check the address and your connection, then audit again."),
        ),
    )


@said_of(GapReason.TIMED_OUT)
def _timed_out(n: int, _facts: GapFacts) -> GapWords:
    return GapWords(
        one=Explanation(_("{url} did not answer in time."), _("Try again later.")),
        many=Explanation(
            ngettext(
                "{count} address did not answer in time, or shows what takes too long to open.",
                "{count} addresses did not answer in time, or show what takes too long to open.",
                n,
            ),
            _("Audit again later."),
        ),
    )
