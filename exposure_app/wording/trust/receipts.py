"""Receipts: what was removed, in counts and words."""

from exposure_app.domain.receipts import Holdings, Receipt
from exposure_app.i18n import _, ngettext
from exposure_app.i18n.figures import grouped


def holdings_lines(kept: Holdings) -> list[str]:
    """One line for each kind of thing of which there is any."""
    lines = (
        (kept.people, ngettext("{n} person", "{n} people", kept.people)),
        (
            kept.photos,
            ngettext(
                "{n} enrolled photo: its picture and its template",
                "{n} enrolled photos: their pictures and templates",
                kept.photos,
            ),
        ),
        (
            kept.look_alikes,
            ngettext("{n} look-alike", "{n} look-alikes", kept.look_alikes),
        ),
        (
            kept.findings,
            ngettext(
                "{n} finding, with its small pictures",
                "{n} findings, with their small pictures",
                kept.findings,
            ),
        ),
        (
            kept.addresses,
            ngettext(
                "{n} address where something was found",
                "{n} addresses where something was found",
                kept.addresses,
            ),
        ),
        (kept.answers, ngettext("{n} answer of yours", "{n} answers of yours", kept.answers)),
        (
            kept.kept_faces,
            ngettext(
                "{n} face kept for instant re-search",
                "{n} faces kept for instant re-search",
                kept.kept_faces,
            ),
        ),
        (kept.places, ngettext("{n} place", "{n} places", kept.places)),
        (
            kept.audits,
            ngettext(
                "{n} audit: its counts and gaps", "{n} audits: their counts and gaps", kept.audits
            ),
        ),
        (
            kept.requests,
            ngettext("{n} recorded request", "{n} recorded requests", kept.requests),
        ),
    )
    return [line.format(n=grouped(n)) for n, line in lines if n]


def receipt_lines(receipt: Receipt) -> list[str]:
    """What was removed, a line each, after a sentence that says of whom."""
    if receipt.subject:
        lines = [_("{name} is forgotten. Removed:").format(name=receipt.subject)]
    else:
        lines = [_("Everything is removed:")]
    if receipt.gone is None:
        lines.append(_("all that the vault held; it was not opened, so nothing was counted"))
    else:
        lines.extend(holdings_lines(receipt.gone) or [_("nothing was kept yet")])
    if receipt.files:
        lines.append(
            ngettext("{n} file of this profile", "{n} files of this profile", receipt.files).format(
                n=grouped(receipt.files)
            )
        )
    if receipt.is_key_gone:
        lines.append(_("the vault's key: a copy of its files can not be read any more"))
    return lines
