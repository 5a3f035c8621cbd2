"""The models that ship, prepared once a run: preparing them takes longer than most tests."""

import gc
import os
from functools import cache
from pathlib import Path

from exposure_app.faces.models.pack import default_pack
from exposure_app.faces.recognition.recogniser import open_recogniser
from exposure_app.paths import Home


class Prepared:
    """Where they lie; `tests/conftest.py` says it at the start of a run."""

    folder: Path


@cache
def prepared_models() -> Path:
    """The folder, with the models in it."""
    open_recogniser(default_pack(), Prepared.folder)
    return Prepared.folder


def lend_models(home: Home) -> None:
    """Spare a profile the preparing: linked, not copied, for they are large."""
    # A session that is over waits in a cycle for Python's collector, which counts objects and not
    # megabytes: a worker would come to hold gigabytes of models.
    gc.collect()
    home.cache.mkdir(parents=True, exist_ok=True)
    for model in prepared_models().iterdir():
        if not (home.cache / model.name).exists():
            os.link(model, home.cache / model.name)
