"""Runs the demo in a profile of its own that is gone when it ends."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from exposure_app.demo.site import DemoSite, build
from exposure_app.domain.coverage import AuditSummary
from exposure_app.domain.sources import Budget, Footing
from exposure_app.domain.work import CancelToken, Report, Skipped
from exposure_app.i18n import _
from exposure_app.net.loopback import LoopbackSite
from exposure_app.paths import Home
from exposure_app.session import Session, erase_home, throw_away_keys


@dataclass(frozen=True, slots=True)
class DemoOutcome:
    """What the demo found, against what it had planted.

    found, missed: paths of pictures that show the subject.
    accused: paths of pictures that do not, and were found all the same.
    """

    summary: AuditSummary
    site_url: str
    found: tuple[str, ...]
    missed: tuple[str, ...]
    accused: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        """Every copy found, nobody else accused."""
        return not self.missed and not self.accused


def run_demo(report_to: Path, *, report: Report, cancel: CancelToken) -> DemoOutcome:
    """Serve the site, enrol the subject, audit, write the report.

    Raises:
        CannotWrite: `report_to`.
        Cancelled: `cancel` was raised.
    """
    site = build()
    with throw_away_session() as (session, folder), LoopbackSite(site.files) as server:
        for name, body in site.photos.items():
            (folder / name).write_bytes(body)
        photos = [folder / name for name in site.photos]
        # Translators: the name of the person the demo looks for, as in "looks like the astronaut".
        subject = _("the astronaut")
        for refused in session.people.enrol(photos, subject=subject, report=report, cancel=cancel):
            if isinstance(refused, Skipped):
                raise refused.why
        session.sources.add(server.url, Footing.OWNED, budget=Budget(delay_s=0), allow_private=True)
        for _finding in session.audits.run(report=report, cancel=cancel):
            pass
        session.reports.write(report_to)
        summary = session.audits.last()
        assert summary is not None  # noqa: S101 - the audit above just wrote it
        return _compare(summary, site, server.url)


@contextmanager
def throw_away_session() -> Iterator[tuple[Session, Path]]:
    """A profile in a temporary folder, its key only ever in memory."""
    with tempfile.TemporaryDirectory(prefix="exposure-demo-") as name:
        folder = Path(name)
        home = Home.at(folder / "home")
        home.create()
        session = Session.open(home, ask_passphrase=lambda _new: None, keys=throw_away_keys())
        try:
            with session:
                yield session, folder
        finally:
            erase_home(home)


def _compare(summary: AuditSummary, site: DemoSite, site_url: str) -> DemoOutcome:
    seen = {
        urlsplit(place.image_url).path
        for finding in summary.findings
        for place in finding.locations
    }
    return DemoOutcome(
        summary=summary,
        site_url=site_url,
        found=tuple(sorted(seen & site.shows_subject)),
        missed=tuple(sorted(site.shows_subject - seen)),
        accused=tuple(sorted(seen - site.shows_subject)),
    )
