"""After "this is me": a quiet offer to use the picture as a new photo. Asked, never silent."""

from collections import deque
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from exposure_app.domain.findings import Finding, FindingId
from exposure_app.domain.work import CancelToken, Report
from exposure_app.i18n import _
from exposure_app.ui.kit.blocks import Card, Words, button, column, muted, row
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.flow import Flow
from exposure_app.ui.kit.jobs import SHORT, Lane
from exposure_app.ui.kit.pictures import Picture
from exposure_app.ui.kit.theme import GRID
from exposure_app.wording.terms import ME

if TYPE_CHECKING:
    from exposure_app.domain.photos import Offer
    from exposure_app.session import Session

_SIDE = 56

_MOST = 3
"""Offers made of answers given at once: who confirms a hundred is not asked a hundred times."""


class Offering(Card):
    """One offer at a time, with the picture it is about; the others wait behind it.

    Signals:
        used(str): the person of this name has a new photo.
    """

    used = Signal(str)

    def __init__(self, desk: Desk) -> None:
        self.picture = Picture(_("The picture the question is about"))
        self.picture.setFixedSize(_SIDE, _SIDE)
        self.words = Words(is_strong=True)
        self.more = muted()
        self.use = button(_("Us&e it"), self._use, icon="add")
        self.leave = button(_("No&t now"), self._drop_first, role="quiet")
        super().__init__(role="notice")
        line = row(self.picture, column(self.words, self.more, gap=2), gap=2 * GRID)
        line.setStretch(1, 1)
        line.setAlignment(self.picture, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(line)
        self.body.addLayout(Flow(self.use, self.leave))
        self._desk = desk
        self._reads = Lane(newest_only=True)
        self._offers: deque[Offer] = deque()
        self._declined: set[FindingId] = set()
        self.hide()

    def ask_about(self, findings: Sequence[Finding]) -> None:
        """See which of these confirmed findings would make a good photo; offer the first few."""
        asked = [one.id for one in findings if one.id not in self._declined]
        if not asked:
            return
        session = self._desk.session

        def work(_report: Report, cancel: CancelToken) -> Iterator["Offer"]:
            return islice(_offers(session, asked, cancel), _MOST)

        self._desk.jobs.follow(work, batch=self._take)

    def take_back(self, finding: FindingId) -> None:
        """Offer it no longer: the answer was taken back."""
        kept = [offer for offer in self._offers if offer.finding != finding]
        if len(kept) != len(self._offers):
            self._offers = deque(kept)
            self._show_first()

    def _take(self, offers: "list[Offer]") -> None:
        waiting = {offer.finding for offer in self._offers} | self._declined
        new = [one for one in offers if one.finding not in waiting]
        was_empty = not self._offers
        self._offers.extend(new)
        if new and was_empty:
            self._show_first()

    def _show_first(self) -> None:
        self.setVisible(bool(self._offers))
        if not self._offers:
            return
        offer = self._offers[0]
        self.words.setText(
            _("Use this picture as a new photo of you?")
            if offer.subject == ME
            else _("Use this picture as a new photo of {name}?").format(name=offer.subject)
        )
        said = _("It is clear enough, and more photos find more. It stays on this computer.")
        if offer.era:
            said = _("It would join the photos from “{era}”.").format(era=offer.era) + " " + said
        self.more.setText(said)
        self.picture.show_jpeg(b"")
        self._desk.jobs.ask(
            lambda: self._desk.session.findings.crop_jpeg(offer.finding),
            then=partial(self._show_picture, offer.finding),
            lane=self._reads,
        )

    def _show_picture(self, finding: FindingId, jpeg: bytes) -> None:
        if self._offers and self._offers[0].finding == finding:
            self.picture.show_jpeg(jpeg)

    def _use(self) -> None:
        if not self._offers:
            return
        offer = self._offers[0]
        self._desk.jobs.ask(
            lambda: self._desk.session.findings.enrol(offer.finding, era=offer.era),
            then=lambda _template: self.used.emit(offer.subject),
            lane=SHORT,
        )
        self._drop_first()

    def _drop_first(self) -> None:
        if self._offers:
            self._declined.add(self._offers.popleft().finding)
        self._show_first()


def _offers(  # worker thread
    session: "Session", asked: Sequence[FindingId], cancel: CancelToken
) -> Iterator["Offer"]:
    for finding in asked:
        cancel.check()
        if offer := session.findings.offer(finding):
            yield offer
