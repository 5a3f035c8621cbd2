"""The record of who agreed that somebody is looked for, and until when."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime

from exposure_app.domain.days import local
from exposure_app.domain.errors import ConsentEnded, GuardianNotNamed
from exposure_app.domain.faces import SubjectId
from exposure_app.domain.subjects import Consent, Subject
from exposure_app.vault.vault import Vault


def agreed(
    vault: Vault, name: str, consent: Consent, guardian: str, until: datetime | None
) -> Subject:
    """The subject of this name with what was agreed now; kept already if they were here before.

    Somebody who is here keeps their record where nothing new is said: no guardian, no date, and
    `Consent.SELF`, which is what is meant when nobody says anything.

    Raises:
        GuardianNotNamed: a child, and nobody is named who agreed.
        ConsentEnded: the consent that would hold has ended.
    """
    now = datetime.now(UTC)
    before = vault.subjects.named(name)
    subject = before or Subject(SubjectId(uuid.uuid4().hex), name, consent, now)
    if consent is not Consent.SELF:
        subject = replace(subject, consent=consent)
    if guardian:
        subject = replace(subject, guardian=guardian)
    if until is not None:
        subject = replace(subject, consented_at=now, consented_until=until)
    if subject.is_child and not subject.guardian:
        raise GuardianNotNamed(name)
    check_agreed(subject)
    if before is not None and subject != before:
        vault.subjects.renew(subject)
    return subject


def check_agreed(subject: Subject) -> None:
    """Pass if the subject may be looked for now.

    Raises:
        ConsentEnded: they may not.
    """
    until = subject.consented_until
    if until is not None and not subject.may_be_looked_for(datetime.now(UTC)):
        raise ConsentEnded(subject.name, local_date(until))


def local_date(moment: datetime) -> str:
    """The ISO 8601 date of a moment, as this computer's clock counts days."""
    return local(moment).date().isoformat()
