"""Documents that list a site's or an account's pages and pictures, by what they are read as."""

import zlib
from dataclasses import replace
from functools import cache

from exposure_app.crawl.listings import feed, json_feed, sitemap
from exposure_app.crawl.listings.account_kind import ReadsListing, account_kinds
from exposure_app.crawl.listings.model import Listed, Listing, ListingStep, Pictured
from exposure_app.crawl.listings.xml_elements import Broken, RefusedXml, xml_elements
from exposure_app.crawl.untrusted import urls

MAX_BYTES = 50_000_000
"""Of a listing, unpacked (sitemaps.org protocol, "Sitemap file limits")."""

MAX_URLS = 50_000
"""Same source; of pages, of pictures and of further listings each."""

MAX_NESTING = 3
"""Listings of listings, the first counted."""

LISTING = "listing"
"""A sitemap or feed, whichever it turns out to be."""

_GZIP = b"\x1f\x8b"


def read_listing(untrusted_body: bytes, url: str) -> Listing | None:
    """The sitemap, feed or list of addresses at `url`; None if it is none of these.

    Raises:
        RefusedXml: its XML declares entities, or is nested without end.
    """
    body, is_cut = _unpacked(untrusted_body)
    head = body[:1_000].lstrip(b"\xef\xbb\xbf\t\n\r ")
    listed = Listed()
    if head.startswith(b"{"):
        is_read = json_feed.read(body, listed)
    elif head.startswith(b"<"):
        try:
            for element in xml_elements(body):
                sitemap.read(element, listed)
                feed.read(element, listed)
        except Broken:
            is_cut = True
        is_read = listed.is_recognised
    else:
        is_read = sitemap.read_text(body, listed)
    if not is_read:
        return None
    lists = tuple(ListingStep(one, LISTING) for one in listed.lists)
    return Listing(listed.title, tuple(listed.pages), tuple(listed.images), lists, is_cut)


@cache
def by_name() -> dict[str, ReadsListing]:
    """Every reader, by the name that a step calls it by."""
    of_accounts = (account.readers for account in account_kinds().values())
    return {LISTING: read_listing} | {
        name: read for one in of_accounts for name, read in one.items()
    }


def read(untrusted_body: bytes, url: str, *, reads: str) -> Listing | None:
    """What the document at `url` lists, each URL once and canonical; None if it is another.

    Args:
        reads: `LISTING`, or a name that an `AccountKind` reads.

    Raises:
        RefusedXml: its XML declares entities, or is nested without end.
    """
    found = by_name()[reads](untrusted_body, url)
    return _resolved(found, url) if found else None


def is_one(untrusted_body: bytes, url: str) -> bool:
    """Whether a document is a sitemap, a feed or a list of addresses."""
    try:
        return read_listing(untrusted_body, url) is not None
    except RefusedXml:
        return False


def _unpacked(body: bytes) -> tuple[bytes, bool]:
    """The body, out of gzip if it is in it; and whether it was cut at the limit or is damaged."""
    if not body.startswith(_GZIP):
        return body[:MAX_BYTES], len(body) > MAX_BYTES
    unpacker = zlib.decompressobj(wbits=31)
    try:
        unpacked = unpacker.decompress(body, MAX_BYTES)
    except zlib.error:
        return b"", True
    return unpacked, not unpacker.eof


def _resolved(found: Listing, url: str) -> Listing:
    pages = dict.fromkeys(one for written in found.pages if (one := _canonical(written, url)))
    steps = {
        one: replace(step, url=one) for step in found.steps if (one := _canonical(step.url, url))
    }
    images: dict[str, Pictured] = {}
    for written, page, context in found.images:
        if one := _canonical(written, url):
            shown_on = _canonical(page, url) or url
            known = images.setdefault(one, Pictured(one, shown_on, context))
            if known.context != context:
                images[one] = known._replace(context=known.context.filled_from(context))
    return Listing(
        title=found.title,
        pages=tuple(pages)[:MAX_URLS],
        images=tuple(images.values())[:MAX_URLS],
        steps=tuple(steps.values())[:MAX_URLS],
        is_cut=found.is_cut or max(len(pages), len(images), len(steps)) > MAX_URLS,
    )


def _canonical(written: str, base: str) -> str | None:
    # An empty reference would lead back to the listing itself.
    return urls.canonical(written, base) if written else None
