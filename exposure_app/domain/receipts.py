"""What was kept, counted, and that it is gone."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Holdings:
    """How many of each kind of thing are kept: of one person, or of everybody.

    people: enrolled. photos: templates and pictures of enrolled photos. look_alikes: pictures of
    people who look like them. findings: each with its two small pictures and its evidence.
    addresses: where findings are. answers: verdicts. kept_faces: for instant re-search. places:
    sources. audits: their counts and what they could not look at. requests: lines of the ledger.
    Of one person, those that nobody in particular has are 0.
    """

    people: int = 0
    photos: int = 0
    look_alikes: int = 0
    findings: int = 0
    addresses: int = 0
    answers: int = 0
    kept_faces: int = 0
    places: int = 0
    audits: int = 0
    requests: int = 0


@dataclass(frozen=True, slots=True)
class Receipt:
    """Says what was removed.

    subject: the name of the person who was forgotten; "" if everything was.
    gone: None where the vault did not open, and so nobody could count.
    files: how many files were removed; 0 for a person, who has none of their own.
    is_key_gone: whether the vault's key was removed too.
    """

    subject: str
    gone: Holdings | None
    removed_at: datetime
    files: int = 0
    is_key_gone: bool = False
