"""Where the crawl of a source begins, if not with a page: the listing to ask for first."""

from exposure_app.crawl.listings import readers
from exposure_app.crawl.listings.account_kind import account_kinds
from exposure_app.crawl.listings.model import ListingStep
from exposure_app.crawl.untrusted import urls
from exposure_app.domain.sources import Kind, Source


def first_step(source: Source) -> ListingStep | None:
    """The listing to begin with; None for a source that begins with a page."""
    seed = source.locator
    match source.kind:
        case Kind.SITEMAP if is_sitemap_of_site(source):
            return ListingStep(urls.canonical("/sitemap.xml", seed) or seed, readers.LISTING)
        case Kind.SITEMAP | Kind.FEED:
            return ListingStep(seed, readers.LISTING)
    account = account_kinds().get(source.kind)
    return account.first_step(seed) if account else None


def is_sitemap_of_site(source: Source) -> bool:
    """Whether the user named a site for its sitemap, and not the sitemap itself."""
    return source.kind is Kind.SITEMAP and urls.path(source.locator) == "/"
