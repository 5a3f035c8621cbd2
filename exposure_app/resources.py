"""Finds a file of `resources/`: in a frozen app, in an installed wheel or in a checkout."""

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _root() -> Path:
    places = [_PACKAGE / "_resources", _PACKAGE.parent / "resources"]
    if bundle := getattr(sys, "_MEIPASS", None):
        places.insert(0, Path(bundle) / "resources")
    return next(place for place in places if place.is_dir())


def resource(name: str) -> Path:
    """The path of `resources/<name>`, such as "models/models.lock".

    Raises:
        ValueError: `name` would lead outside the folder.
        FileNotFoundError: there is no such file.
    """
    if name.startswith("/") or ".." in Path(name).parts:
        raise ValueError(f"not a resource name: {name}")
    path = _root() / name
    if not path.exists():
        raise FileNotFoundError(name)
    return path
