"""The confined process that opens pictures: what closes it off, and when it does not last."""

from collections.abc import Sequence

from exposure_app.domain import errors
from exposure_app.i18n import _, ngettext
from exposure_app.wording.explanation import Explanation, explain


@explain.register
def _decoder_unavailable(error: errors.DecoderUnavailable) -> Explanation:
    return Explanation(
        what=_("Pictures are opened in a closed-off part of this program, and it did not start."),
        remedy=_("Run the self-check. Security software may have to be told to let it run."),
    )


@explain.register
def _decoder_keeps_ending(error: errors.DecoderKeepsEnding) -> Explanation:
    return Explanation(
        what=ngettext(
            "{crashes} picture made the part that opens pictures break off. To be safe, it was"
            " not asked again.",
            "{crashes} pictures made the part that opens pictures break off. To be safe, it was"
            " not asked again.",
            error.crashes,
        ).format(crashes=error.crashes),
        remedy=_(
            "What was found until then is kept. Those pictures may have been made to do harm: see"
            " which place they come from before you look there again."
        ),
    )


def confinement_words(holds: Sequence[str], lacks: Sequence[str]) -> str:
    """What keeps the process in, and what this system does not offer; a list, no sentence.

    Args:
        holds, lacks: as `confine.lock_down` says.
    """
    closed = {
        "seccomp": _("no file, connection or program can be opened"),
        "landlock": _("no path leads anywhere"),
        "seatbelt": _("no file, connection or program can be opened"),
        "limits": _("memory, time and files are bounded"),
        "job-object": _("memory is bounded, no other program can be started"),
        "low-integrity": _("next to nothing can be written"),
    }
    open_ = {
        "seccomp": _("no filter of system calls on this system"),
        "landlock": _("no second wall around files on this system"),
        "seatbelt": _("this system does not close it off"),
        "limits": _("this system bounds neither memory nor time"),
        "memory-limit": _("memory is watched from outside"),
        "files": _("files can still be read"),
        "network": _("the network is closed by nothing but our own code"),
        "low-integrity": _("files can still be written"),
    }
    said = [closed[name] for one in holds if (name := _name_of(one)) in closed]
    said += [open_[name] for one in lacks if (name := _name_of(one)) in open_]
    return _("; ").join(said)


def _name_of(word: str) -> str:
    """The name of "landlock-7" is "landlock"."""
    return word.rstrip("0123456789").rstrip("-")
