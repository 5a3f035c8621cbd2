"""Whether a picture is gone from a place, by what an audit saw there, never by what it did not.

A host that did not answer, a budget that ended, a page behind a login: none of these says that
anything is gone.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from exposure_app.domain.errors import NotFound
from exposure_app.domain.gone import NOT_SHOWN, OF_PAGE, REPLACED
from exposure_app.domain.images import Page
from exposure_app.domain.moments import without_moment
from exposure_app.domain.work import Skipped


@dataclass(slots=True)
class Evidence:
    """What an audit saw that could show a picture gone. Used by one thread."""

    _pages: set[str] = field(default_factory=set)
    _missing: dict[str, str] = field(default_factory=dict)

    def add_page(self, page: Page) -> None:
        """A page was read."""
        self._pages.add(page.url)

    def add_skipped(self, skipped: Skipped) -> None:
        """Something was asked for; only "there is no such thing" is an answer."""
        if isinstance(skipped.why, NotFound):
            self._missing[skipped.url] = skipped.why.detail

    def of(
        self,
        page_url: str,
        image_url: str,
        sha256: str,
        *,
        shown: Mapping[str, Collection[str]],
        looked: Mapping[str, str],
    ) -> str:
        """Why the picture is gone from that place, as in `domain.gone`; "" if nothing shows it.

        Args:
            sha256: of the picture that was there.
            shown: from the address of each picture met to the pages that show it.
            looked: from the address of each picture looked at to its SHA-256.
        """
        # Of a moment in a video or a page of a document, it is the file that a page shows.
        whole = without_moment(image_url)
        for url in (image_url, whole):
            if url in self._missing:
                return self._missing[url]
        if page_url in self._missing:
            return OF_PAGE + self._missing[page_url]
        is_shown = any(page_url in shown.get(url, ()) for url in (image_url, whole))
        if page_url in self._pages and not is_shown:
            return NOT_SHOWN
        if looked.get(image_url, sha256) != sha256:
            return REPLACED
        return ""
