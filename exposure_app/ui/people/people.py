"""Whom the page can show: people in the vault, and one about to be."""

from dataclasses import dataclass
from datetime import UTC, datetime

from exposure_app.domain.subjects import Consent, Subject
from exposure_app.i18n import _
from exposure_app.ui.kit.dates import day
from exposure_app.wording import agreement_words, child_beside_name, ended_beside_name
from exposure_app.wording.terms import ME


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who agreed, before or after the first photo.

    guardian: who agreed for a child; "" for adults.
    until: when the consent ends; None if it holds until it is taken back.
    since: when the vault was told; None before the first photo.
    """

    name: str
    consent: Consent
    guardian: str = ""
    until: datetime | None = None
    since: datetime | None = None

    @classmethod
    def of(cls, subject: Subject) -> "Person":
        """The person as the vault knows them."""
        return cls(
            subject.name,
            subject.consent,
            subject.guardian,
            subject.consented_until,
            subject.consented_at,
        )

    @property
    def title(self) -> str:
        """The name as the window says it."""
        return _("Me") if self.name == ME else self.name

    @property
    def is_child(self) -> bool:
        """Whether a guardian agreed for them."""
        return self.consent is Consent.GUARDIAN

    def has_ended(self, now: datetime | None = None) -> bool:
        """Whether the consent is over."""
        return self.until is not None and self.until <= (now or datetime.now(UTC))

    def consent_line(self) -> str:
        """Who agreed, since when, until when."""
        since = day(self.since) if self.since else ""
        until = day(self.until) if self.until and not self.has_ended() else ""
        return " · ".join(agreement_words(self.consent, self.guardian, since=since, until=until))

    def warning(self) -> str:
        """What the person at the computer should know before going on; "" if there is nothing."""
        if self.until and self.has_ended():
            return ended_beside_name(day(self.until))
        return child_beside_name() if self.is_child else ""


MYSELF = Person(ME, Consent.SELF)
