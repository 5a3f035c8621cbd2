"""Reports of the fake session: a few words, and what was asked for."""

from pathlib import Path

from exposure_app.domain import errors


class FakeReports:
    """The same verbs as `exposure_app.session.audit.report_verbs.ReportVerbs`.

    written: where to, and whether redacted.
    """

    def __init__(self) -> None:
        self.written: list[tuple[Path, bool]] = []

    def write(self, path: Path, *, redacted: bool = False) -> None:
        if path.suffix not in {".html", ".csv", ".json"}:
            raise errors.UnknownFormat(str(path))
        path.write_text("a report", "utf-8")
        self.written.append((path, redacted))
