"""What the window counts on about look-alikes, face models and choices, asked of both sessions."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PIL import ImageFilter

from exposure_app.domain import errors
from exposure_app.domain.findings import FindingId, Verdict
from exposure_app.domain.subjects import Consent
from exposure_app.domain.work import Cancelled, CancelToken, Skipped
from exposure_app.session.findings.resemblance import ProposedPhoto
from exposure_app.session.models.pack_state import PackStatus
from exposure_app.settings import OnBattery, Settings
from tests.pictures import coffee, crowd, jpeg_bytes, portrait
from tests.ui.session_contract import unheard


class FacesContract:
    """To be inherited beside `SessionContract`, whose fixtures it uses."""

    @pytest.fixture
    def group(self, tmp_path):
        path = tmp_path / "group.jpg"
        path.write_bytes(jpeg_bytes(crowd()))
        return path

    @pytest.fixture
    def library(self, tmp_path):
        """A folder with one other picture of the person in `me`, and two that are not."""
        folder = tmp_path / "library"
        folder.mkdir()
        soft = portrait().resize((150, 150)).filter(ImageFilter.GaussianBlur(1.0))
        (folder / "a-blurred.jpg").write_bytes(jpeg_bytes(soft.resize((300, 300))))
        (folder / "b-noface.jpg").write_bytes(jpeg_bytes(coffee()))
        (folder / "c-broken.jpg").write_bytes(b"no picture")
        return folder

    # --- people --------------------------------------------------------------------------------

    def test_a_child_needs_the_name_of_a_guardian(self, session, me):
        with pytest.raises(errors.GuardianNotNamed):
            self.enrol(session, me, subject="Ada", consent=Consent.GUARDIAN)
        assert session.subjects() == []
        self.enrol(session, me, subject="Ada", consent=Consent.GUARDIAN, guardian="Grace")
        (subject,) = session.subjects()
        assert (subject.guardian, subject.is_child) == ("Grace", True)

    def test_a_consent_that_has_ended_holds_for_nothing_until_it_is_renewed(self, session, me):
        past = datetime.now(UTC) - timedelta(days=1)
        with pytest.raises(errors.ConsentEnded):
            self.enrol(session, me, subject="Ada", consent=Consent.ADULT, until=past)
        until = datetime.now(UTC) + timedelta(days=30)
        self.enrol(session, me, subject="Ada", consent=Consent.ADULT, until=until)
        assert self.one(session).consented_until == until
        # No photo, only what was agreed.
        later = until + timedelta(days=30)
        self.enrol(session, subject="Ada", consent=Consent.ADULT, until=later)
        assert self.one(session).consented_until == later
        assert self.one(session).templates == 1

    @staticmethod
    def one(session):
        (subject,) = session.subjects()
        return subject

    def test_no_photo_is_unlike_the_others_where_there_is_only_one(self, session, me):
        with pytest.raises(errors.NoSuchSubject):
            session.odd_photos("me")
        self.enrol(session, me)
        assert session.odd_photos("me") == []

    # --- look-alikes ---------------------------------------------------------------------------

    def test_a_look_alike_is_kept_once_and_can_be_removed(self, session, me, group):
        with pytest.raises(errors.NoSuchSubject):
            session.resemblance.look_alikes("me")
        self.enrol(session, me)
        added = session.resemblance.add_look_alike(group, subject="me", face=2)
        assert added.picture_jpeg.startswith(b"\xff\xd8")
        again = session.resemblance.add_look_alike(group, subject="me", face=2)
        assert [one.id for one in session.resemblance.look_alikes("me")] == [added.id] == [again.id]
        session.resemblance.remove_look_alike(added.id)
        assert session.resemblance.look_alikes("me") == []
        with pytest.raises(errors.NoSuchLookAlike):
            session.resemblance.remove_look_alike(added.id)

    def test_a_look_alike_in_a_group_is_asked_for(self, session, me, group, tmp_path):
        self.enrol(session, me)
        with pytest.raises(errors.SeveralFacesFound):
            session.resemblance.add_look_alike(group)
        broken = tmp_path / "broken.jpg"
        broken.write_bytes(b"no picture")
        with pytest.raises(errors.UnreadablePhoto):
            session.resemblance.add_look_alike(broken)

    # --- more photos ---------------------------------------------------------------------------

    def test_photos_of_a_person_are_proposed_and_never_enrolled(self, session, me, library):
        self.enrol(session, me)
        heard = []
        found = list(
            session.resemblance.find_me(
                library, subject="me", report=heard.append, cancel=CancelToken()
            )
        )
        (proposed,) = [one for one in found if isinstance(one, ProposedPhoto)]
        assert proposed.path == library / "a-blurred.jpg"
        assert proposed.picture_jpeg.startswith(b"\xff\xd8")
        assert proposed.is_good is (proposed.reason is None)
        assert library / "c-broken.jpg" in {
            library / one.url.rsplit("/", 1)[-1] for one in found if isinstance(one, Skipped)
        }
        assert {progress.stage for progress in heard} == {"photos"}
        assert len(session.templates("me")) == 1

    def test_looking_for_photos_can_be_stopped(self, session, me, library):
        self.enrol(session, me)
        cancel = CancelToken()
        cancel.cancel()
        with pytest.raises(Cancelled):
            list(session.resemblance.find_me(library, report=unheard, cancel=cancel))

    # --- what answers say ----------------------------------------------------------------------

    def test_only_a_confirmed_finding_can_become_a_photo(self, ready):
        self.audit(ready)
        finding = ready.findings()[0]
        assert ready.resemblance.offer(finding.id) is None
        with pytest.raises(errors.NotConfirmed):
            ready.resemblance.enrol_finding(finding.id)
        with pytest.raises(errors.NoSuchFinding):
            ready.resemblance.offer(FindingId("nothing"))

    def test_answers_that_say_nothing_new_move_nothing(self, ready):
        self.audit(ready)
        before = ready.findings()
        assert ready.resemblance.reconsider("me", report=unheard, cancel=CancelToken()) == []
        assert ready.findings() == before
        with pytest.raises(errors.NoSuchSubject):
            ready.resemblance.reconsider("nobody", report=unheard, cancel=CancelToken())

    def test_what_a_person_judged_is_never_moved(self, ready):
        self.audit(ready)
        first, *_others = ready.findings()
        judged = ready.judge(first.id, Verdict.NOT_ME)
        changes = ready.resemblance.reconsider("me", report=unheard, cancel=CancelToken())
        assert judged.id not in {change.finding.id for change in changes}
        assert judged in ready.findings()

    # --- face models ---------------------------------------------------------------------------

    def test_the_model_that_ships_is_first_ready_and_in_use(self, session):
        first, *others = session.packs.all()
        assert first.is_default
        assert first.is_active
        assert first.status is PackStatus.READY
        assert first.licence
        assert len(first.licence_text) > 20
        assert first.download_bytes is None
        assert first.pack is not None
        assert not any(one.is_default or one.is_active for one in others)
        assert session.packs.active() == first.pack

    def test_a_model_that_is_not_here_can_be_had_or_placed(self, session):
        others = session.packs.all()[1:]
        assert others
        for one in others:
            assert (one.status, one.pack) == (PackStatus.NOT_HERE, None)
            assert one.origin.startswith("https://")
            assert one.licence_text

    def test_nothing_is_downloaded_before_the_licence_is_accepted(self, session):
        one = next(one for one in session.packs.all() if one.download_bytes)
        with pytest.raises(errors.LicenceNotAccepted):
            session.packs.download(one.name, report=unheard, cancel=CancelToken())
        cancel = CancelToken()
        cancel.cancel()
        session.packs.accept_licence(one.name)
        with pytest.raises(Cancelled):
            session.packs.download(one.name, report=unheard, cancel=cancel)
        assert session.ledger() == []

    def test_a_folder_without_a_model_is_refused(self, session, tmp_path):
        folder = tmp_path / "empty"
        folder.mkdir()
        with pytest.raises(errors.PackUnusable):
            session.packs.add(folder)

    def test_the_model_that_ships_is_never_removed_and_no_other_is_known(self, session):
        with pytest.raises(errors.PackInUse):
            session.packs.remove(session.packs.all()[0].name)
        for verb in (session.packs.remove, session.packs.accept_licence, session.packs.cost):
            with pytest.raises(errors.NoSuchPack):
                verb("no-such-model")

    def test_looking_again_with_the_model_in_use_moves_nothing(self, ready):
        self.audit(ready)
        name = ready.packs.all()[0].name
        before = ready.findings()
        cost = ready.packs.cost(name)
        assert (cost.photos, cost.findings) == (0, 2)
        assert cost.seconds > 0
        change = ready.packs.preview(name, report=unheard, cancel=CancelToken())
        assert (change.photos, change.findings) == (0, 2)
        assert change.changes == change.lost_photos == ()
        assert ready.findings() == before

    # --- choices -------------------------------------------------------------------------------

    def test_choices_are_kept(self, session):
        assert session.settings() == Settings()
        chosen = replace(session.settings(), cores=1, is_gentle=False, on_battery=OnBattery.PAUSE)
        session.change_settings(chosen)
        assert session.settings() == chosen
