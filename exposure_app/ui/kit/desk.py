"""What every page and part of one works with, in one hand."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from exposure_app.ui.kit.jobs import Jobs
from exposure_app.ui.kit.problems import Problems

if TYPE_CHECKING:
    from exposure_app.session import Session


@dataclass(frozen=True, slots=True)
class Desk:
    """One opened session, and how to ask it.

    session: its verbs, each of which may take long. They are called in jobs and nowhere else:
        `desk.jobs.ask(desk.session.people.all, then=self._show)`.
    jobs: asks beside the window; what fails is shown, unless whoever asks wants to hear it.
    problems: says what went well, or wrong.
    """

    session: "Session"
    jobs: Jobs
    problems: Problems
