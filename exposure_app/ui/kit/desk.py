"""What every page and part of one works with, in one hand."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from exposure_app.settings import Settings
from exposure_app.ui.kit.jobs import SHORT, Jobs
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

    def keep_choice(
        self,
        change: Callable[[Settings], Settings],
        *,
        then: Callable[[], object] | None = None,
        ended: Callable[[], object] | None = None,
    ) -> None:
        """Keep what `change` makes of the settings; what else was chosen stays as it is.

        Args:
            then: called once it is kept.
            ended: called last, also where it could not be kept, which is shown. Whoever shows the
                choice reads it again here: what is shown is what was kept.
        """

        def keep() -> None:
            settings = self.session.settings
            settings.change(change(settings.current()))

        self.jobs.ask(keep, then=(lambda _none: then()) if then else None, ended=ended, lane=SHORT)
