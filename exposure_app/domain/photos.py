"""What a person hands over to be enrolled, and what they are asked whether to enrol."""

from dataclasses import dataclass, field
from pathlib import Path

from exposure_app.domain.findings import FindingId, Match


@dataclass(frozen=True, slots=True)
class HeldPhoto:
    """A photo from the camera or the clipboard; it is never written to the disk.

    name: what it is called in words; no two of one batch share it.
    """

    name: str
    untrusted_body: bytes = field(repr=False)

    def __str__(self) -> str:
        return self.name


Photo = Path | HeldPhoto
"""A file or folder, or a photo that is in memory alone."""


@dataclass(frozen=True, slots=True)
class ProposedPhoto:
    """A photo of the user's own that seems to show a subject.

    face: which of its faces, from the left, counted from 1.
    picture_jpeg: that face with a margin, bystanders hidden.
    size: (width, height) of the photo in pixels.
    reason: why it would make no good reference, as `PoorPhoto.reason`; None if it would.
    """

    path: Path
    match: Match
    face: int
    picture_jpeg: bytes
    size: tuple[int, int]
    reason: str | None

    @property
    def is_good(self) -> bool:
        """Whether it would make a good reference."""
        return self.reason is None


@dataclass(frozen=True, slots=True)
class Offer:
    """A confirmed finding that would make a good photo of its subject.

    subject: the subject's name.
    era: the life stage whose photos it is most like.
    photos: how many photos that era has now.
    """

    finding: FindingId
    subject: str
    era: str
    photos: int
