"""What listings say: sitemaps, feeds, and the answers of social networks."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Step:
    """A further document to ask for, and what to read it as: a name in `listing.READERS`."""

    url: str
    reads: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What a listing says, in document order.

    pages: pages. images: (picture, page that shows it). steps: what to ask for next.
    is_cut: whether a limit, or damage, left something out.
    """

    title: str = ""
    pages: tuple[str, ...] = ()
    images: tuple[tuple[str, str], ...] = ()
    steps: tuple[Step, ...] = ()
    is_cut: bool = False


@dataclass(slots=True)
class Listed:
    """A sitemap or feed as far as it was read, with URLs as written.

    images: (picture, page that shows it, "" if it does not say).
    is_recognised: whether its root is one that a reader knows.
    """

    title: str = ""
    lists: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    images: list[tuple[str, str]] = field(default_factory=list)
    is_recognised: bool = False
    waiting: list[str] = field(default_factory=list)
    """Pictures of the entry that is being read, until its end says which page it is about."""
    link: str = ""
    """Where that entry leads."""

    def end_entry(self) -> None:
        """Give the waiting pictures to the page their entry is about."""
        if self.link:
            self.pages.append(self.link)
        self.images.extend((image, self.link) for image in self.waiting)
        self.waiting, self.link = [], ""
