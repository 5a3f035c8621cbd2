"""What another pack of face models does to what is enrolled and found."""

from dataclasses import dataclass

from exposure_app.domain.faces import Template
from exposure_app.domain.findings import BandChange


@dataclass(frozen=True, slots=True)
class PackChange:
    """What a change of pack does, or did.

    photos, findings: how many were looked at again with the new pack.
    lost_photos: enrolled photos in whose kept picture the new pack finds no face.
    changes: the findings whose band is another, strongest new band first. One that a person judged
        stays even where `after` is None.
    not_reseen: findings in whose kept picture the new pack finds no face; they stay as they are.
    seconds: how long it took.
    """

    photos: int
    findings: int
    lost_photos: tuple[Template, ...]
    changes: tuple[BandChange, ...]
    not_reseen: int
    seconds: float
