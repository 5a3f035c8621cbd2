"""What the audit page says while there is nobody to look for, or nowhere to look."""

from collections.abc import Callable

from exposure_app.i18n import _
from exposure_app.ui.kit.blocks import Empty, button


def no_face(go: Callable[[], object]) -> Empty:
    """Nobody is enrolled yet; `go` leads to where that is done."""
    return Empty(
        "you",
        _("First, whose face?"),
        _("An audit needs a few enrolled photos to know whom to look for."),
        button(_("Choose &photos"), go, icon="you", role="primary"),
    )


def no_place(go: Callable[[], object]) -> Empty:
    """No place was added yet; `go` leads to where that is done."""
    return Empty(
        "places",
        _("Now, where to look?"),
        _("Add a site, a page or a folder that is yours or that you may check."),
        button(_("Add a &place"), go, icon="places", role="primary"),
    )
