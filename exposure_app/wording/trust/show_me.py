"""What *Show me* says: plain enough to be read out to a room."""

from exposure_app.domain.show_me import MarkerLook, ShowMeRun
from exposure_app.i18n import _, ngettext


def show_me_verdict(shown: ShowMeRun) -> str:
    """The outcome: a sentence."""
    if not shown.is_sound:
        return _("The test itself did not work here, so it shows nothing.")
    if shown.is_clean:
        return _(
            "Nothing of the person left this program: it asked for addresses, and said no more."
        )
    return _("Something left this program that should not have. Please do not use it, and tell us.")


def show_me_lines(shown: ShowMeRun) -> list[str]:
    """What was done and seen, a sentence each."""
    lines = [
        ngettext(
            "An audit of a small site on this computer found {n} picture of the demo's person.",
            "An audit of a small site on this computer found {n} pictures of the demo's person.",
            shown.findings,
        ).format(n=shown.findings),
        ngettext(
            "The site received {n} request, {size} bytes in all.",
            "The site received {n} requests, {size} bytes in all.",
            len(shown.requests),
        ).format(n=len(shown.requests), size=shown.sent_bytes),
    ]
    lines += [_marker_words(marker) for marker in shown.markers]
    lines.append(
        _(
            "To try out the search, {planted} leaks were put into a copy of what was sent: "
            "{found} of them were found."
        ).format(planted=shown.planted, found=shown.planted_found)
    )
    if shown.unusual:
        lines.append(_("In a request there was more than its address and five fixed lines:"))
        lines += [f"    {one}" for one in shown.unusual]
    else:
        lines.append(
            _("Each request was an address that the site's pages name, and the same five lines.")
        )
    if shown.unlisted:
        lines.append(_("The record of requests tells otherwise than the site of:"))
        lines += [f"    {one}" for one in shown.unlisted]
    else:
        lines.append(_("The record of requests has each of them, to the byte."))
    if shown.escapes:
        lines.append(_("The guard stopped what tried another way out:"))
        lines += [f"    {one}" for one in shown.escapes]
    elif shown.is_guarded:
        lines.append(_("The guard stood, and nothing tried another way out."))
    else:
        lines.append(_("The guard does not stand, so other ways out were not watched."))
    return lines


def _marker_words(marker: MarkerLook) -> str:
    """What was looked for, and whether it was there: a line."""
    kinds = {
        "name": _("The person's name"),
        "file_name": _("The name of the photo's file"),
        "photo": _("The photo"),
        "face": _("The small pictures of the face"),
        "template": _("The numbers of the face"),
    }
    if not marker.found_in:
        return _("{what}: not in what was sent, plain or packed.").format(
            what=kinds.get(marker.kind, marker.kind)
        )
    return _("{what}: part of it is in request {numbers}.").format(
        what=kinds.get(marker.kind, marker.kind), numbers=", ".join(map(str, marker.found_in))
    )
