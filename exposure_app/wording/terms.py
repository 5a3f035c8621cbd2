"""The words for the program's own terms. A score never becomes a percentage here."""

from exposure_app.domain.findings import Band, State, Verdict
from exposure_app.domain.sources import Footing
from exposure_app.domain.subjects import Consent
from exposure_app.i18n import _

ME = "me"
"""The subject's name that stands for the person at the computer."""


def band_words(band: Band, subject: str = ME) -> str:
    """How alike, for use after "This": "looks like you", or "looks like Ada"."""
    if subject == ME:
        return {
            Band.POSSIBLY: _("possibly you"),
            Band.LOOKS_LIKE_YOU: _("looks like you"),
            Band.VERY_LIKELY: _("looks very much like you"),
        }[band]
    return {
        Band.POSSIBLY: _("possibly {name}"),
        Band.LOOKS_LIKE_YOU: _("looks like {name}"),
        Band.VERY_LIKELY: _("looks very much like {name}"),
    }[band].format(name=subject)


def state_words(state: State) -> str:
    """Where a finding stands."""
    return {
        State.NEW: _("not decided yet"),
        State.CONFIRMED: _("confirmed by you"),
        State.DISMISSED: _("set aside by you"),
    }[state]


def verdict_words(verdict: Verdict | None) -> str:
    """What the person said of a finding; None when they have not said anything."""
    if verdict is None:
        return _("no answer yet")
    return {
        Verdict.ME: _("this is me"),
        Verdict.NOT_ME: _("not me"),
        Verdict.UNSURE: _("cannot tell"),
    }[verdict]


def footing_words(footing: Footing) -> str:
    """Why we may look at a source."""
    return {
        Footing.OWNED: _("It is mine"),
        Footing.OPTED_IN: _("I was given leave to check it"),
        Footing.MY_EXPORT: _("It is data I exported"),
    }[footing]


def consent_words(consent: Consent) -> str:
    """Who agreed that we look for a subject."""
    return {
        Consent.SELF: _("This is me, and I agree"),
        Consent.ADULT: _("Another adult, who agreed"),
        Consent.GUARDIAN: _("A child in my care"),
    }[consent]
