"""The fake session keeps the promises of the real one."""

import pytest

from exposure_app.domain import errors
from exposure_app.domain.findings import Band
from exposure_app.domain.gap_reasons import Obstacle
from exposure_app.domain.self_check import Check
from exposure_app.domain.sources import Proof
from exposure_app.paths import Home
from exposure_app.session import Session
from tests.site import Answer
from tests.ui.faces_contract import FacesContract
from tests.ui.fake_session import FakeSession, finding, gap
from tests.ui.kept_contract import KeptContract
from tests.ui.places_contract import PlacesContract
from tests.ui.session_contract import SessionContract


class TestFakeSession(FacesContract, KeptContract, PlacesContract, SessionContract):
    @pytest.fixture
    def session(self):
        made = FakeSession()
        made.script = [
            finding("1", band=Band.VERY_LIKELY),
            gap(errors.Unreadable, "file:///album/3.jpg", obstacle=Obstacle.DAMAGED),
            finding("2"),
        ]
        made.checks.append(Check("index", is_ok=True, facts={"index": "hnsw"}))
        return made

    @staticmethod
    def let_it_show(session, _site, source, *, shows):
        if shows:
            session.shown[source.id] = Proof.FILE
        else:
            session.shown.clear()


class TestRealSession(FacesContract, KeptContract, PlacesContract, SessionContract):
    @pytest.fixture
    def session(self, tmp_path):
        home = Home.at(tmp_path / "profile")
        home.create()
        with Session.open(home, ask_passphrase=lambda _is_new: "four unrelated words") as made:
            yield made

    @staticmethod
    def let_it_show(_session, site, source, *, shows):
        body = source.token if shows else "nothing yet"
        site.pages["/.well-known/exposure-app.txt"] = Answer(body.encode(), "text/plain")
