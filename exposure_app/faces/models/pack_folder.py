"""The folder of a pack that a person added: weights, `pack.toml` that pins them, calibration."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

from exposure_app.domain import errors
from exposure_app.faces.models.pack import ModelPack, Network, WeightFile

PACK_FILE = "pack.toml"
NAME = re.compile(r"[a-z0-9][a-z0-9_.-]{0,39}")
"""What a pack may be called: it names a folder on every system."""

MAX_PACK_FILE_BYTES = 64 * 1024

_UNREADABLE = (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def added_packs(models: Path) -> list[str]:
    """The names of the packs below `models`, in order of name; damaged ones too."""
    if not models.is_dir():
        return []
    return sorted(
        one.name
        for one in models.iterdir()
        if NAME.fullmatch(one.name) and (one / PACK_FILE).is_file()
    )


def read_pack(folder: Path) -> ModelPack:
    """The pack in a folder. The files are not looked at: see `pack.verify`.

    Raises:
        ModelMissing: there is no `pack.toml`.
        ModelDamaged: it is not one that was written here.
    """
    path = folder / PACK_FILE
    try:
        if path.stat().st_size > MAX_PACK_FILE_BYTES:
            raise errors.ModelDamaged(PACK_FILE)
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        pack = ModelPack(
            name=folder.name,
            title=str(document["title"]),
            folder=folder,
            detector=_file(folder, document["detector"]),
            recogniser=_file(folder, document["recogniser"]),
            embedding_length=int(document["embedding_length"]),
            network=Network(document["network"]),
            ignored=tuple(str(one) for one in document["ignored"]),
        )
    except FileNotFoundError as cause:
        raise errors.ModelMissing(PACK_FILE) from cause
    except _UNREADABLE as cause:
        raise errors.ModelDamaged(PACK_FILE) from cause
    return pack


def write_pack(pack: ModelPack) -> None:
    """Write the `pack.toml` of `pack` into its folder, where its files are already.

    Raises:
        OSError: it cannot be written.
    """
    lines = [
        f"title = {_quoted(pack.title)}",
        f"embedding_length = {pack.embedding_length}",
        f"network = {_quoted(pack.network)}",
        f"ignored = [{', '.join(_quoted(one) for one in pack.ignored)}]",
    ]
    for part, file in (("detector", pack.detector), ("recogniser", pack.recogniser)):
        lines += [
            "",
            f"[{part}]",
            f"name = {_quoted(file.name)}",
            f"bytes = {file.size}",
            f"sha256 = {_quoted(file.sha256)}",
            f"licence = {_quoted(file.licence)}",
            f"licence_file = {_quoted(file.licence_path.name)}",
            f"origin = {_quoted(file.origin)}",
        ]
    (pack.folder / PACK_FILE).write_text("\n".join([*lines, ""]), encoding="utf-8")


def on_one_line(untrusted: str, longest: int) -> str:
    """Text fit to be shown: without control characters, and short."""
    return _CONTROL.sub(" ", untrusted).strip()[:longest]


def _file(folder: Path, entry: dict[str, Any]) -> WeightFile:
    return WeightFile(
        path=folder / _plain(entry["name"]),
        size=int(entry["bytes"]),
        sha256=str(entry["sha256"]),
        licence=str(entry["licence"]),
        licence_path=folder / _plain(entry["licence_file"]),
        origin=str(entry["origin"]),
    )


def _plain(name: Any) -> str:
    """A file's name that leads nowhere else."""
    if not isinstance(name, str) or Path(name).name != name or "\\" in name or name in ("", ".."):
        raise ValueError("not a plain file name")
    return name


def _quoted(text: str) -> str:
    # A JSON string is a TOML basic string once control characters are gone.
    return json.dumps(on_one_line(text, 500), ensure_ascii=False)
