"""What the contracts of all parts stand on."""

import pytest

from exposure_app.domain.sources import Footing
from exposure_app.domain.work import CancelToken
from tests.pictures import jpeg_bytes, portrait
from tests.site import Site


def unheard(_progress):
    pass


class PartContract:
    """A subclass gives `session`: opened, empty, closed at the end; its audits find the folder
    `album` of `pictures` to hold two pictures of the person in the photo `me`, and one gap."""

    @pytest.fixture
    def site(self):
        with Site({}) as made:
            yield made

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
        session.sources.add(str(album), Footing.OWNED)
        return session

    @staticmethod
    def enrol(session, *photos, **how):
        return list(session.people.enrol(photos, report=unheard, cancel=CancelToken(), **how))

    @staticmethod
    def audit(session, cancel=None, report=unheard):
        return list(session.audits.run([], report=report, cancel=cancel or CancelToken()))
