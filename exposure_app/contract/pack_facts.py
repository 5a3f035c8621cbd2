"""What the documents of model packs need to know of a pack, whoever tells it."""

from collections.abc import Sequence
from typing import Protocol


class FileOfPack(Protocol):
    """A file of weights."""

    @property
    def name(self) -> str:
        """Of the file."""
        ...

    @property
    def size(self) -> int:
        """In bytes."""
        ...

    @property
    def sha256(self) -> str:
        """Hex."""
        ...

    @property
    def licence(self) -> str:
        """An SPDX expression where there is one."""
        ...

    @property
    def origin(self) -> str:
        """Where it was published."""
        ...


class PackHere(Protocol):
    """A pack whose files are here."""

    @property
    def model(self) -> str:
        """What embeddings say they came from."""
        ...

    @property
    def embedding_length(self) -> int:
        """Numbers of an embedding."""
        ...

    @property
    def ignored(self) -> Sequence[str]:
        """Model files that came with it and are not used."""
        ...

    @property
    def files(self) -> Sequence[FileOfPack]:
        """Detector and recogniser."""
        ...


class PackListing(Protocol):
    """One pack, here or to be had, as the session lists it."""

    @property
    def name(self) -> str:
        """A machine word."""
        ...

    @property
    def title(self) -> str:
        """A proper name."""
        ...

    @property
    def licence(self) -> str:
        """Its short name."""
        ...

    @property
    def licence_text(self) -> str:
        """What is to be read before it is accepted."""
        ...

    @property
    def origin(self) -> str:
        """Where the weights were published; "" for the user's own."""
        ...

    @property
    def status(self) -> str:
        """How far it is from being used, as a machine word."""
        ...

    @property
    def is_active(self) -> bool:
        """Whether it is in use."""
        ...

    @property
    def is_default(self) -> bool:
        """Whether it is the one that ships."""
        ...

    @property
    def download_bytes(self) -> int | None:
        """How much a download would take; None where there is none."""
        ...

    @property
    def pack(self) -> PackHere | None:
        """Its files; None as long as they are not here."""
        ...
