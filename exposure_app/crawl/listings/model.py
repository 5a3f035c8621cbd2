"""What listings say: sitemaps, feeds, and the answers of social networks."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from exposure_app.domain.context import NO_CONTEXT, Context, label


class Pictured(NamedTuple):
    """A picture, the page that shows it ("" if the listing does not say), and what it says."""

    url: str
    page_url: str = ""
    context: Context = NO_CONTEXT


@dataclass(frozen=True, slots=True)
class ListingStep:
    """A further document to ask for, and what to read it as: see `readers.read`.

    admits: whether the host of `url` may answer for the account from now on, though it is another.
    """

    url: str
    reads: str
    admits: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """What a listing says, in document order.

    pages: pages. images: pictures. steps: what to ask for next.
    is_cut: whether a limit, or damage, left something out.
    """

    title: str = ""
    pages: tuple[str, ...] = ()
    images: tuple[Pictured, ...] = ()
    steps: tuple[ListingStep, ...] = ()
    is_cut: bool = False


@dataclass(slots=True)
class Listed:
    """A sitemap or feed as far as it was read, with URLs as written.

    is_recognised: whether its root is one that a reader knows.
    """

    title: str = ""
    lists: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    images: list[Pictured] = field(default_factory=list)
    is_recognised: bool = False
    waiting: list[Pictured] = field(default_factory=list)
    """Pictures of the entry that is being read, until its end says which page it is about."""
    link: str = ""
    """Where that entry leads."""
    entry: Context = NO_CONTEXT
    """What that entry says of itself."""

    def add(self, urls: Iterable[str]) -> None:
        """Let pictures wait of which nothing is known."""
        self.waiting.extend(map(Pictured, urls))

    def say(self, **what: object) -> None:
        """Note what the entry says of itself; what is said first stands."""
        said = {name: label(one) if isinstance(one, str) else one for name, one in what.items()}
        self.entry = self.entry.filled_from(replace(NO_CONTEXT, **said))  # type: ignore[arg-type]

    def end_entry(self) -> None:
        """Give the waiting pictures to the page their entry is about."""
        if self.link:
            self.pages.append(self.link)
        for url, _, context in self.waiting:
            self.images.append(Pictured(url, self.link, context.filled_from(self.entry)))
        self.waiting, self.link, self.entry = [], "", NO_CONTEXT
