"""Adding a model pack, changing to it and back: all of it or nothing, and nobody's word is lost."""

import shutil
from dataclasses import replace

import numpy as np
import pytest

from exposure_app.domain import errors
from exposure_app.domain.findings import Band, State, Verdict
from exposure_app.domain.subjects import Consent, Subject
from exposure_app.domain.work import Cancelled, CancelToken
from exposure_app.faces.models.pack import default_pack
from exposure_app.session import PackStatus
from tests.faces.packs import insightface_folder, own_folder
from tests.pictures import coffee, crowd, jpeg_bytes, portrait
from tests.session.profiles import (
    audit,
    audit_folder,
    enrol_portrait,
    keep_finding,
    opened,
    quiet,
    whole,
)

OWN = "own"


@pytest.fixture
def session(tmp_path):
    with opened(tmp_path / "profile") as session:
        yield session


@pytest.fixture
def me(session, tmp_path):
    return enrol_portrait(session, tmp_path)


@pytest.fixture
def source(session, me, tmp_path):
    return audit_folder(session, tmp_path / "pictures")


@pytest.fixture
def own(session, tmp_path):
    """The default pack's weights as a folder of one's own: what was measured of them holds."""
    state = session.models.add(own_folder(tmp_path / OWN))
    session.models.accept_licence(OWN)
    shutil.copy(default_pack().folder / "calibration.json", state.pack.folder)
    return session.models.state(OWN).pack


def use(session, name):
    return session.models.use(name, report=quiet, cancel=CancelToken())


def stranger(number):
    """One face of the crowd with what is around it."""
    left = [30, 230, 440, 650, 860, 1050][number]
    return np.asarray(crowd())[200:600, left : left + 230]


def everything(session):
    """What a change of pack may touch."""
    vault = session._profile.vault
    return (
        session.settings.current(),
        session.findings.all(),
        [(t.id, t.embedding.model) for t in vault.templates.of(None)],
        [len(vault.templates.of(None, f"{name}:fb143eea")) for name in ("yunet-sface", OWN)],
    )


class TestAtFirst:
    def test_the_pack_that_ships_is_in_use_and_needs_nothing(self, session):
        default, *others = session.models.all()
        assert (default.is_default, default.is_active, default.status) == (True, True, "ready")
        assert session.models.active() == default.pack == default_pack()
        assert {other.status for other in others} == {PackStatus.NOT_HERE}

    def test_known_packs_say_what_they_cost_and_under_which_licence(self, session):
        known = {state.name: state for state in session.models.all()}
        assert known["buffalo_l"].download_bytes == 288_621_354
        assert "non-commercial" in known["buffalo_l"].licence_text
        assert known["auraface"].licence == "Apache-2.0"
        assert all(state.origin.startswith("https://") for state in known.values())

    def test_a_pack_nobody_knows_is_said_so(self, session):
        for ask in (session.models.accept_licence, session.models.remove, session.models.cost):
            with pytest.raises(errors.NoSuchPack):
                ask("no-such-pack")

    def test_the_pack_that_ships_can_be_neither_removed_nor_measured_anew(self, session, tmp_path):
        with pytest.raises(errors.PackInUse):
            session.models.remove("yunet-sface")
        with pytest.raises(errors.PackShips):
            session.models.calibrate("yunet-sface", tmp_path, report=quiet, cancel=CancelToken())


class TestAdding:
    def test_a_pack_is_used_only_after_its_licence_and_a_measurement(self, session, tmp_path):
        folder = insightface_folder(tmp_path / "small")
        assert session.models.add(folder).status is PackStatus.LICENCE_NOT_ACCEPTED
        with pytest.raises(errors.LicenceNotAccepted):
            use(session, "small")
        with pytest.raises(errors.LicenceNotAccepted):
            session.models.calibrate("small", tmp_path, report=quiet, cancel=CancelToken())
        session.models.accept_licence("small")
        assert session.models.state("small").status is PackStatus.NOT_CALIBRATED
        with pytest.raises(errors.NotCalibrated) as caught:
            use(session, "small")
        assert caught.value.pack == "small"
        assert session.models.active() == default_pack()

    def test_a_licence_is_accepted_once(self, session, tmp_path, own):
        session.models.accept_licence(OWN)
        session.models.accept_licence(OWN)
        assert session.models.state(OWN).status is PackStatus.READY

    def test_a_licence_that_changes_is_asked_about_again(self, session, own):
        own.detector.licence_path.write_text("Other terms.\n")
        assert session.models.state(OWN).status is PackStatus.LICENCE_NOT_ACCEPTED

    def test_a_second_pack_of_one_name_is_refused(self, session, tmp_path, own):
        with pytest.raises(errors.PackExists):
            session.models.add(tmp_path / OWN)
        assert session.models.add(tmp_path / OWN, name="second").name == "second"

    def test_a_measurement_on_too_few_pictures_is_refused_and_not_kept(
        self, session, tmp_path, own
    ):
        before = (own.folder / "calibration.json").read_bytes()
        for number in range(3):
            person = tmp_path / "labelled" / f"person-{number}"
            person.mkdir(parents=True)
            (person / "1.jpg").write_bytes(jpeg_bytes(portrait()))
        with pytest.raises(errors.TooFewLabelledFaces):
            session.models.calibrate(OWN, tmp_path / "labelled", report=quiet, cancel=CancelToken())
        assert (own.folder / "calibration.json").read_bytes() == before
        assert not list(own.folder.glob("*.tmp"))


