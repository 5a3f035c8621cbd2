"""Model packs that are missing, damaged, not licensed or not measured."""

from dataclasses import dataclass

from exposure_app.domain.errors.base import ExposureError


@dataclass(eq=False)
class ModelError(ExposureError):
    """A weight file cannot be used. `file` is its name, without folders."""

    file: str


class ModelMissing(ModelError):
    """The file is not there."""


class ModelDamaged(ModelError):
    """The file's SHA-256 is not the one in models.lock."""


@dataclass(eq=False)
class TooFewLabelledFaces(ExposureError):
    """The pictures cannot say what a pack's scores are worth.

    people, pictures: those with a face that was found. mated_needed: people with a second picture.
    """

    people: int
    pictures: int
    people_needed: int
    pictures_needed: int
    mated_needed: int


@dataclass(eq=False)
class PackError(ExposureError):
    """A model pack cannot be added, used or removed. `pack`: its name."""

    pack: str


class NoSuchPack(PackError):
    """No pack of this name is here."""


class PackExists(PackError):
    """A pack of this name is here already, or the name is kept for another."""


class PackGone(PackError):
    """The pack in use is missing or damaged; the one that ships still works."""


@dataclass(eq=False)
class PackUnusable(PackError):
    """What was to become a pack is none, or none that works. `pack`: the file it failed at, or "".

    reason: no_detector, no_recogniser, several_detectors, several_recognisers, several, name,
    not_a_model, external, too_large, damaged or does_not_work.
    """

    reason: str


class PackInUse(PackError):
    """The pack in use, or the one that ships, cannot be removed."""


class PackShips(PackError):
    """The pack that comes with the program brings its own measurement."""


class NoDownload(PackError):
    """The pack can only be placed by hand: no verified copy of it is known."""


class DownloadDamaged(PackError):
    """What came is not the file that was pinned; it was thrown away unopened."""


class LicenceNotAccepted(PackError):
    """The pack's licence must be read and accepted first."""


class NotCalibrated(PackError):
    """What the pack's scores are worth was not measured here yet."""


@dataclass(eq=False)
class SubjectsWouldBeLost(ExposureError):
    """A change of pack would leave these people without a single enrolled photo.

    subjects: their names.
    """

    subjects: tuple[str, ...]


class GalleryDamaged(ExposureError):
    """Sealed faces are not what was sealed, by this key, for this model. Nothing was read."""
