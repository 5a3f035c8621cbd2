"""The seam both front ends share: the product's verbs by area, and nothing of what is behind them.

Methods may be called from any thread; of those that write for long (`people.enrol`, `audits.run`)
one runs at a time.
"""

from types import TracebackType
from typing import Self

from exposure_app.domain.self_check import Check
from exposure_app.paths import Home
from exposure_app.session.audit.audit_verbs import AuditVerbs
from exposure_app.session.audit.report_verbs import ReportVerbs
from exposure_app.session.findings.finding_verbs import FindingVerbs
from exposure_app.session.findings.kept_face_verbs import KeptFaceVerbs
from exposure_app.session.models.model_verbs import ModelVerbs
from exposure_app.session.newer.newer_verbs import NewerVerbs
from exposure_app.session.people.people_verbs import PeopleVerbs
from exposure_app.session.profile.opened import OpenProfile
from exposure_app.session.profile.request_verbs import RequestVerbs
from exposure_app.session.profile.self_check import check_all
from exposure_app.session.profile.vault_verbs import VaultVerbs
from exposure_app.session.sources.source_verbs import SourceVerbs
from exposure_app.vault.keys.key_store import KeyStore
from exposure_app.vault.keys.unlock import AskPassphrase
from exposure_app.vault.vault import Vault


class Session:
    """One profile, opened. Close it, or use it in a `with` statement.

    people: who is looked for, their photos, and who looks like them.
    sources: where to look, why we may, and when again.
    audits: looking; what the newest audit met.
    findings: what was found, and what the person says of it.
    kept: faces kept for re-search, of the sources for which the user asked for that.
    models: the packs of face models.
    reports: the newest audit, written to a file.
    requests: everything that was asked of the outside.
    newer: whether there is a newer version of the program.
    vault: where everything is kept, as a whole: its key, a backup, its end.
    settings: what the user chose.
    """

    def __init__(self, home: Home, vault: Vault) -> None:
        self._profile = profile = OpenProfile(home, vault)
        self.people = PeopleVerbs(profile)
        self.sources = SourceVerbs(profile)
        self.audits = AuditVerbs(profile)
        self.findings = FindingVerbs(profile)
        self.kept = KeptFaceVerbs(profile)
        self.models = ModelVerbs(profile)
        self.reports = ReportVerbs(profile, self.audits)
        self.requests = RequestVerbs(profile)
        self.newer = NewerVerbs(profile)
        self.vault = VaultVerbs(profile)
        self.settings = profile.settings

    @classmethod
    def open(
        cls, home: Home, *, ask_passphrase: AskPassphrase, keys: KeyStore | None = None
    ) -> Self:
        """Open the vault of `home`, making one if there is none.

        Args:
            keys: where the vault's key lives; None means this computer's keychain if it has one
                we trust, else a passphrase.

        Raises:
            VaultError: any of its kinds; nothing was changed.
        """
        vault = Vault.open(home.data, keys=keys, ask_passphrase=ask_passphrase)
        return cls(home, vault)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the vault. Safe to call twice."""
        self._profile.close()

    def self_check(self) -> list[Check]:
        """Try each part this program stands on: models, keychain, index, telemetry, folders."""
        return check_all(self._profile)
