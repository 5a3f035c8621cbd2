"""A session without a vault, a network or models: what the window sees, and nothing behind it.

It keeps the promises that `tests/ui/contracts` checks of the real one as well.
"""

from exposure_app.domain.self_check import Check
from tests.ui.fakes.audits import FakeAudits
from tests.ui.fakes.findings import FakeFindings
from tests.ui.fakes.kept import FakeKept
from tests.ui.fakes.models import FakeModels
from tests.ui.fakes.newer import FakeNewer
from tests.ui.fakes.people import FakePeople
from tests.ui.fakes.reports import FakeReports
from tests.ui.fakes.requests import FakeRequests
from tests.ui.fakes.settings import FakeSettings
from tests.ui.fakes.sources import FakeSources
from tests.ui.fakes.vault import FakeVault
from tests.ui.scripted import NOW, Hold, Scripted, finding, gap

__all__ = ["NOW", "FakeSession", "Hold", "Scripted", "finding", "gap"]


class FakeSession:
    """The same parts as `exposure_app.session.Session`, over lists in memory.

    checks: what the self-check says.
    """

    def __init__(self) -> None:
        self.is_closed = False
        self.checks: list[Check] = [
            Check("models", is_ok=True, facts={"model": "yunet-sface", "n": 128})
        ]
        self.people = FakePeople(self)
        self.sources = FakeSources(self)
        self.audits = FakeAudits(self)
        self.findings = FakeFindings(self)
        self.kept = FakeKept(self)
        self.models = FakeModels(self)
        self.reports = FakeReports()
        self.requests = FakeRequests()
        self.newer = FakeNewer()
        self.vault = FakeVault(self)
        self.settings = FakeSettings()

    def close(self) -> None:
        self.is_closed = True

    def check_open(self) -> None:
        """Refuse as a vault does that is closed."""
        if self.is_closed:
            raise ValueError("the vault is closed")

    def self_check(self) -> list[Check]:
        return list(self.checks)
