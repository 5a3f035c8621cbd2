"""What the *Show me* test saw: everything an audit sent, and what of a person was in it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MarkerLook:
    """Something of a person that was looked for in what was sent.

    kind: "name", "file_name", "photo", "face" (the small pictures of it) or "template" (numbers).
    size: in bytes. found_in: numbers of the requests that held it, from 1.
    """

    kind: str
    size: int
    found_in: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ShowMeRun:
    """One run of the test.

    requests: each as it came over the line, byte by byte; others than ASCII escaped.
    sent_bytes: of all of them.
    findings: how many pictures of the person the audit found: it was a real one.
    planted, planted_found: leaks put into a copy of what was sent, to try out the search itself.
    unusual: what a bare GET for an address of the site does not have: a line for each.
    unlisted: requests that are not in the ledger, or whose bytes it counted otherwise.
    escapes: what tried to leave by another way, and was refused by the guard.
    is_guarded: whether the guard stood.
    """

    requests: tuple[str, ...]
    sent_bytes: int
    findings: int
    markers: tuple[MarkerLook, ...]
    planted: int
    planted_found: int
    unusual: tuple[str, ...] = ()
    unlisted: tuple[str, ...] = ()
    escapes: tuple[str, ...] = ()
    is_guarded: bool = True

    @property
    def leaks(self) -> tuple[MarkerLook, ...]:
        """Those that were found in what was sent."""
        return tuple(marker for marker in self.markers if marker.found_in)

    @property
    def is_sound(self) -> bool:
        """Whether the test can be believed: it found all it planted, and the person."""
        return self.planted_found == self.planted > 0 and self.findings > 0

    @property
    def is_clean(self) -> bool:
        """Whether nothing left but bare requests for the site's own addresses."""
        return self.is_sound and not (self.leaks or self.unusual or self.unlisted or self.escapes)
