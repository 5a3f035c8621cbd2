"""When places are looked at again, and what became of each the last time."""

from exposure_app.domain.outcomes import SourceOutcome
from exposure_app.i18n import _, ngettext
from exposure_app.i18n.figures import grouped


def schedule_words(every_days: int) -> str:
    """How often a place is looked at; 0 for only when the person asks."""
    if every_days == 0:
        return _("Looked at only when you ask.")
    return ngettext("Looked at every day.", "Looked at every {n} days.", every_days).format(
        n=every_days
    )


def outcome_words(outcome: SourceOutcome, day: str) -> str:
    """What one audit made of one place, the gaps not left out.

    Args:
        day: when it was, as a person writes it.
    """
    looked = ngettext("{n} picture looked at", "{n} pictures looked at", outcome.pictures).format(
        n=grouped(outcome.pictures)
    )
    missed = ngettext("{n} thing not", "{n} things not", outcome.not_looked_at).format(
        n=grouped(outcome.not_looked_at)
    )
    said = (
        _("{day}: {looked}, {missed}")
        if outcome.is_complete
        else _("{day}, stopped before its end: {looked}, {missed}")
    )
    return said.format(day=day, looked=looked, missed=missed)
