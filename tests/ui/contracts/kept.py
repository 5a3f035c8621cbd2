"""What the window counts on about kept faces."""

import pytest

from exposure_app.domain import errors
from exposure_app.domain.kept_faces import KeptMatch
from exposure_app.domain.sources import Footing, SourceId
from exposure_app.domain.work import CancelToken
from tests.ui.contracts.part import PartContract


class KeptContract(PartContract):
    """Of `session.kept`."""

    @staticmethod
    def search(session, cancel=None):
        return session.kept.search(report=lambda _: None, cancel=cancel or CancelToken())

    def test_no_place_keeps_faces_unless_it_is_asked_for(self, session):
        plain = session.sources.add("https://example.org/", Footing.OWNED)
        asked = session.sources.add("https://b.example/", Footing.OWNED, keep_faces_days=30)
        assert (plain.keep_faces_days, asked.keep_faces_days) == (0, 30)
        assert session.sources.all() == [plain, asked]
        with pytest.raises(ValueError, match="366"):
            session.sources.add("https://c.example/", Footing.OWNED, keep_faces_days=366)

    def test_keeping_is_turned_on_and_off(self, session):
        source = session.sources.add("https://example.org/", Footing.OWNED)
        session.kept.keep(source.id, 7)
        assert session.sources.all()[0].keep_faces_days == 7
        session.kept.keep(source.id, 0)
        assert session.sources.all() == [source]
        session.kept.forget(source.id)
        assert session.kept.counts() == {}
        assert session.kept.expire() == 0

    def test_a_place_that_is_not_there_keeps_nothing(self, session):
        for ask in (
            lambda: session.kept.keep(SourceId("nothing"), 7),
            lambda: session.kept.forget(SourceId("nothing")),
        ):
            with pytest.raises(errors.NoSuchSource):
                ask()

    def test_where_nothing_is_kept_a_search_says_nothing(self, session):
        assert self.search(session) == KeptMatch()
