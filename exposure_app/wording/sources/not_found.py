"""Sources, people, findings and files that were asked for and cannot be had."""

from exposure_app.domain import errors
from exposure_app.i18n import _
from exposure_app.wording.explanation import Explanation, explain


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


@explain.register
def _nothing_to_audit(error: errors.NothingToAudit) -> Explanation:
    return Explanation(
        what=_("There is no place to look yet. Nothing was sent."),
        remedy=_("Add a source: a page of yours, one you were given leave to check, or a folder."),
    )


@explain.register
def _nothing_to_report(error: errors.NothingToReport) -> Explanation:
    return Explanation(
        what=_("There was no audit yet, so there is nothing to report."),
        remedy=_("Run an audit first. A report is written from the newest one."),
    )


@explain.register
def _no_such_subject(error: errors.NoSuchSubject) -> Explanation:
    return Explanation(
        what=_("Nobody called {name} is enrolled.").format(name=error.name),
        remedy=_("Look at the list of people, or enrol a photo under this name."),
    )


@explain.register
def _nobody_enrolled(error: errors.NobodyEnrolled) -> Explanation:
    return Explanation(
        what=_("Nobody is enrolled yet, so there is no face to look for. Nothing was sent."),
        remedy=_("Enrol a few photos of yourself first. They stay on this computer."),
    )


@explain.register
def _guardian_not_named(error: errors.GuardianNotNamed) -> Explanation:
    return Explanation(
        what=_("{name} is a child, so the record needs the guardian who agreed.").format(
            name=error.name
        ),
        remedy=_("Name them, on the command line with --guardian NAME. Nothing was enrolled yet."),
    )


@explain.register
def _consent_ended(error: errors.ConsentEnded) -> Explanation:
    return Explanation(
        what=_("{name} agreed until {ended}. Since then nobody looks for them.").format(
            name=error.name, ended=error.ended
        ),
        remedy=_(
            "Ask them. If they agree again, enrol a photo with a later date; if not, remove them."
        ),
    )


@explain.register
def _not_confirmed(error: errors.NotConfirmed) -> Explanation:
    return Explanation(
        what=_("The finding {finding} was not confirmed, so it was not enrolled.").format(
            finding=error.finding
        ),
        remedy=_("Look at it. If it shows the right person, say so first."),
    )


@explain.register
def _no_such_look_alike(error: errors.NoSuchLookAlike) -> Explanation:
    return Explanation(
        what=_("There is no look-alike called {look_alike}.").format(look_alike=error.look_alike),
        remedy=_("Look at the list of look-alikes and use the name shown there."),
    )


@explain.register
def _no_such_finding(error: errors.NoSuchFinding) -> Explanation:
    return Explanation(
        what=_("There is no finding called {finding}.").format(finding=error.finding),
        remedy=_("Look at the list of findings and use the name shown there."),
    )


@explain.register
def _no_such_answer(error: errors.NoSuchVerdict) -> Explanation:
    return Explanation(
        what=_("There is no answer number {number} to take back.").format(number=error.number),
        remedy=_("Look at the list of your answers; it may have been taken back already."),
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
        remedy=_("Choose a folder you may write to, with enough free room."),
    )


@explain.register
def _unknown_format(error: errors.UnknownFormat) -> Explanation:
    return Explanation(
        what=_("The ending of {path} does not say which kind of report to write.").format(
            path=error.path
        ),
        remedy=_("Use a file name that ends in .html, .pdf, .csv or .json."),
    )
