"""Who agreed that somebody is looked for, until when, and what to know of a child.

The window shows these beside the name, the command line where no name stands near: each has its
own sentences for what to know, and both are here.
"""

from datetime import datetime

from exposure_app.domain.subjects import Consent, Subject
from exposure_app.i18n import _, figures
from exposure_app.wording.terms import consent_words


def agreement_words(consent: Consent, guardian: str, *, since: str, until: str) -> list[str]:
    """What was agreed, part by part, to be set side by side.

    Args:
        guardian: who agreed for a child, or "".
        since, until: days as they are written where this is shown; "" leaves the part out.
    """
    said = [consent_words(consent)]
    if guardian:
        said.append(_("agreed by {guardian}").format(guardian=guardian))
    if since:
        said.append(_("since {day}").format(day=since))
    if until:
        said.append(_("until {day}").format(day=until))
    return said


def consent_line(subject: Subject, at: datetime) -> str:
    """The consent record of a subject, as it stands at that moment."""
    end = figures.day(subject.consented_until) if subject.consented_until else ""
    holds = subject.may_be_looked_for(at)
    said = agreement_words(
        subject.consent,
        subject.guardian,
        since=figures.day(subject.consented_at),
        until=end if holds else "",
    )
    if not holds:
        said.append(_("ended on {day}").format(day=end))
    return "; ".join(said)


def consent_warning(subject: Subject, at: datetime) -> str:
    """What to know before looking for a subject; "" if there is nothing."""
    if not subject.may_be_looked_for(at):
        return _(
            "The consent of {name} has ended, so nobody looks for them. If they agree again, enrol "
            "a photo with a later date; if not, remove them."
        ).format(name=subject.name)
    if subject.is_child:
        return _(
            "For children the program is about twice as often wrong as for adults. What it finds "
            "of {name} is shown one step less sure, and finding nothing means little."
        ).format(name=subject.name)
    return ""


def ended_beside_name(day: str) -> str:
    """What to know of the person shown, whose consent ended on that day."""
    return _(
        "The consent ended on {day}. Audits no longer look for this person, and no photo "
        "can be added, until it is renewed."
    ).format(day=day)


def child_beside_name() -> str:
    """What to know of the person shown, who is a child."""
    return _(
        "For children the program is about twice as often wrong as for adults. What it "
        "finds is shown one step less sure, and finding nothing means little."
    )
