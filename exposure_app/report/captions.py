"""What stands beside a found picture, as a report shows it."""

from exposure_app.domain.context import Context, Taken
from exposure_app.i18n import _
from exposure_app.report.markup import Markup, element, joined
from exposure_app.wording import context_lines, taken_words, where_words


def context_markup(context: Context) -> Markup:
    """What a place says about the picture, folded away; nothing if it says nothing."""
    facts = list(context_lines(context))
    if context.where:
        facts.append((_("On the map"), where_words(context.where)))
    if not facts:
        return Markup()
    return element(
        "details",
        element("summary", _("What stands beside it")),
        element(
            "dl",
            *(
                joined(element("dt", name), element("dd", element("bdi", said)))
                for name, said in facts
            ),
        ),
    )


def taken_facts(taken: Taken) -> list[tuple[str, str]]:
    """What the picture's file says of itself, as names and values."""
    facts = [(_("Taken"), taken_words(taken))] if taken.at else []
    if taken.where:
        facts.append((_("Taken at"), where_words(taken.where)))
    return facts
