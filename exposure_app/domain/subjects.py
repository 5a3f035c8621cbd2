"""Whom we look for, and who said we may."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import NewType

from exposure_app.domain.faces import SubjectId

LookAlikeId = NewType("LookAlikeId", str)


class Consent(Enum):
    """Who agreed: the subject at this computer, another adult, or a child's guardian."""

    SELF = "self"
    ADULT = "adult"
    GUARDIAN = "guardian"


@dataclass(frozen=True, slots=True)
class Subject:
    """A person who agreed to be looked for.

    name: what the user calls them; unique in the vault.
    consented_until: when the consent ends; None if it holds until it is taken back.
    guardian: who agreed for a child, as the user names them; "" for adults.
    templates: how many photos are enrolled.
    """

    id: SubjectId
    name: str
    consent: Consent
    consented_at: datetime
    templates: int = 0
    consented_until: datetime | None = None
    guardian: str = ""

    @property
    def is_child(self) -> bool:
        """Whether a guardian agreed for them."""
        return self.consent is Consent.GUARDIAN

    def may_be_looked_for(self, at: datetime) -> bool:
        """Whether their consent holds at that moment."""
        return self.consented_until is None or at < self.consented_until


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Somebody else whom a subject is easily taken for: a twin, a sibling, a double.

    photo_sha256: hex, of the photo's bytes, so that the same photo is not added twice.
    picture_jpeg: the face and a margin around it, everybody else blurred.
    """

    id: LookAlikeId
    subject: SubjectId
    photo_sha256: str
    picture_jpeg: bytes
    added_at: datetime
