"""Lines of the ledger in words: what a request was for, and what came of it."""

from exposure_app.domain.requests import GUARD, STOPPED, UNFINISHED, RequestRecord
from exposure_app.i18n import _

_DECLINED = 400
"""The first of the HTTP statuses with which a site gives nothing (RFC 9110)."""


def purpose_words(purpose: str) -> str:
    """What a request was for: a few words."""
    return {
        "page": _("Page"),
        "image": _("Picture"),
        "robots": _("The site's rules"),
        "style": _("Style sheet"),
        "listing": _("List of pages or posts"),
        "proof": _("Proof that a site is yours"),
        "model": _("Face model"),
        "version": _("Newest version"),
        GUARD: _("Another way out"),
    }.get(purpose, purpose)


def request_outcome(record: RequestRecord) -> str:
    """What came of a request: a few words."""
    if record.is_refusal:
        return {
            "out_of_scope": _("Not sent: outside your places"),
            "robots": _("Not sent: the site's rules"),
            "air_gap": _("Not sent: air gap"),
            "refused_address": _("Not sent: a private address"),
            "budget": _("Not sent: your limits"),
            GUARD: _("Stopped by the guard"),
        }.get(record.refused, _("Not sent"))
    if record.refused == UNFINISHED:
        return _("Under way, or cut off")
    if record.refused == STOPPED:
        return _("Stopped by you")
    if record.status is None:
        return _("No answer")
    if record.refused or record.status >= _DECLINED:
        return _("Declined ({status})").format(status=record.status)
    return _("Answered")
