"""Profiles made once and copied for each test: reading photos and auditing take their time."""

import shutil
from datetime import UTC, datetime

from PIL import ImageFilter, ImageOps

from exposure_app.domain.sources import Budget, Footing
from exposure_app.domain.subjects import Consent
from exposure_app.domain.work import CancelToken
from exposure_app.paths import Home
from exposure_app.session import Session
from tests.pictures import coffee, crowd, double, jpeg_bytes, portrait
from tests.prepared import lend_models
from tests.session.profiles import quiet
from tests.site import html, jpeg

PASSPHRASE = "four unrelated words here"
BEA = 3
"""Which face of the crowd is Bea's, counted from the left."""


def pages():
    """Five pictures on two pages: she alone twice, six strangers, a cup, and one that is gone."""
    return {
        "/": html('<a href="/team">Team</a>', '<img src="/cup.jpg">', '<img src="/gone.jpg">'),
        "/team": html(
            "<title>Our team</title>",
            '<figure><img src="/a.jpg" alt="Ada at work"><figcaption>Ada Lovelace</figcaption>'
            "</figure>",
            '<img src="/b.jpg">',
            '<img src="/crowd.jpg">',
        ),
        "/cup.jpg": jpeg(jpeg_bytes(coffee())),
        "/a.jpg": jpeg(jpeg_bytes(ImageOps.mirror(portrait()))),
        "/b.jpg": jpeg(jpeg_bytes(portrait().resize((300, 300)))),
        "/crowd.jpg": jpeg(jpeg_bytes(crowd())),
    }


def photo_jpeg():
    """The photo that she is enrolled with."""
    return jpeg_bytes(portrait().crop((100, 0, 400, 300)))


class Shelf:
    """Makes each profile at its first need, in a folder that lasts as long as the tests here."""

    def __init__(self, folder, site):
        self._folder = folder
        self._site = site
        self.album = folder / "album"

    def copy(self, name, home):
        """Put a copy into `home`, with the models prepared."""
        made = self._folder / name
        if not made.is_dir():
            self._make(name, made)
        shutil.copytree(made / "data", home.data)
        lend_models(home)

    def _make(self, name, folder):
        home = Home.at(folder)
        lend_models(home)
        home.create()
        with Session.open(home, ask_passphrase=lambda _is_new: PASSPHRASE) as session:
            self._enrol(session, photo_jpeg())
            if name == "audited":
                self._audit(session)

    def _enrol(self, session, jpeg, **how):
        photo = self._folder / "photo.jpg"
        photo.write_bytes(jpeg)
        [_template] = session.people.enrol([photo], **how, report=quiet, cancel=CancelToken())
        photo.unlink()

    def _audit(self, session):
        whole = jpeg_bytes(crowd())
        self._enrol(session, whole, subject="Bea", consent=Consent.ADULT, face=BEA)
        self.album.mkdir()
        for name, blur in (("soft", 2.0), ("softer", 2.4)):
            picture = portrait().filter(ImageFilter.GaussianBlur(blur))
            (self.album / f"{name}.jpg").write_bytes(jpeg_bytes(picture))
        (self.album / "alike.jpg").write_bytes(jpeg_bytes(double(0.4)))
        (self.album / "a.jpg").write_bytes(self._site.pages["/a.jpg"].body)
        session.sources.add(
            self._site.url, Footing.OWNED, budget=Budget(delay_s=0), allow_private=True
        )
        session.sources.add(str(self.album), Footing.MY_EXPORT)
        list(session.audits.run(report=quiet, cancel=CancelToken()))
        assert session.audits.last().is_complete
        assert session.audits.last().started_at < datetime.now(UTC)
