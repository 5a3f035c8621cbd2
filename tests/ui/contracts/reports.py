"""What the window counts on about reports."""

import pytest

from exposure_app.domain import errors
from tests.ui.contracts.part import PartContract


class ReportsContract(PartContract):
    """Of `session.reports`."""

    def test_a_report_is_written_as_its_ending_says(self, ready, tmp_path):
        self.audit(ready)
        for suffix in ("html", "csv", "json"):
            path = tmp_path / f"report.{suffix}"
            ready.reports.write(path, redacted=True)
            assert path.stat().st_size > 0
        with pytest.raises(errors.UnknownFormat):
            ready.reports.write(tmp_path / "report.doc")
