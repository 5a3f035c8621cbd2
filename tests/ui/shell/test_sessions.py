"""The fake session keeps the promises of the real one."""

from urllib.parse import urlsplit

import pytest

from exposure_app.domain import errors
from exposure_app.domain.findings import Band
from exposure_app.domain.gap_reasons import Obstacle
from exposure_app.domain.self_check import Check
from exposure_app.domain.sources import Proof
from exposure_app.paths import Home
from exposure_app.session import Session
from exposure_app.session.newer.newer_verbs import NewerVerbs
from tests.newer.notices import PATH, file_of, place_at
from tests.site import Answer
from tests.ui.contracts.audits import AuditsContract
from tests.ui.contracts.findings import FindingsContract
from tests.ui.contracts.kept import KeptContract
from tests.ui.contracts.models import ModelsContract
from tests.ui.contracts.newer import NewerContract
from tests.ui.contracts.people import PeopleContract
from tests.ui.contracts.reports import ReportsContract
from tests.ui.contracts.requests import RequestsContract
from tests.ui.contracts.session import SessionContract
from tests.ui.contracts.settings import SettingsContract
from tests.ui.contracts.sources import SourcesContract
from tests.ui.contracts.vault import PASSPHRASE, VaultContract
from tests.ui.fake_session import FakeSession, finding, gap
from tests.ui.fakes.newer import news


class EveryPart(
    AuditsContract,
    FindingsContract,
    KeptContract,
    ModelsContract,
    NewerContract,
    PeopleContract,
    ReportsContract,
    RequestsContract,
    SessionContract,
    SettingsContract,
    SourcesContract,
    VaultContract,
):
    """All that the window counts on."""


class TestFakeSession(EveryPart):
    @pytest.fixture
    def session(self):
        made = FakeSession()
        made.audits.script = [
            finding("1", band=Band.VERY_LIKELY),
            gap(errors.Unreadable, "file:///album/3.jpg", obstacle=Obstacle.DAMAGED),
            finding("2"),
        ]
        made.vault.passphrase = PASSPHRASE
        made.checks.append(Check("index", is_ok=True, facts={"index": "hnsw"}))
        return made

    @staticmethod
    def announce(session, _site):
        session.newer.answer = news("9.1.0")

    @staticmethod
    def let_it_show(session, _site, source, *, shows):
        if shows:
            session.sources.shown[source.id] = Proof.FILE
        else:
            session.sources.shown.clear()


class TestRealSession(EveryPart):
    @pytest.fixture
    def session(self, tmp_path):
        home = Home.at(tmp_path / "profile")
        home.create()
        with Session.open(home, ask_passphrase=lambda _is_new: PASSPHRASE) as made:
            yield made

    @staticmethod
    def announce(session, site):
        site.pages[PATH] = Answer(file_of(), "text/plain")
        session.newer = NewerVerbs(
            session._profile, place=place_at(site.url), private_host=urlsplit(site.url).netloc
        )

    @staticmethod
    def let_it_show(_session, site, source, *, shows):
        body = source.token if shows else "nothing yet"
        site.pages["/.well-known/exposure-app.txt"] = Answer(body.encode(), "text/plain")
