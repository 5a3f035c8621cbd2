"""What an answer brings, and what it leads to: pages, listings, style sheets and pictures.

Pure of any waiting: the crawl asks, this reads. What to ask for next is put on the frontier.
"""

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from typing import BinaryIO

from exposure_app.crawl.html import css, robots_meta
from exposure_app.crawl.html.charset import decoded
from exposure_app.crawl.html.extract import Embedded, Extracted, extract
from exposure_app.crawl.listings import readers
from exposure_app.crawl.listings.model import Listing, ListingStep
from exposure_app.crawl.listings.xml_elements import RefusedXml
from exposure_app.crawl.untrusted import content_kind, sniff, urls
from exposure_app.crawl.web.frontier import CrawlRequest, Frontier
from exposure_app.crawl.web.robots import Robots
from exposure_app.crawl.web.scope import Scope
from exposure_app.crawl.web.seeds import first_step, is_sitemap_of_site
from exposure_app.domain import errors
from exposure_app.domain.gap_reasons import Limit, Obstacle
from exposure_app.domain.images import NO_VALIDATORS, FetchedImage, ImageRef, Page, UnchangedImage
from exposure_app.domain.items import Item
from exposure_app.domain.sources import Kind, Source
from exposure_app.domain.work import Skipped
from exposure_app.net.fetcher import Fetched
from exposure_app.signatures import HEAD_BYTES, Medium, medium

STYLE = "style"
"""What a style sheet is read as, beside the names in `readers.by_name()`."""


NOT_MODIFIED = 304


