"""Why a place cannot be added, found or proved."""

from exposure_app.domain import errors
from exposure_app.i18n import _
from exposure_app.wording.explanation import Explanation, explain
from exposure_app.wording.files import online_only_words


@explain.register
def _not_a_locator(error: errors.NotALocator) -> Explanation:
    return Explanation(
        what=_(
            "{locator} is neither a web address nor a folder, picture or saved file here."
        ).format(locator=error.locator),
        remedy=_(
            "Give an address that begins with https://, the path of a folder, or a video, PDF, ZIP,"
            " HAR or WARC file."
        ),
    )


@explain.register
def _place_online_only(error: errors.PlaceOnlineOnly) -> Explanation:
    return online_only_words(error.locator)


@explain.register
def _no_such_source(error: errors.NoSuchSource) -> Explanation:
    return Explanation(
        what=_("There is no source called {locator}.").format(locator=error.locator),
        remedy=_("Look at the list of sources and use the name shown there."),
    )


@explain.register
def _source_exists(error: errors.SourceExists) -> Explanation:
    return Explanation(
        what=_("{locator} is a source already.").format(locator=error.locator),
        remedy=_("Audit it as it is, or remove it first to add it in another way."),
    )


@explain.register
def _permission_not_named(error: errors.PermissionNotNamed) -> Explanation:
    return Explanation(
        what=_("Nobody is named who gave leave to look at {locator}. It was not added.").format(
            locator=error.locator
        ),
        remedy=_(
            "Say who, on which day and in which words: on the command line with --permitted-by "
            "NAME --permitted-on DATE --words TEXT, or all of it with --note TEXT."
        ),
    )


@explain.register
def _not_proved(error: errors.NotProved) -> Explanation:
    return Explanation(
        what=_("{locator} was asked, and does not show its token yet.").format(
            locator=error.locator
        ),
        remedy=_(
            "Put the token in the file, the first page or the DNS record named beside it. New DNS"
            " records can take an hour to be seen."
        ),
    )


@explain.register
def _cannot_be_proved(error: errors.CannotBeProved) -> Explanation:
    return Explanation(
        what=_("{locator} is no web site, so there is nothing that could show a token.").format(
            locator=error.locator
        ),
        remedy=_("It can be audited as it is."),
    )
