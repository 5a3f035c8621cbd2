"""What an audit counts of each source by itself."""

from collections import Counter
from dataclasses import dataclass, field

from exposure_app.domain.coverage import Looked
from exposure_app.domain.images import Page
from exposure_app.domain.sources import SourceId
from exposure_app.domain.work import Skipped


@dataclass(slots=True)
class PerSource:
    """Running counts by source. Used by one thread."""

    pages: Counter[SourceId] = field(default_factory=Counter)
    pictures: Counter[SourceId] = field(default_factory=Counter)

    def add(self, item: Page | Looked | Skipped) -> SourceId:
        """Count what came of a source; return which."""
        if isinstance(item, Page):
            self.pages[item.source] += 1
            return item.source
        if isinstance(item, Looked):
            self.pictures[item.ref.source] += 1
            return item.ref.source
        return SourceId(item.source)
