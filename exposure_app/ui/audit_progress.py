"""How far an audit is. A bar moves to its end only when the end is known."""

from PySide6.QtWidgets import QProgressBar

from exposure_app.domain.work import Progress
from exposure_app.i18n import _
from exposure_app.ui.blocks import Card, Words, heading
from exposure_app.wording import progress_words

PAGES, PICTURES = "pages", "pictures"


class AuditProgress(Card):
    """One line and one bar per stage."""

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

    def begin(self) -> None:
        """Forget the audit before."""
        self._newest = {PAGES: Progress(PAGES, 0), PICTURES: Progress(PICTURES, 0)}
        self._rests = False
        self._draw()

    def note(self, progress: Progress) -> None:
        """Take in the newest count of one stage."""
        self._newest[progress.stage] = progress
        self._draw()

    def rest(self, *, is_resting: bool) -> None:
        """Stand still while the work does: a moving bar would say otherwise."""
        self._rests = is_resting
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
