"""Why a finding stands in a weaker band, or needs care; and how bands moved, in words."""

from collections import Counter
from collections.abc import Sequence

from exposure_app.domain.findings import Band, BandChange, Note
from exposure_app.i18n import _, ngettext
from exposure_app.wording.terms import ME, band_words


def note_words(note: Note, subject: str = ME) -> str:
    """One note as a sentence that says what it did to the finding."""
    if note is Note.LOOK_ALIKE:
        if subject == ME:
            return _(
                "It is nearer to somebody you said is not you, so it is shown one step less sure."
            )
        return _(
            "It is nearer to somebody you said is not {name}, so it is shown one step less sure."
        ).format(name=subject)
    return {
        Note.SMALL_FACE: _(
            "The face is small in the picture, so it is shown as less sure than it would be."
        ),
        Note.POOR_PICTURE: _(
            "The picture of the face is poor: blurred, dark or turned away. Look twice."
        ),
        Note.CHILD: _(
            "Faces of children are harder to tell apart, so it is shown as less sure than it would "
            "be for an adult."
        ),
    }[note]


def change_words(change: BandChange) -> str:
    """Where one finding went, such as "Looks like you → possibly you"."""
    subject = change.finding.subject
    before = band_words(change.before, subject) if change.before else _("not found")
    after = band_words(change.after, subject) if change.after else _("no longer shown")
    # Translators: from one degree of likeness to another.
    return _("{before} → {after}").format(before=before[:1].upper() + before[1:], after=after)


def changes_summary(
    changes: Sequence[BandChange], *, is_preview: bool = False, is_about_all: bool = False
) -> str:
    """How many findings moved, and from where to where, in a sentence; "" for none.

    Args:
        is_preview: nothing moved yet; say what would.
        is_about_all: no finding was the reason, so there are no "others".
    """
    if not changes:
        return ""
    n = len(changes)
    if is_preview:
        moved = ngettext("{n} finding would move:", "{n} findings would move:", n)
    elif is_about_all:
        moved = ngettext("{n} finding moved:", "{n} findings moved:", n)
    else:
        moved = ngettext("{n} other finding moved:", "{n} other findings moved:", n)
    moved = moved.format(n=n)
    kinds = Counter((change.before, change.after) for change in changes)
    subjects = {change.finding.subject for change in changes}
    # With several people among them, "you" would be wrong for some and a name for the others.
    subject = subjects.pop() if len(subjects) == 1 else ""
    parts = [
        _move(before, after, count, subject, is_preview=is_preview)
        for (before, after), count in kinds.most_common()
    ]
    # Translators: between the parts of a list.
    return moved + " " + _(", ").join(parts) + "."


def _move(
    before: Band | None, after: Band | None, n: int, subject: str, *, is_preview: bool
) -> str:
    if after is None and is_preview:
        return _("{n} would no longer be shown").format(n=n)
    if after is None:
        return ngettext(
            "{n} is no longer shown", "{n} are no longer shown", n
        ).format(n=n)  # fmt: skip
    if before is None:
        return ngettext("{n} is new as “{after}”", "{n} are new as “{after}”", n).format(
            n=n, after=_band(after, subject)
        )
    return _("{n} from “{before}” to “{after}”").format(
        n=n, before=_band(before, subject), after=_band(after, subject)
    )


def _band(band: Band, subject: str) -> str:
    if subject:
        return band_words(band, subject)
    return {
        Band.POSSIBLY: _("possibly"),
        Band.LOOKS_LIKE_YOU: _("looks like"),
        Band.VERY_LIKELY: _("looks very much like"),
    }[band]


def poor_photo_words(reason: str) -> str:
    """Why a photo would make a poor reference, in few words, for under its picture."""
    return {
        "small": _("Face is small"),
        "blurred": _("Face is blurred"),
        "turned": _("Face is turned away"),
        "dark": _("Face is dark"),
        "masked": _("Face is partly hidden"),
    }.get(reason, _("Face is not clear"))
