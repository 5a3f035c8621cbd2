"""Every page over one session, and what the pages tell each other."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from exposure_app.ui.audit.page import AuditPage
from exposure_app.ui.findings.page import FindingsPage
from exposure_app.ui.first.first_steps import FirstSteps
from exposure_app.ui.kit.blocks import PageView
from exposure_app.ui.kit.jobs import Jobs
from exposure_app.ui.kit.problems import Problems
from exposure_app.ui.kit.thumbnails import crops_of
from exposure_app.ui.people.people_page import YouPage
from exposure_app.ui.settings.page import SettingsPage
from exposure_app.ui.sources.sources_page import SourcesPage
from exposure_app.ui.trust.page import TrustPage

if TYPE_CHECKING:
    from exposure_app.session import Session


class Pages:
    """Made together. `owner` owns what they share."""

    def __init__(self, session: "Session", jobs: Jobs, problems: Problems, owner: QObject) -> None:
        crops = crops_of(session, jobs, owner)
        self.first = FirstSteps(session, jobs, problems)
        self.you = YouPage(session, jobs, problems)
        self.sources = SourcesPage(session, jobs, problems)
        self.audit = AuditPage(session, jobs, problems, crops)
        self.findings = FindingsPage(session, jobs, problems, crops)
        self.trust = TrustPage(session, jobs, problems)
        self.settings = SettingsPage(session, jobs, problems, crops)
        self.audit.found.connect(self.findings.take)
        self.you.told_apart.connect(self.findings.reconsider)
        self.settings.changed.connect(self.findings.search_kept)
        self.sources.kept_search.found.connect(self.findings.refresh)

    def by_name(self) -> dict[str, PageView]:
        """The pages by the names that the navigation knows them by."""
        return {
            "first": self.first, "you": self.you, "places": self.sources, "audit": self.audit,
            "findings": self.findings, "trust": self.trust, "settings": self.settings,
        }  # fmt: skip
