"""Faces kept for instant re-search: what that means for whom they belong to, and what it told."""

from exposure_app.domain.findings import Band
from exposure_app.domain.kept_faces import MAX_FACES, KeptCount, KeptMatch
from exposure_app.i18n import _, ngettext
from exposure_app.i18n.figures import grouped
from exposure_app.wording.findings.certainty import expected_false_alarms
from exposure_app.wording.findings.notes import changes_summary


def keep_faces_meaning() -> str:
    """What turning it on does, and to whom."""
    return _(
        "The faces of everybody met there are kept on this computer as numbers, encrypted, without "
        "pictures or names. A photo that you add later is compared with them at once, and nothing "
        "is asked of the place again. Most of them belong to people who never heard of it, so each "
        "is forgotten by itself that many days after an audit met it last."
    )


def kept_words(count: KeptCount, *, newest: str, last_until: str) -> str:
    """How many faces are kept of a place, and until when.

    Args:
        newest, last_until: the days of `KeptCount`, as they are written where this is shown.
    """
    n = count.faces + count.others
    said = ngettext(
        "{n} face is kept, met last on {newest}. Nothing is left after {last_until}.",
        "{n} faces are kept, met last on {newest}. Nothing is left after {last_until}.",
        n,
    ).format(n=grouped(n), newest=newest, last_until=last_until)
    if count.is_full:
        said += " " + _partly_words()
    return said


def kept_answer_words(answer: KeptMatch, *, since: str) -> str:
    """What was compared, and what that leaves out; "" if nothing is kept.

    Args:
        since: the day of `KeptMatch.oldest_news`, as it is written where this is shown.
    """
    if not answer.faces:
        return ""
    places = ngettext("{n} place", "{n} places", answer.sources).format(n=answer.sources)
    said = ngettext(
        "{n} face kept of {places} was compared. Nothing was asked of anybody.",
        "{n} faces kept of {places} were compared. Nothing was asked of anybody.",
        answer.faces,
    ).format(n=grouped(answer.faces), places=places)
    parts = [said, _("What was put there since {day} takes an audit to see.").format(day=since)]
    if answer.is_partial:
        parts.append(_partly_words())
    if answer.expected_false_alarms:
        parts.append(expected_false_alarms(answer.expected_false_alarms[Band.LOOKS_LIKE_YOU]))
    return " ".join(parts)


def kept_found_words(answer: KeptMatch) -> str:
    """What was found among the kept faces, in a sentence or two."""
    if not answer.faces:
        return _("No faces are kept, or nobody is enrolled, so nothing was compared.")
    if not answer.changes:
        return _("Nothing new was found among them.")
    new = sum(change.before is None for change in answer.changes)
    moved = [change for change in answer.changes if change.before is not None]
    parts = [ngettext("{n} new finding.", "{n} new findings.", new).format(n=new)] if new else []
    return " ".join([*parts, *([changes_summary(moved, is_about_all=True)] if moved else [])])


def no_picture_words() -> str:
    """Why a finding shows no picture."""
    return _("Seen at the last audit. The picture is shown after the next one.")


def _partly_words() -> str:
    return _(
        "No more than {most} faces are kept of a place: others that were met there were compared "
        "and forgotten."
    ).format(most=grouped(MAX_FACES))
