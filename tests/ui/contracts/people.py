"""What the window counts on about people, their photos and who looks like them."""

from datetime import UTC, datetime, timedelta

import pytest
from PIL import ImageFilter

from exposure_app.domain import errors
from exposure_app.domain.faces import Template
from exposure_app.domain.photos import ProposedPhoto
from exposure_app.domain.subjects import Consent
from exposure_app.domain.work import Cancelled, CancelToken, Skipped
from tests.pictures import coffee, crowd, jpeg_bytes, portrait
from tests.ui.contracts.part import PartContract, unheard


class PeopleContract(PartContract):
    """Of `session.people`."""

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

    def test_a_photo_becomes_a_template_of_its_subject(self, session, me):
        (template,) = self.enrol(session, me, consent=Consent.SELF)
        assert isinstance(template, Template)
        (subject,) = session.people.all()
        assert (subject.name, subject.consent, subject.templates) == ("me", Consent.SELF, 1)
        assert [one.id for one in session.people.templates("me")] == [template.id]
        assert session.people.template_jpeg(template.id).startswith(b"\xff\xd8")

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
        faces = session.people.faces_in(group)
        assert [face.number for face in faces] == list(range(1, len(faces) + 1))
        assert len(faces) > 1
        assert all(face.picture_jpeg.startswith(b"\xff\xd8") for face in faces)
        (template,) = self.enrol(session, group, subject="Ada", face=2, consent=Consent.ADULT)
        assert isinstance(template, Template)
        assert session.people.all()[0].name == "Ada"

    def test_what_is_removed_is_gone(self, session, me):
        (template,) = self.enrol(session, me)
        session.people.remove_template(template.id)
        assert session.people.templates("me") == []
        session.people.remove("me")
        assert session.people.all() == []
        with pytest.raises(errors.NoSuchSubject):
            session.people.templates("me")

    def test_a_child_needs_the_name_of_a_guardian(self, session, me):
        with pytest.raises(errors.GuardianNotNamed):
            self.enrol(session, me, subject="Ada", consent=Consent.GUARDIAN)
        assert session.people.all() == []
        self.enrol(session, me, subject="Ada", consent=Consent.GUARDIAN, guardian="Grace")
        (subject,) = session.people.all()
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
        (subject,) = session.people.all()
        return subject

    def test_no_photo_is_unlike_the_others_where_there_is_only_one(self, session, me):
        with pytest.raises(errors.NoSuchSubject):
            session.people.odd_photos("me")
        self.enrol(session, me)
        assert session.people.odd_photos("me") == []

    def test_a_look_alike_is_kept_once_and_can_be_removed(self, session, me, group):
        with pytest.raises(errors.NoSuchSubject):
            session.people.look_alikes("me")
        self.enrol(session, me)
        added = session.people.add_look_alike(group, subject="me", face=2)
        assert added.picture_jpeg.startswith(b"\xff\xd8")
        again = session.people.add_look_alike(group, subject="me", face=2)
        assert [one.id for one in session.people.look_alikes("me")] == [added.id] == [again.id]
        session.people.remove_look_alike(added.id)
        assert session.people.look_alikes("me") == []
        with pytest.raises(errors.NoSuchLookAlike):
            session.people.remove_look_alike(added.id)

    def test_a_look_alike_in_a_group_is_asked_for(self, session, me, group, tmp_path):
        self.enrol(session, me)
        with pytest.raises(errors.SeveralFacesFound):
            session.people.add_look_alike(group)
        broken = tmp_path / "broken.jpg"
        broken.write_bytes(b"no picture")
        with pytest.raises(errors.UnreadablePhoto):
            session.people.add_look_alike(broken)

    def test_photos_of_a_person_are_proposed_and_never_enrolled(self, session, me, library):
        self.enrol(session, me)
        heard = []
        found = list(
            session.people.find_me(library, subject="me", report=heard.append, cancel=CancelToken())
        )
        (proposed,) = [one for one in found if isinstance(one, ProposedPhoto)]
        assert proposed.path == library / "a-blurred.jpg"
        assert proposed.picture_jpeg.startswith(b"\xff\xd8")
        assert proposed.is_good is (proposed.reason is None)
        assert library / "c-broken.jpg" in {
            library / one.url.rsplit("/", 1)[-1] for one in found if isinstance(one, Skipped)
        }
        assert {progress.stage for progress in heard} == {"photos"}
        assert len(session.people.templates("me")) == 1

    def test_looking_for_photos_can_be_stopped(self, session, me, library):
        self.enrol(session, me)
        cancel = CancelToken()
        cancel.cancel()
        with pytest.raises(Cancelled):
            list(session.people.find_me(library, report=unheard, cancel=cancel))
