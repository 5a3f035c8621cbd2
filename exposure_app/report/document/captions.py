"""What stands beside a found picture, and what its file says of itself."""

from exposure_app.domain.context import Context, Taken
from exposure_app.i18n import _
from exposure_app.report.document.blocks import FactList, Folded
from exposure_app.report.document.words import OwnWords
from exposure_app.wording import context_lines, taken_words, where_words


def context_block(context: Context) -> Folded | None:
    """What a place says about the picture, out of the way; None if it says nothing."""
    facts = list(context_lines(context))
    if context.where:
        facts.append((_("On the map"), where_words(context.where)))
    if not facts:
        return None
    told = FactList(tuple((name, (OwnWords(said),)) for name, said in facts))
    return Folded(_("What stands beside it"), (told,), is_only_a_handle=True)


def taken_facts(taken: Taken) -> list[tuple[str, str]]:
    """What the picture's file says of itself, as names and values."""
    facts = [(_("Taken"), taken_words(taken))] if taken.at else []
    if taken.where:
        facts.append((_("Taken at"), where_words(taken.where)))
    return facts
