"""What forgetting a place takes with it, before and after."""

from exposure_app.domain.findings import Finding
from exposure_app.domain.removal import Removal
from exposure_app.i18n import _, ngettext
from exposure_app.wording.files import place_words
from exposure_app.wording.terms import band_words, state_words

MOST_LISTED = 20


def removal_lines(removal: Removal) -> list[str]:
    """What goes and what stays, a sentence each; the same before a removal and after it."""
    lines = [
        ngettext(
            "{n} finding goes: it was found there and nowhere else.",
            "{n} findings go: they were found there and nowhere else.",
            len(removal.findings),
        ).format(n=len(removal.findings))
        if removal.findings
        else _("No finding goes: nothing was found there alone.")
    ]
    if removal.places:
        lines.append(
            ngettext(
                "{n} address goes, where a picture was found.",
                "{n} addresses go, where pictures were found.",
                removal.places,
            ).format(n=removal.places)
        )
    if removal.kept_faces:
        lines.append(
            ngettext(
                "{n} face goes that was kept for re-search.",
                "{n} faces go that were kept for re-search.",
                removal.kept_faces,
            ).format(n=removal.kept_faces)
        )
    if removal.staying:
        lines.append(
            ngettext(
                "{n} finding stays: it was found in another place too.",
                "{n} findings stay: they were found in other places too.",
                removal.staying,
            ).format(n=removal.staying)
        )
    if removal.verdicts:
        lines.append(
            ngettext(
                "{n} answer of yours stays, so that you are not asked again.",
                "{n} answers of yours stay, so that you are not asked again.",
                removal.verdicts,
            ).format(n=removal.verdicts)
        )
    lines.append(_("The ledger of requests stays as it is."))
    return lines


def going_lines(removal: Removal) -> list[str]:
    """The findings that go, a line each, the first of them."""
    lines = [_going(finding) for finding in removal.findings[:MOST_LISTED]]
    if left := len(removal.findings) - len(lines):
        lines.append(ngettext("and {n} more", "and {n} more", left).format(n=left))
    return lines


def removed_words(removal: Removal) -> str:
    """That a place was forgotten, with the place."""
    return _("Removed {place}.").format(place=removal.source.locator)


def _going(finding: Finding) -> str:
    said = _("{name}: {band} ({state})").format(
        name=finding.subject,
        band=band_words(finding.band, finding.subject),
        state=state_words(finding.state),
    )
    if not finding.locations:
        return said
    return _("{address}, {what}").format(
        address=place_words(finding.locations[0].image_url), what=said
    )
