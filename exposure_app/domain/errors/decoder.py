"""The confined process that decodes pictures, when it is itself what goes wrong."""

from dataclasses import dataclass

from exposure_app.domain.errors.base import ExposureError


class DecoderUnavailable(ExposureError):
    """It cannot be started here, or does not get ready. Nothing is decoded without it."""


@dataclass(eq=False)
class DecoderKeepsEnding(ExposureError):
    """It crashed so often within one piece of work that the work was stopped."""

    crashes: int
