"""What a confined process may use, and how long it lives."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one confined process. Defaults: RELIABILITY.md's I7, I2 and X1 in the design papers.

    memory_bytes: of address space, beside the shared pixels.
    seconds: the longest that one picture may take.
    start_s: the longest until it is ready, on a computer that is busy with everything else.
    pixels: of one picture.
    pictures, age_s: after so many pictures, or so long, it is replaced.
    files: it may have open; those it begins with count, and none can be opened any more.
    cpu_s: of its whole life. Only a process that nobody watches any more ever gets there.
    """

    memory_bytes: int = 1_500_000_000
    seconds: float = 15.0
    start_s: float = 60.0
    pixels: int = 50_000_000
    pictures: int = 200
    age_s: float = 600.0
    files: int = 32
    cpu_s: int = 3_600

    @property
    def shared_bytes(self) -> int:
        """The largest picture, three bytes a pixel."""
        return 3 * self.pixels
