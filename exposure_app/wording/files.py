"""Files that cannot be read or written."""

from exposure_app.domain import errors
from exposure_app.i18n import _
from exposure_app.wording.explanation import Explanation, explain


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
