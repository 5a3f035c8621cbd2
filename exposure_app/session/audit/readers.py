"""What reads the sources of an audit: files of the user's, or pages over the network."""

from collections.abc import Iterator
from functools import partial

from exposure_app.audit.pipeline import Crawl
from exposure_app.crawl.files.file_kind import file_kinds
from exposure_app.crawl.untrusted.media_frames import MediaFrames
from exposure_app.crawl.web.crawler import SiteCrawler
from exposure_app.crawl.web.frontier import Remembered
from exposure_app.crawl.web.politeness import Politeness
from exposure_app.crawl.web.robots import Robots
from exposure_app.domain.days import today
from exposure_app.domain.errors import PermissionEnded
from exposure_app.domain.items import Item
from exposure_app.domain.sources import Source, SourceId
from exposure_app.domain.work import CancelToken, Skipped
from exposure_app.gallery.matching.identifier import Identifier
from exposure_app.net.fetcher import Fetcher
from exposure_app.session.audit.kept_faces_writer import KeptFacesWriter
from exposure_app.session.audit.media import inside_of
from exposure_app.vault.vault import Vault


def reader_of_sources(
    vault: Vault,
    identifier: Identifier,
    fetcher: Fetcher,
    keeping: KeptFacesWriter,
    cancel: CancelToken,
) -> Crawl:
    """What reads every source of one audit, over one vault and one way out."""
    politeness = Politeness()

    def remembered(source: SourceId) -> dict[str, Remembered]:
        known = vault.validators.of(source, identifier.fingerprint)
        return {
            url: Remembered(*one)
            for url, one in known.items()
            if not keeping.is_due(source, one[0])
        }

    inside = inside_of(vault, identifier.fingerprint, keeping.is_due)
    robots = Robots(fetcher, politeness)
    crawler = SiteCrawler(fetcher, robots, politeness, remembered=remembered, inside=inside)
    return partial(_crawl, inside, cancel, partial(crawler.crawl, cancel=cancel))


def _crawl(
    inside: MediaFrames, cancel: CancelToken, on_the_web: Crawl, source: Source
) -> Iterator[Item]:
    if not source.may_be_audited_on(today()):
        return iter([Skipped(source.locator, PermissionEnded(source.locator), source.id)])
    if of_files := file_kinds().get(source.kind):
        return of_files.read(source, inside=inside, cancel=cancel)
    return on_the_web(source)