class Reading:
    """Reads the answers of one source's crawl. Used by one thread."""

    def __init__(
        self,
        source: Source,
        scope: Scope,
        frontier: Frontier,
        robots: Robots,
        inside: Callable[[Medium, BinaryIO, ImageRef], Iterable[Item]],
    ) -> None:
        """Read nothing yet.

        Args:
            inside: what a video or document shows.
        """
        self._inside = inside
        self._source = source
        self._scope = scope
        self._frontier = frontier
        self._robots = robots
        self._inline_seen: set[str] = set()

    def begin(self) -> None:
        """Put the seed on the frontier."""
        seed = self._source.locator
        if step := first_step(self._source):
            self._scope.admit(step.url)
            self._take_step(step, step.url, nesting=0)
        else:
            self._frontier.add_page(seed, found_on=seed, depth=0)

    def items(self, request: CrawlRequest, fetched: Fetched) -> Iterable[Item]:
        """What the answer to an request brings; of a video or document, as it is looked into.

        Raises:
            GapError: nothing, and why.
        """
        if request.reads and self._is_named_by_robots(request, fetched):
            return []
        if fetched.status == NOT_MODIFIED and request.ref and request.remembered:
            return [UnchangedImage(request.ref, request.remembered.sha256)]
        content_kind.check_status(fetched, request.url)
        if request.reads == STYLE:
            return self._style(request, fetched)
        if request.reads:
            return self._list(request, fetched)
        if request.ref is None:
            return self._page_or_picture(request, fetched)
        return self._picture_or_page(request, request.ref, fetched)

    # --- listings ------------------------------------------------------------------------------

    def _is_named_by_robots(self, request: CrawlRequest, fetched: Fetched) -> bool:
        """Whether a sitemap that is not at its usual place stands elsewhere, by robots.txt."""
        if not is_sitemap_of_site(self._source):
            return False
        named = [
            url
            for written in self._robots.sitemaps(request.url)
            if (url := urls.canonical(written, request.url)) and self._scope.covers(url)
        ]
        for url in named:
            self._frontier.add_page(url, found_on=url, depth=0, reads=readers.LISTING)
        return bool(named) and fetched.status == 404

    def _list(self, request: CrawlRequest, fetched: Fetched) -> list[Item]:
        """What a listing lists; of a page in its place, the feeds it names."""
        url = urls.canonical(fetched.url) or request.url
        try:
            found = readers.read(fetched.untrusted_body, url, reads=request.reads)
        except RefusedXml:
            raise errors.Unreadable(request.url, Obstacle.REFUSED) from None
        if found is None:
            if request.reads != readers.LISTING or request.depth > 0:
                raise errors.Unreadable(request.url, Obstacle.DAMAGED)
            if not content_kind.is_page(fetched, request.url):
                raise errors.NotAnImage(request.url)
            feeds = extract(fetched.untrusted_body, fetched.charset, url).feeds
            found = Listing(steps=tuple(ListingStep(feed, readers.LISTING) for feed in feeds))
        refs = tuple(
            ImageRef(image, page, self._source.id, context=context)
            for image, page, context in found.images
        )
        for ref in refs:
            self._frontier.add_image(ref, depth=0)
        for step in found.steps:
            if step.admits:
                self._scope.admit(step.url)
            self._take_step(step, url, request.depth + 1)
        for page in found.pages:
            if self._scope.covers(page):
                self._frontier.add_page(page, found_on=url, depth=1)
        items: list[Item] = [Page(url, self._source.id, refs, found.title)]
        return [*items, self._gap(errors.BudgetSpent(url, Limit.BYTES))] if found.is_cut else items

    def _take_step(self, step: ListingStep, found_on: str, nesting: int) -> None:
        if step.reads == readers.LISTING and nesting >= readers.MAX_NESTING:
            self._frontier.leave(step.url, Limit.DEPTH)
        elif self._scope.covers(step.url):
            # An account's posts come page after page: the budget's pages bound them, not its depth.
            depth = nesting if step.reads == readers.LISTING else 0
            self._frontier.add_page(step.url, found_on=found_on, depth=depth, reads=step.reads)

    # --- style sheets --------------------------------------------------------------------------

    def _style(self, request: CrawlRequest, fetched: Fetched) -> list[Item]:
        """Nothing by itself: the pictures it names belong to the page that led to it."""
        url = urls.canonical(fetched.url) or request.url
        for written in css.pictures(decoded(fetched.untrusted_body, fetched.charset)):
            picture = urls.canonical(written, url)
            if picture is not None:
                ref = ImageRef(picture, request.found_on, self._source.id)
                self._frontier.add_image(ref, depth=request.depth)
        return []

    # --- pages and pictures --------------------------------------------------------------------

    def _page_or_picture(self, request: CrawlRequest, fetched: Fetched) -> Iterable[Item]:
        ref = ImageRef(request.url, request.found_on, self._source.id)
        if _medium(fetched):
            return self._pictures(ref, fetched)
        try:
            is_page = content_kind.is_page(fetched, request.url)
        except errors.NotAnImage:
            # The user need not know that what they named is a feed or a sitemap.
            is_named = request.url == request.found_on
            if not (is_named and readers.is_one(fetched.untrusted_body, request.url)):
                raise
            return self._list(replace(request, reads=readers.LISTING), fetched)
        return self._page(request, fetched) if is_page else self._pictures(ref, fetched)

    def _picture_or_page(
        self, request: CrawlRequest, ref: ImageRef, fetched: Fetched
    ) -> Iterable[Item]:
        url = urls.canonical(fetched.url) or request.url
        may_be_page = request.may_be_page and self._scope.covers(url)
        if not (may_be_page and content_kind.is_page_after_all(fetched)):
            return self._pictures(ref, fetched)
        if request.depth > self._source.budget.depth:
            raise errors.BudgetSpent(request.url, Limit.DEPTH)
        if len(fetched.untrusted_body) > content_kind.MAX_PAGE_BYTES:
            raise errors.TooLarge(request.url, content_kind.MAX_PAGE_BYTES)
        return self._page(request, fetched)

    def _pictures(self, ref: ImageRef, fetched: Fetched) -> Iterable[Item]:
        """The picture that was fetched, or those of the video or document."""
        refusal = robots_meta.in_headers(fetched.robots_tags)
        if refusal and not self._is_lifted(ref.url):
            raise errors.RefusedByRobots(ref.url, refusal)
        if what := _medium(fetched):
            return self._inside(what, io.BytesIO(fetched.untrusted_body), ref)
        # What lies behind a redirect may change its mind about where that leads.
        is_direct = urls.canonical(fetched.url) == ref.url
        validators = fetched.validators if is_direct else NO_VALIDATORS
        return [replace(_image(ref, fetched.untrusted_body), validators=validators)]

    def _is_lifted(self, url: str) -> bool:
        """Whether what a site says against programs is passed over, for its proved owner."""
        return urls.host_port(url) == self._scope.lifted_host

    def _page(self, request: CrawlRequest, fetched: Fetched) -> list[Item]:
        url = urls.canonical(fetched.url) or request.url
        if (request.ref or url != request.url) and not self._frontier.is_new_page(url):
            return []  # a redirect to a page that is dealt with under its own address
        found = extract(fetched.untrusted_body, fetched.charset, url)
        images = [one for one in found.images if not self._leads_away(one)]
        refs = tuple(
            ImageRef(image.url, url, self._source.id, image.untrusted_inline, image.context)
            for image in images
        )
        items: list[Item] = [Page(url, self._source.id, refs, found.title)]
        if found.is_cut:
            items.append(self._gap(errors.BudgetSpent(url, Limit.BYTES)))
        if found.needs_browser:
            items.append(self._gap(errors.NeedsBrowser(url)))
        refusal = found.signal or robots_meta.in_headers(fetched.robots_tags)
        if refusal and not self._is_lifted(url):
            items.extend(self._gap(errors.RefusedByRobots(ref.url, refusal)) for ref in refs)
        else:
            for ref, image in zip(refs, images, strict=True):
                items.extend(self._take_image(ref, image, request.depth))
            self._take_on(found, request, url)
        follows = self._source.kind in (Kind.WEB_SITE, Kind.PAGE)
        for link in (found.refresh, *found.links) if follows else ():
            if link is not None and self._scope.covers(link):
                self._frontier.add_page(link, found_on=url, depth=request.depth + 1)
        return items

    def _leads_away(self, image: Embedded) -> bool:
        """Whether it is a link to another site's video or document.

        That is as little a gap as a link to its pages; what a page shows may lie anywhere.
        """
        return image.is_linked_medium and not self._scope.is_own(urls.host_port(image.url))

    def _take_on(self, found: Extracted, request: CrawlRequest, url: str) -> None:
        for left in found.images_left_out:
            self._frontier.leave(left, Limit.IMAGES)
        for style in found.styles:
            self._frontier.add_style(style, found_on=url, depth=request.depth, reads=STYLE)

    def _take_image(self, ref: ImageRef, image: Embedded, depth: int) -> Iterator[Item]:
        if ref.untrusted_inline is None:
            self._frontier.add_image(
                ref, depth=depth, may_be_page=image.is_link, is_medium=image.is_medium
            )
        elif ref.url not in self._inline_seen:
            self._inline_seen.add(ref.url)
            yield _image(ref, ref.untrusted_inline)

    def _gap(self, why: errors.GapError) -> Skipped:
        return Skipped(why.url, why, self._source.id)


def _medium(fetched: Fetched) -> Medium | None:
    """What holds pictures without being one; None for anything else."""
    head = fetched.untrusted_body[:HEAD_BYTES]
    return None if sniff.is_picture(head) else medium(head)


def _image(ref: ImageRef, untrusted_body: bytes) -> FetchedImage:
    return FetchedImage(ref, untrusted_body, sha256(untrusted_body).hexdigest())
