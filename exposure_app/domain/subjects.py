"""Whom we look for, and who said we may."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from exposure_app.domain.faces import SubjectId


class Consent(Enum):
    """Who agreed: the subject at this computer, another adult, or a child's guardian."""

    SELF = "self"
    ADULT = "adult"
    GUARDIAN = "guardian"


@dataclass(frozen=True, slots=True)
class Subject:
    """A person who agreed to be looked for.

    name: what the user calls them; unique in the vault.
    templates: how many photos are enrolled.
    """

    id: SubjectId
    name: str
    consent: Consent
    consented_at: datetime
    templates: int = 0
