"""What the window counts on about audits."""

import pytest

from exposure_app.domain import errors
from exposure_app.domain.findings import Finding
from exposure_app.domain.work import Cancelled, CancelToken, Progress, Skipped
from tests.ui.contracts.part import PartContract


class AuditsContract(PartContract):
    """Of `session.audits`."""

    def test_an_audit_without_a_face_or_a_place_says_so(self, session, me):
        with pytest.raises((errors.NobodyEnrolled, errors.NothingToAudit)):
            self.audit(session)
        self.enrol(session, me)
        with pytest.raises(errors.NothingToAudit):
            self.audit(session)

    def test_an_audit_yields_findings_and_gaps_and_reports_both_stages(self, ready):
        heard = {}
        items = self.audit(ready, report=lambda progress: heard.update({progress.stage: progress}))
        assert len([one for one in items if isinstance(one, Finding)]) == 2
        (gap,) = [one for one in items if isinstance(one, Skipped)]
        assert isinstance(gap.why, errors.GapError)
        assert set(heard) == {"pages", "pictures"}
        assert all(isinstance(progress, Progress) for progress in heard.values())
        summary = ready.audits.last()
        assert summary.is_complete
        assert len(summary.findings) == 2
        assert [one.why for one in summary.gaps] == [gap.gap.why]
        assert summary.expected_false_alarms

    def test_a_stopped_audit_says_that_it_is_not_complete(self, ready):
        self.audit(ready)
        found = ready.findings.all()
        cancel = CancelToken()
        with pytest.raises(Cancelled):
            self.audit(ready, cancel, report=lambda _progress: cancel.cancel())
        assert not ready.audits.last().is_complete
        assert [one.id for one in ready.findings.all()] == [one.id for one in found]
