"""Whether one profile asks for the air gap; others opened in this process may ask for it too."""

from exposure_app.guard import close_off, reopen


class AirGap:
    """The choice of one profile, known without asking its vault.

    is_on: whether it is chosen. Not whether anybody asks for it: a demo beside this profile may
        visit its own site while this one is closed off.
    """

    def __init__(self) -> None:
        self.is_on = False

    def heed(self, *, is_on: bool) -> None:
        """Do as was chosen, from now on."""
        # Twice: `net` refuses with the word for it, and the guard even what `net` forgot.
        self.is_on = is_on
        (close_off if is_on else reopen)(self)

    def end(self) -> None:
        """Ask for nothing any more: the profile is closed. What still goes on keeps to it."""
        reopen(self)