class TestChanging:
    def test_photos_and_findings_are_seen_anew_and_an_audit_goes_on(self, session, source, own):
        change = use(session, OWN)
        assert (change.photos, change.findings, change.lost_photos) == (1, 3, ())
        assert (change.not_reseen, change.changes) == (0, ())
        assert session.models.active() == own
        assert [s.name for s in session.models.all() if s.is_active] == [OWN]
        assert session._profile.vault.templates.of(None, own.model)[0].embedding.model == own.model
        audit(session)
        assert len(session.findings.all()) == 3
        models = next(c for c in session.self_check() if c.name == "models")
        assert models.facts["model"].startswith(OWN)

    def test_a_preview_says_the_same_and_changes_nothing(self, session, me, source, own):
        lost = keep_finding(session, me, source, "0" * 64, stranger(0), whole(stranger(0)))
        before = everything(session)
        told = session.models.preview(OWN, report=quiet, cancel=CancelToken())
        assert everything(session) == before
        change = use(session, OWN)
        assert replace(told, seconds=0) == replace(change, seconds=0)
        assert [one.finding.id for one in told.changes] == [lost]

    def test_the_cost_is_told_first(self, session, source, own):
        cost = session.models.cost(OWN)
        assert (cost.photos, cost.findings) == (1, 3)
        assert 0 < cost.seconds < 60

    def test_what_resembles_nobody_any_more_goes_unless_a_person_judged_it(
        self, session, me, source, own
    ):
        places = {
            verdict: keep_finding(
                session, me, source, f"{number}" * 64, stranger(number), whole(stranger(number))
            )
            for number, verdict in enumerate((None, Verdict.ME, Verdict.NOT_ME, Verdict.UNSURE))
        }
        for verdict, finding in places.items():
            if verdict:
                session.findings.judge(finding, verdict)
        change = use(session, OWN)
        assert {one.finding.id for one in change.changes} == set(places.values())
        assert all((c.before, c.after) == (Band.POSSIBLY, None) for c in change.changes)
        left = {finding.id: finding.verdict for finding in session.findings.all()}
        assert places[None] not in left
        for verdict in Verdict:
            assert left[places[verdict]] is verdict

    def test_verdicts_outlive_the_way_there_and_back(self, session, source, own):
        yes, no, _ = session.findings.all()
        session.findings.judge(yes.id, Verdict.ME)
        session.findings.judge(no.id, Verdict.NOT_ME)
        use(session, OWN)
        use(session, default_pack().name)
        assert session._profile.vault.findings.get(yes.id).state is State.CONFIRMED
        assert session._profile.vault.findings.get(no.id).state is State.DISMISSED

    def test_going_back_uses_what_the_pack_saw_before(self, session, me, source, own):
        use(session, OWN)
        assert session.models.cost(default_pack().name).photos == 0
        assert use(session, default_pack().name).photos == 0
        [again] = session._profile.vault.templates.of(None, default_pack().model)
        np.testing.assert_array_equal(again.embedding.vector, me.embedding.vector)
        assert session.settings.current().pack == ""

    def test_an_audit_after_the_way_back_finds_again_what_went(self, session, source, own):
        [gone, *_] = session.findings.all()
        use(session, OWN)
        session._profile.vault.findings.remove(gone.id)  # as if the other pack had not known her
        use(session, default_pack().name)
        audit(session)
        assert gone.id in {finding.id for finding in session.findings.all()}

    def test_a_face_that_is_not_seen_again_leaves_its_finding_as_it_was(
        self, session, me, source, own
    ):
        kept = keep_finding(session, me, source, "9" * 64, coffee(), whole(coffee()))
        before = session._profile.vault.findings.get(kept)
        assert use(session, OWN).not_reseen == 1
        assert session._profile.vault.findings.get(kept) == before

    def test_a_lost_photo_is_named_and_another_of_that_person_goes_on(self, session, me, own):
        lost = replace(me, id="lost", photo_sha256="7" * 64, picture_jpeg=jpeg_bytes(coffee()))
        session._profile.vault.templates.add(lost)
        change = use(session, OWN)
        assert [template.id for template in change.lost_photos] == ["lost"]
        assert session.people.odd_photos("me") == []
        assert len(session.people.templates("me")) == 2

    def test_nobody_is_left_without_a_photo(self, session, me, source, own):
        ada = Subject("ada", "Ada", Consent.ADULT, me.enrolled_at)
        session._profile.vault.subjects.add(ada)
        session._profile.vault.templates.add(
            replace(me, id="hers", subject=ada.id, picture_jpeg=jpeg_bytes(coffee()))
        )
        before = everything(session)
        with pytest.raises(errors.SubjectsWouldBeLost) as caught:
            use(session, OWN)
        assert caught.value.subjects == ("Ada",)
        assert everything(session) == before

    def test_faces_kept_of_a_place_go_with_the_model_that_saw_them(self, session, source, own):
        session.kept.keep(source.id, 30)
        audit(session)
        assert session.kept.counts()[source.id].faces == 3
        session.models.preview(OWN, report=quiet, cancel=CancelToken())
        assert session.kept.counts()[source.id].faces == 3
        use(session, OWN)
        assert session.kept.counts() == {}
        audit(session)
        assert session.kept.counts()[source.id].faces == 3

    def test_a_change_that_cannot_be_kept_whole_is_not_kept_at_all(
        self, session, me, source, own, monkeypatch
    ):
        keep_finding(session, me, source, "0" * 64, stranger(0), whole(stranger(0)))
        before = everything(session)

        def full(_chosen):
            raise errors.DiskFull

        monkeypatch.setattr(session._profile.vault.settings, "put", full)
        with pytest.raises(errors.DiskFull):
            use(session, OWN)
        assert everything(session) == before

    def test_a_stop_changes_nothing(self, session, source, own):
        before = everything(session)
        cancel = CancelToken()
        with pytest.raises(Cancelled):
            session.models.use(OWN, report=lambda _progress: cancel.cancel(), cancel=cancel)
        assert everything(session) == before

    def test_progress_is_told_for_photos_and_findings(self, session, source, own):
        told = []
        session.models.preview(OWN, report=told.append, cancel=CancelToken())
        assert {(one.stage, one.total) for one in told} == {("photos", 1), ("findings", 3)}

    def test_other_choices_do_not_change_the_pack(self, session, me, own):
        use(session, OWN)
        session.settings.change(replace(session.settings.current(), cores=1, pack=""))
        assert (session.settings.current().cores, session.models.active()) == (1, own)


