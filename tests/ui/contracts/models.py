"""What the window counts on about face models."""

import pytest

from exposure_app.domain import errors
from exposure_app.domain.work import Cancelled, CancelToken
from exposure_app.session import PackStatus
from tests.ui.contracts.part import PartContract, unheard


class ModelsContract(PartContract):
    """Of `session.models`."""

    def test_the_model_that_ships_is_first_ready_and_in_use(self, session):
        first, *others = session.models.all()
        assert first.is_default
        assert first.is_active
        assert first.status is PackStatus.READY
        assert first.licence
        assert len(first.licence_text) > 20
        assert first.download_bytes is None
        assert first.pack is not None
        assert not any(one.is_default or one.is_active for one in others)
        assert session.models.active() == first.pack

    def test_a_model_that_is_not_here_can_be_had_or_placed(self, session):
        others = session.models.all()[1:]
        assert others
        for one in others:
            assert (one.status, one.pack) == (PackStatus.NOT_HERE, None)
            assert one.origin.startswith("https://")
            assert one.licence_text

    def test_nothing_is_downloaded_before_the_licence_is_accepted(self, session):
        one = next(one for one in session.models.all() if one.download_bytes)
        with pytest.raises(errors.LicenceNotAccepted):
            session.models.download(one.name, report=unheard, cancel=CancelToken())
        cancel = CancelToken()
        cancel.cancel()
        session.models.accept_licence(one.name)
        with pytest.raises(Cancelled):
            session.models.download(one.name, report=unheard, cancel=cancel)
        assert session.requests.all() == []

    def test_a_folder_without_a_model_is_refused(self, session, tmp_path):
        folder = tmp_path / "empty"
        folder.mkdir()
        with pytest.raises(errors.PackUnusable):
            session.models.add(folder)

    def test_the_model_that_ships_is_never_removed_and_no_other_is_known(self, session):
        with pytest.raises(errors.PackInUse):
            session.models.remove(session.models.all()[0].name)
        for verb in (session.models.remove, session.models.accept_licence, session.models.cost):
            with pytest.raises(errors.NoSuchPack):
                verb("no-such-model")

    def test_looking_again_with_the_model_in_use_moves_nothing(self, ready):
        self.audit(ready)
        name = ready.models.all()[0].name
        before = ready.findings.all()
        cost = ready.models.cost(name)
        assert (cost.photos, cost.findings) == (0, 2)
        assert cost.seconds > 0
        change = ready.models.preview(name, report=unheard, cancel=CancelToken())
        assert (change.photos, change.findings) == (0, 2)
        assert change.changes == change.lost_photos == ()
        assert ready.findings.all() == before
