"""The fake session keeps the promises of the real one."""

import pytest

from exposure_app.domain import errors
from exposure_app.domain.findings import Band
from exposure_app.paths import Home
from exposure_app.session import Check, Session
from tests.ui.faces_contract import FacesContract
from tests.ui.fake_session import FakeSession, finding, gap
from tests.ui.session_contract import SessionContract


class TestFakeSession(FacesContract, SessionContract):
    @pytest.fixture
    def session(self):
        made = FakeSession()
        made.script = [
            finding("1", band=Band.VERY_LIKELY),
            gap(errors.Unreadable, "file:///album/3.jpg", reason="damaged"),
            finding("2"),
        ]
        made.checks.append(Check("index", is_ok=True, detail="hnsw"))
        return made


class TestRealSession(FacesContract, SessionContract):
    @pytest.fixture
    def session(self, tmp_path):
        home = Home.at(tmp_path / "profile")
        home.create()
        with Session.open(home, ask_passphrase=lambda _is_new: "four unrelated words") as made:
            yield made
