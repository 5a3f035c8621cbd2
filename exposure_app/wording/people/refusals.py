"""Why nobody is looked for, or not the one who was meant."""

from exposure_app.domain import errors
from exposure_app.i18n import _
from exposure_app.wording.explanation import Explanation, explain


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
def _no_such_look_alike(error: errors.NoSuchLookAlike) -> Explanation:
    return Explanation(
        what=_("There is no look-alike called {look_alike}.").format(look_alike=error.look_alike),
        remedy=_("Look at the list of look-alikes and use the name shown there."),
    )
