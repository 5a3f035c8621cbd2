"""What the window counts on, asked of the fake session and of the real one alike."""

import pytest

from exposure_app.domain import errors
from exposure_app.domain.faces import Template
from exposure_app.domain.findings import Finding, FindingId, State, Verdict
from exposure_app.domain.sources import Footing, Kind
from exposure_app.domain.subjects import Consent
from exposure_app.domain.work import Cancelled, CancelToken, Progress, Skipped
from tests.pictures import coffee, crowd, jpeg_bytes, portrait


def unheard(_progress):
    pass


class SessionContract:
    """A subclass gives `session`: opened, empty, closed at the end; its audits find the folder
    `album` of `pictures` to hold two pictures of the person in the photo `me`, and one gap."""

    @pytest.fixture
    def me(self, tmp_path):
        path = tmp_path / "me.jpg"
        path.write_bytes(jpeg_bytes(portrait().crop((100, 0, 400, 300))))
        return path

    @pytest.fixture
    def album(self, tmp_path):
        folder = tmp_path / "album"
        folder.mkdir()
        (folder / "1.jpg").write_bytes(jpeg_bytes(portrait()))
        (folder / "2.jpg").write_bytes(jpeg_bytes(portrait().resize((300, 300))))
        (folder / "3.jpg").write_bytes(b"\xff\xd8\xff\xe0 cut short")
        return folder

    @pytest.fixture
    def ready(self, session, me, album):
        self.enrol(session, me)
        session.add_source(str(album), Footing.OWNED)
        return session

    @staticmethod
    def enrol(session, *photos, **how):
        return list(session.enrol(photos, report=unheard, cancel=CancelToken(), **how))

    @staticmethod
    def audit(session, cancel=None, report=unheard):
        return list(session.audit([], report=report, cancel=cancel or CancelToken()))

    def test_an_empty_session_has_nothing(self, session):
        assert session.subjects() == session.sources() == session.findings() == []
        assert session.ledger() == []
        assert session.last_audit() is None
        assert session.undo_verdict() is None
        assert session.answers() == []

    def test_a_photo_becomes_a_template_of_its_subject(self, session, me):
        (template,) = self.enrol(session, me, consent=Consent.SELF)
        assert isinstance(template, Template)
        (subject,) = session.subjects()
        assert (subject.name, subject.consent, subject.templates) == ("me", Consent.SELF, 1)
        assert [one.id for one in session.templates("me")] == [template.id]
        assert session.template_jpeg(template.id).startswith(b"\xff\xd8")

    def test_a_photo_that_cannot_be_used_is_skipped_by_its_path(self, session, tmp_path):
        cup, group, broken = (tmp_path / name for name in ("noface.jpg", "group.jpg", "broken.jpg"))
        cup.write_bytes(jpeg_bytes(coffee()))
        group.write_bytes(jpeg_bytes(crowd()))
        broken.write_bytes(b"no picture")
        skipped = self.enrol(session, cup, group, broken)
        assert all(isinstance(one, Skipped) for one in skipped)
        assert [one.url for one in skipped] == [str(cup), str(group), str(broken)]
        assert [type(one.why) for one in skipped] == [
            errors.NoFaceFound,
            errors.SeveralFacesFound,
            errors.UnreadablePhoto,
        ]

    def test_the_face_that_was_picked_is_enrolled(self, session, tmp_path):
        group = tmp_path / "group.jpg"
        group.write_bytes(jpeg_bytes(crowd()))
        faces = session.faces_in(group)
        assert [face.number for face in faces] == list(range(1, len(faces) + 1))
        assert len(faces) > 1
        assert all(face.picture_jpeg.startswith(b"\xff\xd8") for face in faces)
        (template,) = self.enrol(session, group, subject="Ada", face=2, consent=Consent.ADULT)
        assert isinstance(template, Template)
        assert session.subjects()[0].name == "Ada"

    def test_what_is_removed_is_gone(self, session, me):
        (template,) = self.enrol(session, me)
        session.remove_template(template.id)
        assert session.templates("me") == []
        session.remove_subject("me")
        assert session.subjects() == []
        with pytest.raises(errors.NoSuchSubject):
            session.templates("me")

    def test_a_place_is_recognised_and_is_added_once(self, session, album):
        source = session.add_source(str(album), Footing.MY_EXPORT, note="mine")
        assert (source.kind, source.footing, source.note) == (
            Kind.FOLDER,
            Footing.MY_EXPORT,
            "mine",
        )
        assert session.add_source("https://example.org/", Footing.OWNED).kind is Kind.WEB_SITE
        with pytest.raises(errors.SourceExists):
            session.add_source(str(album), Footing.OWNED)
        with pytest.raises(errors.NotALocator):
            session.add_source("htp:/nowhere", Footing.OWNED)
        session.remove_source(source.id)
        assert [one.locator for one in session.sources()] == ["https://example.org/"]
        with pytest.raises(errors.NoSuchSource):
            session.remove_source(source.id)

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
        summary = ready.last_audit()
        assert summary.is_complete
        assert len(summary.findings) == 2
        assert [one.why for one in summary.gaps] == [gap.gap.why]
        assert summary.expected_false_alarms

    def test_a_stopped_audit_says_that_it_is_not_complete(self, ready):
        self.audit(ready)
        found = ready.findings()
        cancel = CancelToken()
        with pytest.raises(Cancelled):
            self.audit(ready, cancel, report=lambda _progress: cancel.cancel())
        assert not ready.last_audit().is_complete
        assert [one.id for one in ready.findings()] == [one.id for one in found]

    def test_findings_come_strongest_first_and_can_be_narrowed(self, ready):
        self.audit(ready)
        found = ready.findings()
        assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
        assert ready.findings(subject="me") == ready.findings(state=State.NEW) == found
        assert ready.findings(subject="nobody") == ready.findings(state=State.CONFIRMED) == []
        assert set(ready.findings(band=found[0].band)) <= set(found)

    def test_every_finding_can_be_shown(self, ready):
        self.audit(ready)
        for one in ready.findings():
            for jpeg in (
                ready.crop_jpeg(one.id),
                ready.context_jpeg(one.id),
                ready.template_jpeg(one.template),
            ):
                assert jpeg.startswith(b"\xff\xd8")

    def test_what_a_score_is_worth_can_be_drawn_for_every_finding(self, ready):
        self.audit(ready)
        for one in ready.findings():
            rates = [row.fmr for row in ready.curve(one)]
            assert len(rates) >= 2
            assert rates == sorted(rates, reverse=True)

    def test_verdicts_are_kept_and_undone_newest_first(self, ready):
        self.audit(ready)
        first, second = (one.id for one in ready.findings())
        assert ready.judge(first, Verdict.ME).state is State.CONFIRMED
        assert ready.judge(second, Verdict.NOT_ME).state is State.DISMISSED
        assert ready.judge(second, Verdict.UNSURE).state is State.NEW
        assert ready.undo_verdict().verdict is Verdict.NOT_ME
        assert ready.undo_verdict().verdict is None
        undone = ready.undo_verdict()
        assert (undone.id, undone.verdict, undone.state) == (first, None, State.NEW)
        assert ready.undo_verdict() is None
        with pytest.raises(errors.NoSuchFinding):
            ready.judge(FindingId("nothing"), Verdict.ME)

    def test_the_answers_given_are_listed_newest_first(self, ready):
        self.audit(ready)
        first, second = (one.id for one in ready.findings())
        assert ready.answers() == []
        for finding, verdict in (
            (first, Verdict.ME),
            (second, Verdict.UNSURE),
            (second, Verdict.UNSURE),  # which changes nothing
            (second, Verdict.NOT_ME),
        ):
            ready.judge(finding, verdict)
        said = ready.answers()
        assert [(one.finding.id, one.verdict) for one in said] == [
            (second, Verdict.NOT_ME),
            (second, Verdict.UNSURE),
            (first, Verdict.ME),
        ]
        assert [one.finding.verdict for one in said] == [Verdict.NOT_ME, Verdict.NOT_ME, Verdict.ME]
        assert [one.at for one in said] == sorted((one.at for one in said), reverse=True)
        assert all(one.at.tzinfo for one in said)
        assert ready.answers(at_most=1) == said[:1]
        ready.undo_verdict()
        assert [one.number for one in ready.answers()] == [one.number for one in said[1:]]

    def test_answers_are_taken_back_to_a_chosen_one(self, ready):
        self.audit(ready)
        first, second = (one.id for one in ready.findings())
        ready.judge(first, Verdict.UNSURE)
        ready.judge(first, Verdict.ME)
        ready.judge(second, Verdict.NOT_ME)
        newest, chosen, oldest = ready.answers()
        undone = ready.undo_back_to(chosen.number)
        assert [(one.id, one.verdict, one.state) for one in undone] == [
            (second, None, State.NEW),
            (first, Verdict.UNSURE, State.NEW),
        ]
        assert [one.number for one in ready.answers()] == [oldest.number]
        for gone in (newest, chosen):
            with pytest.raises(errors.NoSuchVerdict):
                ready.undo_back_to(gone.number)
        ready.judge(second, Verdict.ME)
        assert ready.answers()[0].number > newest.number

    def test_a_verdict_outlives_the_next_audit(self, ready):
        self.audit(ready)
        judged = ready.judge(ready.findings()[0].id, Verdict.ME)
        self.audit(ready)
        (again,) = [one for one in ready.findings() if one.id == judged.id]
        assert again.verdict is Verdict.ME

    def test_a_report_is_written_as_its_ending_says(self, ready, tmp_path):
        self.audit(ready)
        for suffix in ("html", "csv", "json"):
            path = tmp_path / f"report.{suffix}"
            ready.write_report(path, redacted=True)
            assert path.stat().st_size > 0
        with pytest.raises(errors.UnknownFormat):
            ready.write_report(tmp_path / "report.doc")

    def test_the_self_check_has_a_line_for_each_part(self, session):
        assert {"models", "index"} <= {check.name for check in session.self_check()}

    def test_closing_twice_is_safe(self, session):
        session.close()
        session.close()
