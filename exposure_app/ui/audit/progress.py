"""How far an audit is. A bar moves to its end only when the end is known."""

from collections.abc import Sequence

from PySide6.QtWidgets import QProgressBar

from exposure_app.domain.sources import Source
from exposure_app.domain.work import Progress
from exposure_app.i18n import _
from exposure_app.ui.audit.pace import Pace
from exposure_app.ui.audit.per_source_view import PerSourceView
from exposure_app.ui.kit.blocks import Card, Words, heading, muted
from exposure_app.wording import pace_words, progress_words

PAGES, PICTURES = "pages", "pictures"


class AuditProgress(Card):
    """One line and one bar per stage, the pace, and the counts of each place."""

    def __init__(self) -> None:
        super().__init__()
        self.status = heading()
        self.words = {PAGES: Words(), PICTURES: Words()}
        self.bars = {PAGES: QProgressBar(), PICTURES: QProgressBar()}
        self.bars[PAGES].setAccessibleName(_("Pages opened"))
        self.bars[PICTURES].setAccessibleName(_("Pictures looked at"))
        self._newest: dict[str, Progress] = {}
        self._rests = False
        self.body.addWidget(self.status)
        for stage in (PAGES, PICTURES):
            self.body.addWidget(self.words[stage])
            self.bars[stage].setTextVisible(False)
            self.body.addWidget(self.bars[stage])
        self._pace = Pace()
        self.pace = muted()
        self.per_source = PerSourceView()
        self.body.addWidget(self.pace)
        self.body.addWidget(self.per_source)

    def begin(self, sources: Sequence[Source] = ()) -> None:
        """Forget the audit before; this one looks at these places."""
        self._pace.begin()
        self.per_source.begin(sources)
        self._newest = {PAGES: Progress(PAGES, 0), PICTURES: Progress(PICTURES, 0)}
        self._rests = False
        self._draw()

    def note(self, progress: Progress) -> None:
        """Take in the newest count of one stage, or of one place's."""
        if progress.source:
            self.per_source.note(progress)
            return
        if progress.stage == PICTURES:
            self._pace.note(progress.done)
        self._newest[progress.stage] = progress
        self._draw()

    def rest(self, *, is_resting: bool) -> None:
        """Stand still while the work does: a moving bar would say otherwise."""
        self._rests = is_resting
        self._pace.begin()
        self._draw()

    @property
    def _is_crawl_over(self) -> bool:
        pages = self._newest[PAGES]
        return pages.total is not None and pages.done >= pages.total

    def _draw(self) -> None:
        pages, pictures = self._newest[PAGES], self._newest[PICTURES]
        self.words[PAGES].setText(progress_words(pages))
        said = progress_words(pictures)
        if pictures.total is not None and not self._is_crawl_over:
            said = _("Pictures looked at: {done} of {total} met so far").format(
                done=pictures.done, total=pictures.total
            )
        self.words[PICTURES].setText(said)
        left = None
        if self._is_crawl_over and pictures.total:
            left = self._pace.seconds_left(pictures.total)
        self.pace.setText("" if self._rests else pace_words(self._pace.per_second, left))
        self._draw_bar(PAGES, pages.total)
        # Pages still come, and each brings pictures: their number is not the end yet.
        self._draw_bar(PICTURES, pictures.total if self._is_crawl_over else None)

    def _draw_bar(self, stage: str, end: int | None) -> None:
        bar, done = self.bars[stage], self._newest[stage].done
        if end is not None:
            bar.setRange(0, max(1, end))
            bar.setValue(done if end else 1)
        elif self._rests:
            bar.setRange(0, 1)
            bar.setValue(0)
        else:
            bar.setRange(0, 0)
