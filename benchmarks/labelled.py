"""Reads a labelled set of faces and deals it into enrolled photos and a site."""

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from exposure_app.domain.work import CancelToken
from exposure_app.session import Session


@dataclass(frozen=True, slots=True)
class Deal:
    """Who is enrolled, and which strangers may fill the site.

    photos: subject -> their photos by lot; the first that are accepted are enrolled, and all the
        others are shown.
    strangers: picture -> the person on it, by lot.
    """

    photos: dict[str, list[Path]]
    strangers: dict[Path, str]


def people(faces: Path) -> dict[str, list[Path]]:
    """Every person of the set and their pictures, in a stable order."""
    folders = sorted(one for one in faces.iterdir() if one.is_dir())
    return {folder.name: sorted(folder.glob("*.jpg")) for folder in folders}


def half(name: str) -> str:
    """The half a person is in: what is set on "tuning" is reported on "reporting"."""
    return ("tuning", "reporting")[hashlib.sha256(name.encode()).digest()[0] & 1]


def deal(faces: Path, *, subjects: int, enrolled: int, seed: int) -> Deal:
    """Pick the subjects by lot among the reporting half, and order everybody else by lot.

    Strangers come from the reporting half first, and from the tuning half only where it is not
    large enough. The lot is drawn from `seed` alone, so two runs measure the same thing.
    """
    lot = random.Random(seed)
    everybody = people(faces)
    able = [
        name
        for name, photos in everybody.items()
        if len(photos) >= enrolled + 3 and half(name) == "reporting"
    ]
    chosen = set(lot.sample(able, subjects))
    photos = {name: lot.sample(everybody[name], len(everybody[name])) for name in sorted(chosen)}
    others = [(p, name) for name, ps in everybody.items() if name not in chosen for p in ps]
    lot.shuffle(others)
    others.sort(key=lambda one: half(one[1]))  # "reporting" before "tuning", the lot kept within
    return Deal(photos, dict(others))


def enrol_somebody(session: Session, pictures: Sequence[Path]) -> None:
    """Enrol the first of the pictures that is good enough."""
    for picture in pictures:
        for _ in session.people.enrol([picture], report=lambda _p: None, cancel=CancelToken()):
            pass
        if session.people.all():
            return
    raise ValueError("none of the pictures can be enrolled")
