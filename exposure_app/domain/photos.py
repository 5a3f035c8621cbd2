"""What a person hands over to be enrolled: a file or folder, or a photo that is in memory alone."""

from dataclasses import dataclass, field
from pathlib import Path


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
