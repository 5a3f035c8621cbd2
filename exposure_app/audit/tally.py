"""Counts what an audit looked at, and remembers which pages show which picture.

A picture's address is fetched once, however many pages show it; a finding lists them all. A file
is shown by its folder alone, so that of a hundred thousand files only their number is remembered.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from math import floor

from exposure_app.domain.coverage import Coverage, Looked
from exposure_app.domain.images import ImageRef, Page
from exposure_app.domain.moments import without_moment
from exposure_app.domain.work import Skipped


@dataclass(slots=True)
class Tally:
    """The running counts of one audit. Used by one thread.

    unchanged_probes: usable faces of the unchanged pictures.
    bystanders: as in `AuditSummary`.
    """

    pages: int = 0
    decoded: int = 0
    unchanged: int = 0
    unchanged_probes: int = 0
    undecodable: int = 0
    faces: int = 0
    too_small: int = 0
    bystanders: Counter[int] = field(default_factory=Counter)
    _refs: dict[str, dict[str, ImageRef]] = field(default_factory=lambda: defaultdict(dict))
    _moments: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _looked: dict[str, str] = field(default_factory=dict)
    _files: set[int] = field(default_factory=set)  # hashes of their addresses, 64 bits each

    def add_page(self, page: Page) -> list[tuple[str, ImageRef]]:
        """Count a page; return (sha256, reference) of pictures it shows that were looked at before.

        Those are new places of pictures already dealt with.
        """
        self.pages += 1
        again = []
        for ref in page.images:
            if ref.page_url not in self._refs[ref.url]:
                self._refs[ref.url][ref.page_url] = ref
                if ref.url in self._looked:
                    again.append((self._looked[ref.url], ref))
                for moment in self._moments.get(ref.url, ()):
                    seen = replace(ref, url=moment)
                    self._refs[moment][ref.page_url] = seen
                    again.append((self._looked[moment], seen))
        return again

    def add_looked(self, looked: Looked) -> list[ImageRef]:
        """Count a picture; return every reference to it met so far."""
        if looked.unchanged:
            self.unchanged += 1
            self.unchanged_probes += looked.faces_found - looked.faces_too_small
        else:
            self.decoded += 1
        self.faces += looked.faces_found
        self.too_small += looked.faces_too_small
        self.bystanders.update(floor(100 * score) for score in looked.bystanders)
        if self._is_file(looked.ref):
            return [looked.ref]
        self._looked[looked.ref.url] = looked.sha256
        refs = self._refs[looked.ref.url]
        refs.setdefault(looked.ref.page_url, looked.ref)
        whole = without_moment(looked.ref.url)
        if whole != looked.ref.url:
            self._moments[whole].append(looked.ref.url)
            for page, ref in self._refs.get(whole, {}).items():
                refs.setdefault(page, replace(ref, url=looked.ref.url))
        return list(refs.values())

    def add_skipped(self, skipped: Skipped) -> None:
        """Count a picture whose bytes came and could not be looked at."""
        if skipped.ref is not None:
            self.undecodable += 1
            if not self._is_file(skipped.ref):
                self._refs[skipped.url].setdefault(skipped.ref.page_url, skipped.ref)

    def _is_file(self, ref: ImageRef) -> bool:
        """Whether it is a local file that no page shows; if so, it is counted as met."""
        is_file = ref.url.startswith("file:") and ref.url not in self._refs
        if is_file:
            self._files.add(hash(ref.url))
        return is_file

    @property
    def shown(self) -> Mapping[str, Collection[str]]:
        """From the address of each picture met on the web to the pages that show it."""
        return {url: pages.keys() for url, pages in self._refs.items()}

    @property
    def looked(self) -> Mapping[str, str]:
        """From the address of each picture looked at on the web to its SHA-256."""
        return self._looked

    @property
    def probes(self) -> int:
        """Faces that were compared."""
        return self.faces - self.too_small

    @property
    def pictures_done(self) -> int:
        """Pictures that need no more work, looked at or not."""
        return self.decoded + self.unchanged + self.undecodable

    @property
    def coverage(self) -> Coverage:
        """The counts as the command line's contract names them."""
        return Coverage(
            pages_fetched=self.pages,
            # A video or document counts by what it shows.
            images_referenced=len(self._refs.keys() - self._moments.keys()) + len(self._files),
            images_fetched=self.decoded + self.unchanged + self.undecodable,
            images_decoded=self.decoded,
            images_unchanged=self.unchanged,
            faces_found=self.faces,
            faces_too_small=self.too_small,
        )
