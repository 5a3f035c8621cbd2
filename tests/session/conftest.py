"""A profile, opened with the real models; photos and albums to look at."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from exposure_app.domain.faces import Template
from exposure_app.domain.sources import Footing
from exposure_app.domain.work import CancelToken
from exposure_app.paths import Home
from exposure_app.session import Session, throw_away_keys
from tests.prepared import lend_models


def unheard(_progress):
    pass


@dataclass
class Profile:
    """A session and short ways to its verbs."""

    session: Session
    folder: Path

    def photo(self, name, picture, **options):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        picture.save(path, quality=92, **options)
        return path

    def enrol(self, *photos, **how):
        return list(self.session.people.enrol(photos, report=unheard, cancel=CancelToken(), **how))

    def audit(self, *pictures):
        """Audit a folder of pictures; findings by the picture's number."""
        album = self.folder / "album"
        for number, picture in enumerate(pictures):
            self.photo(f"album/{number}.jpg", picture)
        if not self.session.sources.all():
            self.session.sources.add(str(album), Footing.OWNED)
        list(self.session.audits.run(report=unheard, cancel=CancelToken()))
        return self.findings()

    def findings(self):
        return {
            int(Path(one.locations[0].image_url).stem): one for one in self.session.findings.all()
        }

    def reconsider(self, subject="me"):
        return self.session.findings.reconsider(subject, report=unheard, cancel=CancelToken())

    def find_me(self, folder, **how):
        return list(
            self.session.people.find_me(folder, report=unheard, cancel=CancelToken(), **how)
        )


def templates(items):
    return [item for item in items if isinstance(item, Template)]


@pytest.fixture
def profile(tmp_path):
    home = Home.at(tmp_path / "home of the profile")
    home.create()
    lend_models(home)
    with Session.open(home, ask_passphrase=lambda _new: None, keys=throw_away_keys()) as session:
        yield Profile(session, tmp_path)
