"""What the window counts on about looking for a newer version."""

import pytest

from exposure_app.domain import errors
from exposure_app.domain.work import Cancelled, CancelToken
from exposure_app.session.newer import newer_verbs
from tests.ui.contracts.part import PartContract


class NewerContract(PartContract):
    """Of `session.newer`. A subclass gives `announce(session, site)`: a version that is newer."""

    def test_a_build_that_names_no_place_says_so_and_asks_nobody(self, session, monkeypatch):
        monkeypatch.setattr(newer_verbs, "place_of_build", lambda: None)
        assert session.newer.can_look() is False
        with pytest.raises(errors.NoPlaceToLook):
            session.newer.look(cancel=CancelToken())
        assert session.requests.all() == []

    def test_where_one_is_named_a_newer_version_is_told_with_its_page(self, session, site):
        self.announce(session, site)
        assert session.newer.can_look() is True
        told = session.newer.look(cancel=CancelToken())
        assert told.is_newer_there
        assert told.notice.page.startswith("https://")

    def test_looking_can_be_stopped(self, session, site):
        self.announce(session, site)
        cancel = CancelToken()
        cancel.cancel()
        with pytest.raises(Cancelled):
            session.newer.look(cancel=cancel)
