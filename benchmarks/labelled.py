"""Reads a labelled set of faces and deals it into enrolled photos and a site."""

import hashlib
import random
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Deal:
    """Who is enrolled with which photos, and which pictures the site shows.

    candidates: subject -> photos to enrol from, in order; those not enrolled are nowhere shown.
    shown: picture -> the person on it.
    """

    candidates: dict[str, list[Path]]
    shown: dict[Path, str]


def people(faces: Path) -> dict[str, list[Path]]:
    """Every person of the set and their pictures, in a stable order."""
    folders = sorted(one for one in faces.iterdir() if one.is_dir())
    return {folder.name: sorted(folder.glob("*.jpg")) for folder in folders}


def half(name: str) -> str:
    """The half a person is in: what is set on "tuning" is reported on "reporting"."""
    return ("tuning", "reporting")[hashlib.sha256(name.encode()).digest()[0] & 1]


def deal(faces: Path, *, subjects: int, enrolled: int, pictures: int, seed: int) -> Deal:
    """Pick the subjects by lot among the reporting half; fill the site with other people.

    Strangers come from the reporting half first, and from the tuning half only where it is not
    large enough. The lot is drawn from `seed` alone, so two runs measure the same thing. At most
    `enrolled` + 2 photos of a subject are set aside for enrolment, in case some are refused.
    """
    lot = random.Random(seed)
    everybody = people(faces)
    able = [
        name
        for name, photos in everybody.items()
        if len(photos) >= enrolled + 3 and half(name) == "reporting"
    ]
    chosen = lot.sample(able, subjects)
    candidates, shown = {}, {}
    for name in chosen:
        photos = lot.sample(everybody[name], len(everybody[name]))
        candidates[name] = photos[: enrolled + 2]
        shown |= dict.fromkeys(photos[enrolled + 2 :], name)
    others = [(p, name) for name, ps in everybody.items() if name not in candidates for p in ps]
    lot.shuffle(others)
    others.sort(key=lambda one: half(one[1]))  # "reporting" before "tuning", the lot kept within
    shown |= dict(others[: pictures - len(shown)])
    return Deal(candidates, shown)