class TestAPackThatIsGone:
    @pytest.fixture(params=["changed", "deleted", "folder deleted"])
    def damaged(self, request, session, source, own):
        use(session, OWN)
        session._opened = None  # as after a restart
        if request.param == "changed":
            with own.recogniser.path.open("r+b") as stream:
                stream.seek(1000)
                stream.write(b"\0\0\0\0")
        elif request.param == "deleted":
            own.detector.path.unlink()
        else:
            shutil.rmtree(own.folder)
        return own

    def test_is_said_with_the_way_out_and_nothing_is_lost(self, session, source, damaged):
        before = session.findings.all()
        with pytest.raises(errors.PackGone) as caught:
            audit(session)
        assert caught.value.pack == OWN
        assert session.findings.all() == before
        assert not next(c for c in session.self_check() if c.name == "models").is_ok
        assert session.people.odd_photos("me") == []
        assert [s.name for s in session.models.all() if s.is_active] == [OWN]
        use(session, default_pack().name)
        audit(session)
        assert {one.id for one in session.findings.all()} == {one.id for one in before}

    @pytest.mark.usefixtures("qapp")
    def test_holds_no_report_up(self, session, source, damaged, tmp_path):
        for suffix in ("csv", "json", "html", "pdf"):
            session.reports.write(tmp_path / f"report.{suffix}")
            assert (tmp_path / f"report.{suffix}").stat().st_size > 0
        with pytest.raises(errors.UnknownFormat):
            session.reports.write(tmp_path / "x.xyz")


class TestRemoving:
    def test_the_pack_in_use_stays(self, session, me, own):
        use(session, OWN)
        with pytest.raises(errors.PackInUse):
            session.models.remove(OWN)
        assert own.detector.path.exists()

    def test_a_removed_pack_leaves_no_file_no_graph_and_no_vector(self, session, me, own):
        use(session, OWN)
        use(session, default_pack().name)
        session.models.remove(OWN)
        assert not own.folder.exists()
        assert not list(session._profile.home.cache.glob("rec-*"))
        assert session._profile.vault.templates.of(None, own.model) == []
        assert len(session.people.templates("me")) == 1
        assert OWN not in {state.name for state in session.models.all()}
