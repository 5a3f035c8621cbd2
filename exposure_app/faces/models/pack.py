"""Model packs: which weights belong together, and whether the files are the ones that were pinned.

A pack is a table of `resources/models/models.lock`, or the `pack.toml` of a folder that a person
added (see `pack_folder`). Nothing is opened that is not pinned in one of the two.
"""

import hashlib
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from exposure_app.domain import errors
from exposure_app.resources import resource


class Network(StrEnum):
    """Which family of detector a weight file is of, and so how its output is read."""

    YUNET = "yunet"
    SCRFD = "scrfd"


@dataclass(frozen=True, slots=True)
class WeightFile:
    """One published weight file, as it came.

    size: in bytes. sha256: hex. licence: an SPDX name; its text is `licence_path`.
    origin: where the file was published, commit included; "" if that is not known.
    """

    path: Path
    size: int
    sha256: str
    licence: str
    licence_path: Path
    origin: str

    @property
    def name(self) -> str:
        """The file's name, without folders."""
        return self.path.name


@dataclass(frozen=True, slots=True)
class ModelPack:
    """A detector and a recogniser that were measured together.

    name: a machine word. title: a proper name, not to be translated.
    embedding_length: D of the recogniser's vectors.
    network: which family the detector is of.
    ignored: other model files that came with these and are not used.
    """

    name: str
    title: str
    folder: Path
    detector: WeightFile
    recogniser: WeightFile
    embedding_length: int
    network: Network = Network.YUNET
    ignored: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[WeightFile, WeightFile]:
        """Detector and recogniser."""
        return self.detector, self.recogniser

    @property
    def licence(self) -> str:
        """An SPDX expression for the files together."""
        return " AND ".join(dict.fromkeys(file.licence for file in self.files))

    @property
    def licence_text(self) -> str:
        """The licences' texts, each once.

        Raises:
            ModelMissing: a text is not there.
        """
        try:
            texts = {file.licence_path: file.licence_path.read_text("utf-8") for file in self.files}
        except (OSError, UnicodeDecodeError) as cause:
            raise errors.ModelMissing("licence") from cause
        return "\n\n".join(dict.fromkeys(text.strip() for text in texts.values())) + "\n"

    @property
    def model(self) -> str:
        """What an `Embedding` says it came from, such as "yunet-sface:fb143eea"."""
        return f"{self.name}:{self.recogniser.sha256[:8]}"


@cache
def packs() -> tuple[ModelPack, ...]:
    """Every pack that ships, the default first."""
    lock = tomllib.loads(resource("models/models.lock").read_text(encoding="utf-8"))
    return tuple(_pack(entry) for entry in lock["pack"])


def default_pack() -> ModelPack:
    """The pack whose licences allow shipping it and which needs no choice."""
    return packs()[0]


def verify(pack: ModelPack) -> None:
    """Make sure that each file of `pack` is there, and is the file that was pinned.

    Raises:
        ModelMissing: a file is not there.
        ModelDamaged: a file's size or SHA-256 differs.
    """
    for file in pack.files:
        try:
            is_same = file.path.stat().st_size == file.size and sha256_of(file.path) == file.sha256
        except FileNotFoundError as cause:
            raise errors.ModelMissing(file.name) from cause
        except OSError as cause:
            raise errors.ModelDamaged(file.name) from cause
        if not is_same:
            raise errors.ModelDamaged(file.name)


def sha256_of(path: Path) -> str:
    """The hex digest of a file's content, read in pieces.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _pack(entry: dict[str, Any]) -> ModelPack:
    folder = resource("models/models.lock").parent / entry["folder"]
    return ModelPack(
        name=entry["name"],
        title=entry["title"],
        folder=folder,
        detector=_file(folder, entry["detector"]),
        recogniser=_file(folder, entry["recogniser"]),
        embedding_length=entry["embedding_length"],
        network=Network(entry["network"]),
    )


def _file(folder: Path, entry: dict[str, Any]) -> WeightFile:
    return WeightFile(
        path=folder / entry["name"],
        size=entry["bytes"],
        sha256=entry["sha256"],
        licence=entry["licence"],
        licence_path=folder / entry["licence_file"],
        origin=entry["origin"],
    )
