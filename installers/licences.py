"""Gathers the licence texts of everything that goes into the bundle, as most of them demand."""

import os
import re
import sys
from collections.abc import Iterable
from importlib.metadata import Distribution, PackageNotFoundError, PackagePath, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

TEXT = re.compile(r"licen[cs]e|copying|notice|authors|third.?party", re.IGNORECASE)
CODE = (".py", ".pyc", ".pyi")
OUR_COPIES = Path(__file__).parent / "licence_texts"
# What scikit-image asks for, whose code has a stand-in in the bundle. app.spec leaves them out too.
LEFT_OUT = ("imageio", "lazy_loader", "networkx", "scipy", "tifffile")
# These wheels name their licence and do not carry it, or not that of all they bring.
WITHOUT_TEXT = {
    "av": ("LGPL-3.0.txt", "GPL-3.0.txt"),  # FFmpeg, x264 and x265
    "flatbuffers": ("Apache-2.0.txt",),
    "insightface": ("MIT.txt",),
    "pyside6-essentials": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "shiboken6": ("LGPL-3.0.txt", "GPL-3.0.txt"),
}


class NoLicenceText(Exception):
    """A package would be handed out without its licence."""


def shipped(requirements: Iterable[str]) -> list[Distribution]:
    """What `requirements` bring along on this system, themselves included, by name.

    What is not installed, and what `LEFT_OUT` lists, is not in the bundle either.
    """
    found: dict[str, Distribution] = {}
    left_out = {canonicalize_name(name) for name in LEFT_OUT}
    waiting = list(requirements)
    while waiting:
        requirement = Requirement(waiting.pop())
        name = canonicalize_name(requirement.name)
        if name in found or name in left_out:
            continue
        if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            continue
        waiting += found[name].requires or []
    return [found[name] for name in sorted(found)]


def texts_of(package: Distribution) -> list[Path]:
    """The licence texts of one package: its own, or our copies where it has none.

    Raises:
        NoLicenceText: there is neither.
    """
    own = [Path(str(file.locate())) for file in package.files or [] if _is_text(file)]
    ours = [OUR_COPIES / text for text in WITHOUT_TEXT.get(_name_of(package), ())]
    texts = [path for path in [*own, *ours] if path.is_file()]
    if not texts:
        raise NoLicenceText(_name_of(package))
    return texts


def text_of_python() -> Path:
    """Python's own licence: beside its modules, or on Windows beside its program.

    Raises:
        NoLicenceText: in neither place.
    """
    places = (Path(os.__file__).parent, Path(sys.base_prefix))
    texts = [path for folder in places if (path := folder / "LICENSE.txt").is_file()]
    if not texts:
        raise NoLicenceText("python")
    return texts[0]


def gather(requirements: Iterable[str], folder: Path) -> None:
    """Write `folder/<package>/` for each package and for Python, and a table of contents.

    Raises:
        NoLicenceText: a package, or Python, has none.
    """
    lines = []
    for package in shipped(requirements):
        _copy(texts_of(package), folder / _name_of(package))
        lines.append(f"{_name_of(package)} {package.version}\n")
    _copy([text_of_python()], folder / "python")
    (folder / "CONTENTS.txt").write_text("".join([*lines, "python\n"]), encoding="utf-8")


def _is_text(file: PackagePath) -> bool:
    """Whether it is a licence by its name or, beside the package's facts, by its folder's."""
    named = file.parts[1:] if file.parts[0].endswith(".dist-info") else (file.name,)
    return any(TEXT.search(part) for part in named) and file.suffix not in CODE


def _name_of(package: Distribution) -> str:
    return str(canonicalize_name(package.metadata["Name"]))


def _copy(texts: list[Path], folder: Path) -> None:
    """Copy texts side by side; packages keep several of one name in different folders."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(texts):
        name = f"{number}-{text.name}" if number else text.name
        (folder / name).write_bytes(text.read_bytes())
