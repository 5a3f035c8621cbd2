"""The root of every foreseen problem."""


class ExposureError(Exception):
    """Something foreseen went wrong; the user can be told what, and what to do next."""

    def __str__(self) -> str:
        return repr(self)
