"""The confined process that opens pictures: what is said when it does not come, or not last."""

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
