"""Something in this program tried to leave by a way that is not ours."""

from dataclasses import dataclass

from exposure_app.domain.errors.base import ExposureError


@dataclass(eq=False)
class EscapeRefused(ExposureError, PermissionError):
    """A connection, name look-up or program that no door of ours announced. Nothing was sent.

    It is a PermissionError too, so that a library that only tries takes it as a system's refusal.

    event: Python's name for it, such as "socket.connect".
    target: where to: an address, a name, a path.
    """

    event: str
    target: str
