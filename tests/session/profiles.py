"""A profile with somebody enrolled and pictures of her found, for what comes after."""

from contextlib import contextmanager
from datetime import UTC, datetime

import numpy as np

from exposure_app.domain.faces import Box
from exposure_app.domain.findings import Band, Match, Sighting
from exposure_app.domain.sources import Footing
from exposure_app.domain.work import CancelToken
from exposure_app.faces.pictures.crops import crop_jpeg
from exposure_app.paths import Home
from exposure_app.session import Session, throw_away_keys
from tests.pictures import jpeg_bytes, portrait
from tests.prepared import lend_models


def quiet(_progress):
    """A report nobody listens to."""


@contextmanager
def opened(folder):
    """A new profile below `folder`."""
    home = Home.at(folder)
    home.create()
    lend_models(home)
    with Session.open(home, ask_passphrase=lambda _new: None, keys=throw_away_keys()) as session:
        yield session


def enrol_portrait(session, folder):
    """Enrol the portrait as "me"."""
    photo = folder / "me.jpg"
    photo.write_bytes(jpeg_bytes(portrait()))
    [template] = session.people.enrol([photo], report=quiet, cancel=CancelToken())
    return template


def audit_folder(session, folder):
    """A folder with the portrait thrice, audited; returns its source."""
    folder.mkdir()
    (folder / "a.jpg").write_bytes(jpeg_bytes(portrait().resize((300, 300))))
    (folder / "b.jpg").write_bytes(jpeg_bytes(portrait().crop((60, 0, 400, 300))))
    (folder / "c.jpg").write_bytes(jpeg_bytes(portrait(), quality=60))
    source = session.sources.add(str(folder), Footing.MY_EXPORT)
    audit(session)
    return source


def audit(session):
    """Everything that an audit yields."""
    return list(session.audits.run(report=quiet, cancel=CancelToken()))


def keep_finding(session, template, source, sha256, pixels, box):
    """A finding in the vault that shows this part of these pixels, in the loosest band."""
    match = Match(template.subject, template.id, 0.37, Band.POSSIBLY)
    crop = crop_jpeg(np.asarray(pixels), box, [])
    with session._profile.vault.transaction():
        return session._profile.vault.findings.record(
            sha256, (100, 100), Sighting(match, box, crop, crop), "https://a.test/",
            f"https://a.test/{sha256}", source.id, datetime.now(UTC),
        )  # fmt: skip


def whole(pixels):
    """The box of all of it."""
    height, width, _ = np.asarray(pixels).shape
    return Box(0, 0, width, height)
