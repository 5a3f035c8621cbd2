"""Makes `vN/`: a vault as today's program writes it, for all later ones to open.

Run once per released schema, from the project's folder, and commit the result:

    PYTHON_KEYRING_BACKEND=keyring.backends.fail.Keyring python -m tests.data.vaults.make_old_vault

The passphrase stands in the tests; nothing in the vault is real. A folder that is there is never
written to again.
"""

from pathlib import Path

from exposure_app.domain.coverage import Coverage, Gap
from exposure_app.domain.findings import Band, Verdict
from exposure_app.domain.gap_reasons import GapReason
from exposure_app.vault.database.schema import STEPS
from exposure_app.vault.vault import Vault
from tests.vault.filled import BLOG, NOON, PASSPHRASE, PICTURE, fill, later


def main() -> None:
    """Make the vault of the newest schema."""
    folder = Path(__file__).parent / f"v{len(STEPS)}"
    folder.mkdir()
    with Vault.open(folder, keys=None, ask_passphrase=lambda is_new: PASSPHRASE) as vault:
        fill(vault)
        mine = next(one for one in vault.findings.all(subject=vault.subjects.all()[0].name))
        vault.verdicts.judge(mine.id, Verdict.NOT_ME, NOON)
        vault.pictures.put(PICTURE, "fingerprint", (640, 480), 2, 0)
        audit = vault.audits.begin(later(60))
        vault.audits.add_gap(audit, Gap("https://a.example/", GapReason.ROBOTS), BLOG)
        vault.audits.save(
            audit,
            coverage=Coverage(1, 2, 3, 4, 5, 6, 7),
            seconds=1.5,
            is_complete=True,
            expected_false_alarms={Band.POSSIBLY: 0.25},
            bystanders={31: 4},
        )
    (folder / "vault.lock").unlink()


if __name__ == "__main__":
    main()
