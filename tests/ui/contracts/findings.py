"""What the window counts on about findings and what is said of them."""

import pytest

from exposure_app.domain import errors
from exposure_app.domain.findings import FindingId, State, Verdict
from exposure_app.domain.work import CancelToken
from tests.ui.contracts.part import PartContract, unheard


class FindingsContract(PartContract):
    """Of `session.findings`."""

    def test_findings_come_strongest_first_and_can_be_narrowed(self, ready):
        self.audit(ready)
        found = ready.findings.all()
        assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
        assert ready.findings.all(subject="me") == ready.findings.all(state=State.NEW) == found
        assert (
            ready.findings.all(subject="nobody") == ready.findings.all(state=State.CONFIRMED) == []
        )
        assert set(ready.findings.all(band=found[0].band)) <= set(found)

    def test_every_finding_can_be_shown(self, ready):
        self.audit(ready)
        for one in ready.findings.all():
            for jpeg in (
                ready.findings.crop_jpeg(one.id),
                ready.findings.context_jpeg(one.id),
                ready.people.template_jpeg(one.template),
            ):
                assert jpeg.startswith(b"\xff\xd8")

    def test_what_a_score_is_worth_can_be_drawn_for_every_finding(self, ready):
        self.audit(ready)
        for one in ready.findings.all():
            rates = [row.fmr for row in ready.findings.curve(one)]
            assert len(rates) >= 2
            assert rates == sorted(rates, reverse=True)

    def test_verdicts_are_kept_and_undone_newest_first(self, ready):
        self.audit(ready)
        first, second = (one.id for one in ready.findings.all())
        assert ready.findings.judge(first, Verdict.ME).state is State.CONFIRMED
        assert ready.findings.judge(second, Verdict.NOT_ME).state is State.DISMISSED
        assert ready.findings.judge(second, Verdict.UNSURE).state is State.NEW
        assert ready.findings.undo_verdict().verdict is Verdict.NOT_ME
        assert ready.findings.undo_verdict().verdict is None
        undone = ready.findings.undo_verdict()
        assert (undone.id, undone.verdict, undone.state) == (first, None, State.NEW)
        assert ready.findings.undo_verdict() is None
        with pytest.raises(errors.NoSuchFinding):
            ready.findings.judge(FindingId("nothing"), Verdict.ME)

    def test_the_answers_given_are_listed_newest_first(self, ready):
        self.audit(ready)
        first, second = (one.id for one in ready.findings.all())
        assert ready.findings.verdict_history() == []
        for finding, verdict in (
            (first, Verdict.ME),
            (second, Verdict.UNSURE),
            (second, Verdict.UNSURE),  # which changes nothing
            (second, Verdict.NOT_ME),
        ):
            ready.findings.judge(finding, verdict)
        said = ready.findings.verdict_history()
        assert [(one.finding.id, one.verdict) for one in said] == [
            (second, Verdict.NOT_ME),
            (second, Verdict.UNSURE),
            (first, Verdict.ME),
        ]
        assert [one.finding.verdict for one in said] == [Verdict.NOT_ME, Verdict.NOT_ME, Verdict.ME]
        assert [one.at for one in said] == sorted((one.at for one in said), reverse=True)
        assert all(one.at.tzinfo for one in said)
        assert ready.findings.verdict_history(at_most=1) == said[:1]
        ready.findings.undo_verdict()
        assert [one.number for one in ready.findings.verdict_history()] == [
            one.number for one in said[1:]
        ]

    def test_answers_are_taken_back_to_a_chosen_one(self, ready):
        self.audit(ready)
        first, second = (one.id for one in ready.findings.all())
        ready.findings.judge(first, Verdict.UNSURE)
        ready.findings.judge(first, Verdict.ME)
        ready.findings.judge(second, Verdict.NOT_ME)
        newest, chosen, oldest = ready.findings.verdict_history()
        undone = ready.findings.undo_back_to(chosen.number)
        assert [(one.id, one.verdict, one.state) for one in undone] == [
            (second, None, State.NEW),
            (first, Verdict.UNSURE, State.NEW),
        ]
        assert [one.number for one in ready.findings.verdict_history()] == [oldest.number]
        for gone in (newest, chosen):
            with pytest.raises(errors.NoSuchVerdict):
                ready.findings.undo_back_to(gone.number)
        ready.findings.judge(second, Verdict.ME)
        assert ready.findings.verdict_history()[0].number > newest.number

    def test_a_verdict_outlives_the_next_audit(self, ready):
        self.audit(ready)
        judged = ready.findings.judge(ready.findings.all()[0].id, Verdict.ME)
        self.audit(ready)
        (again,) = [one for one in ready.findings.all() if one.id == judged.id]
        assert again.verdict is Verdict.ME

    def test_only_a_confirmed_finding_can_become_a_photo(self, ready):
        self.audit(ready)
        finding = ready.findings.all()[0]
        assert ready.findings.offer(finding.id) is None
        with pytest.raises(errors.NotConfirmed):
            ready.findings.enrol(finding.id)
        with pytest.raises(errors.NoSuchFinding):
            ready.findings.offer(FindingId("nothing"))

    def test_answers_that_say_nothing_new_move_nothing(self, ready):
        self.audit(ready)
        before = ready.findings.all()
        assert ready.findings.reconsider("me", report=unheard, cancel=CancelToken()) == []
        assert ready.findings.all() == before
        with pytest.raises(errors.NoSuchSubject):
            ready.findings.reconsider("nobody", report=unheard, cancel=CancelToken())

    def test_what_a_person_judged_is_never_moved(self, ready):
        self.audit(ready)
        first, *_others = ready.findings.all()
        judged = ready.findings.judge(first.id, Verdict.NOT_ME)
        changes = ready.findings.reconsider("me", report=unheard, cancel=CancelToken())
        assert judged.id not in {change.finding.id for change in changes}
        assert judged in ready.findings.all()
