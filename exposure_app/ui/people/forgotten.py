"""Somebody forgotten while the page still read what is kept of them: nothing went wrong."""

from exposure_app.domain.errors import NoSuchSubject
from exposure_app.ui.kit.problems import Problems


def show_unless_forgotten(problems: Problems, error: Exception) -> None:
    """Show `error`, unless it is that nobody of this name is known any more.

    Whoever forgot them has the page read anew, and then they are not on it.
    """
    if not isinstance(error, NoSuchSubject):
        problems.show_error(error)
