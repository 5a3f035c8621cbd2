"""Why a picture is gone from a place: what was asked for, and what the answer showed."""

from exposure_app.domain.gone import NO_FILE, NOT_SHOWN, OF_PAGE, REPLACED
from exposure_app.i18n import _


def gone_words(because: str) -> str:
    """The fact that showed a picture gone, for use after "gone since that day: ".

    Args:
        because: as in `domain.gone`; "" of one that nobody kept.
    """
    known = {
        NOT_SHOWN: _("the page was read, and does not show it any more"),
        REPLACED: _("another picture stands at its address now"),
        NO_FILE: _("the folder was looked at, and the file is not in it"),
        "": _("it was asked for, and is not there"),
    }
    if because in known:
        return known[because]
    if because.startswith(OF_PAGE):
        status = because.removeprefix(OF_PAGE)
        return _("its page was asked for, and is not there ({status})").format(status=status)
    return _("its address was asked for, and nothing is there ({status})").format(status=because)
