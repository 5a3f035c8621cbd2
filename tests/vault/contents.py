"""What is in a vault."""

from exposure_app.vault.vault import Vault
from tests.vault.conftest import nobody_asked
from tests.vault.filled import ME


def everything(folder, keys):
    """All that is in a vault, as one value."""
    with Vault.open(folder, keys=keys, ask_passphrase=nobody_asked) as vault:
        findings = vault.findings.all()
        return (
            vault.subjects.all(),
            [(one.id, one.embedding.vector.tobytes()) for one in vault.templates.of(ME)],
            vault.sources.all(),
            findings,
            [vault.findings.context(one.id) for one in findings],
            vault.ledger.all(),
            vault.audits.last(),
        )
