"""The faces that the fake session keeps: counts, and an answer that a test gives it."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from exposure_app.domain.kept_faces import KeptCount, KeptMatch, checked_days
from exposure_app.domain.sources import SourceId
from exposure_app.domain.work import CancelToken, Progress, Report
from tests.ui.scripted import NOW, Hold

if TYPE_CHECKING:
    from tests.ui.fake_session import FakeSession


class FakeKept:
    """The same verbs as `exposure_app.session.findings.kept_face_verbs.KeptFaceVerbs`.

    answer: what the next searches say, and do. hold: where a search waits, if anywhere.
    searches, looks: how often it was asked, and the clock was.
    """

    def __init__(self, session: "FakeSession") -> None:
        self._session = session
        self._counts: dict[SourceId, KeptCount] = {}
        self.answer = KeptMatch()
        self.hold: Hold | None = None
        self.searches = self.looks = 0

    def meet(self, source: SourceId, faces: int) -> None:
        """What an audit would keep."""
        days = self._session.sources.source(source).keep_faces_days
        if days:
            self._counts[source] = KeptCount(faces, 0, NOW, NOW + timedelta(days=days))

    def counts(self) -> dict[SourceId, KeptCount]:
        return dict(self._counts)

    def keep(self, source: SourceId, days: int) -> None:
        found = self._session.sources.source(source)
        self._session.sources.put(replace(found, keep_faces_days=checked_days(days)))
        if not days:
            self._counts.pop(source, None)

    def forget(self, source: SourceId) -> None:
        self._counts.pop(self._session.sources.source(source).id, None)

    def expire(self) -> int:
        self.looks += 1
        return 0

    def search(self, *, report: Report, cancel: CancelToken) -> KeptMatch:
        faces = sum(count.faces for count in self._counts.values())
        report(Progress("kept", 0, faces))
        if self.hold:
            self.hold.reached.set()
            while not self.hold.go_on.is_set():
                cancel.sleep(0.005)
        cancel.check()
        self.searches += 1
        for change in self.answer.changes:
            self._session.findings.put(change.finding, is_gone=change.after is None)
        return self.answer
