"""Packs that do not ship and can be had, and which licence a published file is under."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from exposure_app.resources import resource


@dataclass(frozen=True, slots=True)
class Licence:
    """Terms of use: `name`, an SPDX expression or LicenseRef, and the file that holds the text."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Download:
    """One file to fetch. `size` in bytes and `sha256` (hex) are of the whole file."""

    url: str
    size: int
    sha256: str

    @property
    def file(self) -> str:
        """The file's name, without folders."""
        return self.url.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class KnownPack:
    """A pack that was published.

    title: a proper name, not to be translated.
    origin: the page it is published on.
    recogniser_sha256: hex; how a folder or zip file placed by hand is told to be this pack.
    downloads: an archive, or the weight files one by one; none if no pin could be verified.
    hosts: whom the downloads may come from, redirects included; "*.example.org" is any host below.
    """

    name: str
    title: str
    licence: Licence
    origin: str
    recogniser_sha256: str
    downloads: tuple[Download, ...]
    hosts: tuple[str, ...]

    @property
    def download_bytes(self) -> int:
        """All downloads together."""
        return sum(download.size for download in self.downloads)


@dataclass(frozen=True, slots=True)
class PackCatalogue:
    """What is known of packs and files that do not ship."""

    packs: tuple[KnownPack, ...]
    licences_by_sha256: dict[str, Licence]
    unknown: Licence

    def named(self, name: str) -> KnownPack | None:
        """The pack of this name."""
        return next((pack for pack in self.packs if pack.name == name), None)

    def licence_of(self, sha256: str) -> Licence | None:
        """The terms of a published file; None for a file nobody here knows."""
        return self.licences_by_sha256.get(sha256)


@cache
def catalogue() -> PackCatalogue:
    """The catalogue that ships, `resources/models/catalogue.toml`."""
    return read_catalogue(resource("models/catalogue.toml"))


def read_catalogue(path: Path) -> PackCatalogue:
    """The catalogue in a file; licence texts are named relative to its folder."""
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    licences = {
        key: Licence(entry["name"], path.parent / entry["file"])
        for key, entry in document["licence"].items()
    }
    return PackCatalogue(
        packs=tuple(_pack(entry, licences) for entry in document["pack"]),
        licences_by_sha256={
            entry["sha256"]: licences[entry["licence"]] for entry in document["file"]
        },
        unknown=licences["unknown"],
    )


def _pack(entry: dict[str, Any], licences: dict[str, Licence]) -> KnownPack:
    return KnownPack(
        name=entry["name"],
        title=entry["title"],
        licence=licences[entry["licence"]],
        origin=entry["origin"],
        recogniser_sha256=entry["recogniser_sha256"],
        downloads=tuple(
            Download(one["url"], one["bytes"], one["sha256"]) for one in entry.get("download", ())
        ),
        hosts=tuple(entry["hosts"]),
    )
