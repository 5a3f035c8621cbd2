"""Every page over one session, their names, and what the pages tell each other."""

from exposure_app.i18n import _
from exposure_app.ui.audit.page import AuditPage
from exposure_app.ui.findings.page import FindingsPage
from exposure_app.ui.first.first_steps import FirstSteps
from exposure_app.ui.kit.blocks import PageView
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.thumbnails import Thumbnails
from exposure_app.ui.people.people_page import YouPage
from exposure_app.ui.settings.page import SettingsPage
from exposure_app.ui.sources.sources_page import SourcesPage
from exposure_app.ui.trust.page import TrustPage


class Pages:
    """Made together. `crops` are the faces that several of them show."""

    def __init__(self, desk: Desk, crops: Thumbnails) -> None:
        self.first = FirstSteps(desk)
        self.you = YouPage(desk)
        self.sources = SourcesPage(desk)
        self.audit = AuditPage(desk, crops)
        self.findings = FindingsPage(desk, crops)
        self.trust = TrustPage(desk)
        self.settings = SettingsPage(desk, crops)
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


def page_names() -> dict[str, str]:
    """The pages that the navigation lists by key, in their order, as the person reads them.

    Each stands beside the drawing `resources/icons/KEY.svg`.
    """
    return {
        # Translators: the names of the window's pages. "You" is whose face is looked for.
        "you": _("You"),
        "places": _("Places"),
        "audit": _("Audit"),
        "findings": _("Findings"),
        "trust": _("Trust"),
    }
