"""Files that cannot be read or written."""

from urllib.parse import quote, unquote

from exposure_app.domain import errors
from exposure_app.i18n import _
from exposure_app.i18n.bidi import is_treacherous
from exposure_app.local_files import path_shown
from exposure_app.wording.explanation import Explanation, explain


def place_words(address: str) -> str:
    """A place as people know it: a file or folder by its path, anything else by its address.

    Of what lies in an archive, the archive's path and where it stands in there.
    """
    if not address.startswith("file://"):
        return address
    file, _hash, within = address.partition("#")
    path = _visible(path_shown(file))
    return f"{path}: {_visible(unquote(within))}" if within else path


def _visible(text: str) -> str:
    """`text`, what no screen shows or what would reorder a line escaped as in an address."""
    if text.isprintable():
        return text
    return "".join(_escaped(one) if is_treacherous(one) else one for one in text)


def _escaped(character: str) -> str:
    is_raw_byte = "\udc80" <= character <= "\udcff"  # of a name that is no UTF-8, as Linux allows
    return quote(character, errors="surrogateescape" if is_raw_byte else "surrogatepass")


def keep_here_words() -> str:
    """What to do about files that are only online."""
    return _(
        "In the Explorer or Finder, choose for what matters to you: Always keep on this device"
        " (iCloud: Download Now). Then try again."
    )


def online_only_words(path: str) -> Explanation:
    """That a file or folder was not read, as it is only online."""
    return Explanation(
        what=_("{path} is only online: this program would have to fetch it.").format(path=path),
        remedy=keep_here_words(),
    )


@explain.register
def _cannot_read(error: errors.CannotRead) -> Explanation:
    return Explanation(
        what=_("{path} could not be read.").format(path=error.path),
        remedy=_("Check that the file is there and that you may open it."),
    )


@explain.register
def _cannot_write(error: errors.CannotWrite) -> Explanation:
    return Explanation(
        what=_("{path} could not be written. Nothing there was changed.").format(path=error.path),
        remedy=_(
            "Choose a folder you may write to, with enough free room, or close the program that "
            "has the file open."
        ),
    )


@explain.register
def _unknown_format(error: errors.UnknownFormat) -> Explanation:
    return Explanation(
        what=_("The ending of {path} does not say which kind of report to write.").format(
            path=error.path
        ),
        remedy=_("Use a file name that ends in .html, .pdf, .csv or .json."),
    )
